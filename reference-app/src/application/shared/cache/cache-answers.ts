import type { Query } from '../../../core/protocols/messages.ts';
import type { Middleware } from '../cqrs/middleware.ts';
import type { Cache, CopyPolicy } from './cache.ts';

/** How the answers to queries are kept, by the names of the queries. Those that are not named are never kept. */
export type AnswerPolicies<Queries extends Query> = {
  readonly [Each in Queries as Each['query']]?: (query: Each) => Omit<CopyPolicy, 'keep'>;
};

const succeeded = (answer: unknown): boolean => (answer as { readonly ok?: boolean } | undefined)?.ok !== false;

/**
 * Answers queries from copies. It stands behind the authorisation, so that a copy is given to nobody who may not see it. An
 * answer that is a failure is not kept.
 */
export function cacheAnswers<Queries extends Query>(cache: Cache, policies: AnswerPolicies<Queries>): Middleware {
  return (next, { kind, name }) => {
    const policy =
      kind === 'query' && Object.hasOwn(policies, name)
        ? (policies as Readonly<Record<string, (query: unknown) => CopyPolicy>>)[name]
        : undefined;
    return policy
      ? (dispatch) => cache.read({ ...policy(dispatch.message), keep: succeeded }, () => next(dispatch))
      : next;
  };
}
