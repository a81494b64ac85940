import { failure, success } from '../../../../core/types/result.ts';
import { workspaceNotFound } from '../../../../domain/workspaces/workspace.errors.ts';
import { workspaceRenamed } from '../../../../domain/workspaces/workspace.events.ts';
import { renameWorkspace } from '../../../../domain/workspaces/workspace.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { actorOf } from '../../../shared/cqrs/execution-context.ts';
import { staleVersion } from '../../../shared/stale-version.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { RenameWorkspace } from './rename-workspace.command.ts';

/** Renames a workspace, if it is still the version that whoever asks has seen. */
export function createRenameWorkspaceHandler({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): MessageHandler<RenameWorkspace> {
  return ({ workspaceId, name, expectedVersion }, context) =>
    unitOfWork.run(async ({ workspaces, events, audit }) => {
      const workspace = await workspaces.find(workspaceId);
      if (!workspace) return failure(workspaceNotFound.failure(`There is no workspace ${workspaceId}.`));
      if (workspace.version !== expectedVersion) return failure(staleVersion(expectedVersion, workspace.version));
      const renamed = renameWorkspace(workspace, name, clock());
      if (!renamed.ok) return renamed;
      if (!(await workspaces.replace(renamed.value))) return failure(staleVersion(expectedVersion));
      await events.record(workspaceRenamed.event({ workspaceId, name }), context);
      const subjectId = actorOf(context).userId;
      await audit.record({ action: 'workspace-renamed', workspaceId, subjectId, details: { name } }, context);
      return success(renamed.value);
    });
}
