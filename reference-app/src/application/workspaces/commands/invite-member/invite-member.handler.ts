import { createOpaqueToken } from '../../../../core/types/opaque-token.ts';
import { failure, success } from '../../../../core/types/result.ts';
import { createInvitation } from '../../../../domain/workspaces/invitation.ts';
import { isAtLeast } from '../../../../domain/workspaces/roles.ts';
import { notAllowed } from '../../../../domain/workspaces/workspace.errors.ts';
import { memberInvited } from '../../../../domain/workspaces/workspace.events.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { actorOf } from '../../../shared/cqrs/execution-context.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { InviteMember } from './invite-member.command.ts';

/** Makes an invitation. Nobody invites to a role above their own. */
export function createInviteMemberHandler({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): MessageHandler<InviteMember> {
  return ({ workspaceId, role }, context) =>
    unitOfWork.run(async ({ workspaces, events, audit }) => {
      const { userId } = actorOf(context);
      const inviter = await workspaces.membership(workspaceId, userId);
      if (!inviter || !isAtLeast(inviter.role, role)) return failure(notAllowed.failure('The role is above yours.'));
      const invitation = createInvitation(workspaceId, role, userId, clock());
      const { token, hash } = createOpaqueToken();
      await workspaces.invite(invitation, hash);
      await events.record(memberInvited.event({ workspaceId, invitationId: invitation.id, role }), context);
      await audit.record({ action: 'member-invited', workspaceId, subjectId: userId, details: { role } }, context);
      return success({ invitation, token });
    });
}
