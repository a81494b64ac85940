import { hashOpaqueToken } from '../../../../core/types/opaque-token.ts';
import { failure, success } from '../../../../core/types/result.ts';
import { alreadyMember, invitationNotFound } from '../../../../domain/workspaces/workspace.errors.ts';
import { memberJoined } from '../../../../domain/workspaces/workspace.events.ts';
import { joinWorkspace } from '../../../../domain/workspaces/workspace.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { actorOf } from '../../../shared/cqrs/execution-context.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { AcceptInvitation } from './accept-invitation.command.ts';

/** Makes whoever asks a member. A member who accepts by mistake does not use the invitation up. */
export function createAcceptInvitationHandler({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): MessageHandler<AcceptInvitation> {
  return ({ token }, context) =>
    unitOfWork.run(async ({ workspaces, events, audit }) => {
      const now = clock();
      const invitation = await workspaces.takeInvitation(hashOpaqueToken(token), now);
      const workspace = invitation && (await workspaces.find(invitation.workspaceId));
      if (!workspace) return failure(invitationNotFound.failure('The token belongs to no invitation that is open.'));
      const { userId } = actorOf(context);
      const membership = joinWorkspace(workspace.id, userId, invitation.role, now);
      if (!(await workspaces.addMember(membership)))
        return failure(alreadyMember.failure(`You are a member of the workspace ${workspace.name}.`));
      await events.record(memberJoined.event({ workspaceId: workspace.id, userId, role: invitation.role }), context);
      const details = { role: invitation.role, invitedBy: invitation.invitedBy };
      await audit.record({ action: 'member-joined', workspaceId: workspace.id, subjectId: userId, details }, context);
      return success({ workspace, membership });
    });
}
