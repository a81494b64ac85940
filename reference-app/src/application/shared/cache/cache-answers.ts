import type { Query } from '../../../core/protocols/messages.ts';
import { failureOf } from '../cqrs/failure-of.ts';
import type { Middleware } from '../cqrs/middleware.ts';
import type { Cache, CopyPolicy } from './cache.ts';
import type { AnswerPolicies } from './copy-rules.ts';

const succeeded = (answer: unknown): boolean => failureOf(answer) === undefined;

/**
 * Answers queries from copies. It stands behind the authorisation, so that a copy is given to nobody who may not see it. An
 * answer that is a failure is not kept. Whoever asks for a fresh answer is not given a copy.
 */
export function cacheAnswers<Queries extends Query>(cache: Cache, policies: AnswerPolicies<Queries>): Middleware {
  return (next, { kind, name }) => {
    const policyOf =
      kind === 'query' && Object.hasOwn(policies, name)
        ? (policies as Readonly<Record<string, (query: unknown) => Omit<CopyPolicy, 'name' | 'keep'>>>)[name]
        : undefined;
    if (!policyOf) return next;
    return (dispatch) =>
      dispatch.context.fresh
        ? next(dispatch)
        : cache.read({ ...policyOf(dispatch.message), name, keep: succeeded }, () => next(dispatch));
  };
}
