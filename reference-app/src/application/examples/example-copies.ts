import type { AnswerPolicies } from '../shared/cache/cache-answers.ts';
import type { TouchedTags } from '../shared/cache/forget-copies.ts';
import type { GetExample } from './queries/get-example/get-example.query.ts';

const tagOf = (id: string): string => `example:${id}`;

/** How answers are kept: under the workspace too, so that nobody is answered from another one. */
export const exampleAnswers: AnswerPolicies<GetExample> = {
  'get-example': ({ workspaceId, id }) => ({
    key: `example:${workspaceId}:${id}`,
    ttlMs: 60_000,
    tags: [tagOf(id)],
  }),
};

/** Which copies each event makes old. */
export const exampleTouchedTags: TouchedTags = {
  'example.renamed': ({ payload }) => [tagOf((payload as { readonly exampleId: string }).exampleId)],
};
