import { failure, success } from '../../../../core/types/result.ts';
import { workspaceNotFound } from '../../../../domain/workspaces/workspace.errors.ts';
import type { WorkspaceRepository } from '../../../../domain/workspaces/workspace.repository.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { GetWorkspace } from './get-workspace.query.ts';

/** Reads one workspace. */
export function createGetWorkspaceHandler({
  workspaces,
}: {
  workspaces: WorkspaceRepository;
}): MessageHandler<GetWorkspace> {
  return async ({ workspaceId }) => {
    const workspace = await workspaces.find(workspaceId);
    return workspace ? success(workspace) : failure(workspaceNotFound.failure(`There is no workspace ${workspaceId}.`));
  };
}
