import type { WorkspaceRepository } from '../../../../domain/workspaces/workspace.repository.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { actorOf } from '../../../shared/cqrs/execution-context.ts';
import type { ListWorkspaces } from './list-workspaces.query.ts';

/** Lists the workspaces of whoever asks. */
export function createListWorkspacesHandler({
  workspaces,
}: {
  workspaces: WorkspaceRepository;
}): MessageHandler<ListWorkspaces> {
  return async (_query, context) => workspaces.listOf(actorOf(context).userId);
}
