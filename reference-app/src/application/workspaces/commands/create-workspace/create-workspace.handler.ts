import { success } from '../../../../core/types/result.ts';
import { workspaceCreated } from '../../../../domain/workspaces/workspace.events.ts';
import { createWorkspace, joinWorkspace } from '../../../../domain/workspaces/workspace.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { actorOf } from '../../../shared/cqrs/execution-context.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { CreateWorkspace } from './create-workspace.command.ts';

/** Makes a workspace and its first owner. */
export function createCreateWorkspaceHandler({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): MessageHandler<CreateWorkspace> {
  return async ({ name }, context) => {
    const now = clock();
    const workspace = createWorkspace(name, now);
    if (!workspace.ok) return workspace;
    const owner = joinWorkspace(workspace.value.id, actorOf(context).userId, 'owner', now);
    return unitOfWork.run(async ({ workspaces, events, audit }) => {
      await workspaces.add(workspace.value, owner);
      await events.record(workspaceCreated.event({ workspaceId: workspace.value.id, name }), context);
      const [workspaceId, subjectId] = [workspace.value.id, owner.userId];
      await audit.record({ action: 'workspace-made', workspaceId, subjectId, details: { name } }, context);
      return success(workspace.value);
    });
  };
}
