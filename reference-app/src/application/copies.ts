import type { WorkspaceId } from '../domain/workspaces/workspace.ts';
import { exampleAnswers, exampleTouchedTags } from './examples/example-copies.ts';
import type { AlmanacQuery } from './messages.ts';
import type { AnswerPolicies } from './shared/cache/cache-answers.ts';
import type { TouchedTags } from './shared/cache/forget-copies.ts';

const workspaceTag = (workspaceId: string): string => `workspace:${workspaceId}`;

const ofWorkspace = ({ payload }: { readonly payload: unknown }): readonly string[] => [
  workspaceTag((payload as { readonly workspaceId: WorkspaceId }).workspaceId),
];

/** The queries whose answers are kept, each with its key, its time and what it is made of. */
export const keptAnswers: AnswerPolicies<AlmanacQuery> = {
  'get-workspace': ({ workspaceId }) => ({
    key: `workspace:${workspaceId}`,
    ttlMs: 60_000,
    tags: [workspaceTag(workspaceId)],
  }),
  ...exampleAnswers,
};

/** Which copies each event makes old. */
export const touchedTags: TouchedTags = {
  'workspace.renamed': ofWorkspace,
  ...exampleTouchedTags,
};
