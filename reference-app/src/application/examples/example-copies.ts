import { exampleCreated, exampleRenamed } from '../../domain/examples/example.events.ts';
import type { ExampleId } from '../../domain/examples/example.ts';
import type { WorkspaceId } from '../../domain/workspaces/workspace.ts';
import { byEvent, type CopyRules } from '../shared/cache/copy-rules.ts';
import type { RenameExample } from './commands/rename-example/rename-example.command.ts';
import type { GetExample } from './queries/get-example/get-example.query.ts';

const tagOf = (id: string): string => `example:${id}`;

/** How answers are kept: under the workspace too, so that nobody is answered from another one. */
export const exampleCopies: CopyRules<GetExample, RenameExample> = {
  answers: {
    'get-example': ({ workspaceId, id }) => ({
      key: `example:${workspaceId}:${id}`,
      ttlMs: 60_000,
      tags: [tagOf(id)],
    }),
  },
  touched: byEvent([exampleRenamed], ({ exampleId }) => [tagOf(exampleId)]),
  versioned: { 'rename-example': ({ id }) => [tagOf(id)] },
  likely: byEvent([exampleCreated, exampleRenamed], ({ workspaceId, exampleId }) => [
    { query: 'get-example', workspaceId: workspaceId as WorkspaceId, id: exampleId as ExampleId },
  ]),
};
