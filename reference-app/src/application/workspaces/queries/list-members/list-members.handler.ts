import type { WorkspaceRepository } from '../../../../domain/workspaces/workspace.repository.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { ListMembers } from './list-members.query.ts';

/** Lists the members of a workspace. */
export function createListMembersHandler({
  workspaces,
}: {
  workspaces: WorkspaceRepository;
}): MessageHandler<ListMembers> {
  return ({ workspaceId }) => workspaces.listMembers(workspaceId);
}
