import { workspaceRenamed } from '../../domain/workspaces/workspace.events.ts';
import type { WorkspaceId } from '../../domain/workspaces/workspace.ts';
import { byEvent, type CopyRules } from '../shared/cache/copy-rules.ts';
import type { RenameWorkspace } from './commands/rename-workspace/rename-workspace.command.ts';
import { workspaceEvents } from './events/record-activity.ts';
import type { GetWorkspace } from './queries/get-workspace/get-workspace.query.ts';

const tagOf = (workspaceId: string): string => `workspace:${workspaceId}`;

/** How workspaces are kept. Memberships are not: whoever loses one must lose it at once. */
export const workspaceCopies: CopyRules<GetWorkspace, RenameWorkspace> = {
  answers: {
    'get-workspace': ({ workspaceId }) => ({
      key: `workspace:${workspaceId}`,
      ttlMs: 60_000,
      tags: [tagOf(workspaceId)],
    }),
  },
  touched: byEvent([workspaceRenamed], ({ workspaceId }) => [tagOf(workspaceId)]),
  versioned: { 'rename-workspace': ({ workspaceId }) => [tagOf(workspaceId)] },
  likely: byEvent(workspaceEvents, ({ workspaceId }) => [
    { query: 'get-workspace', workspaceId: workspaceId as WorkspaceId },
  ]),
};
