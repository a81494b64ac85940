import { failure, type Result, success } from '../../../../core/types/result.ts';
import type { UserId } from '../../../../domain/users/user.ts';
import type { Role } from '../../../../domain/workspaces/roles.ts';
import { memberNotFound } from '../../../../domain/workspaces/workspace.errors.ts';
import { memberLeft, memberRoleChanged } from '../../../../domain/workspaces/workspace.events.ts';
import { checkRoleChange, type WorkspaceId } from '../../../../domain/workspaces/workspace.ts';
import { actorOf, type ExecutionContext } from '../../../shared/cqrs/execution-context.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { ChangeRoleError } from './change-role.errors.ts';

/** Whose role is changed, and to what. Without a role the member leaves. */
export interface RoleReplacement {
  readonly workspaceId: WorkspaceId;
  readonly userId: UserId;
  readonly role: Role | undefined;
}

/** Gives a member another role, or none. The members are locked, so that two owners cannot let go of each other at once. */
export function replaceRole(
  unitOfWork: UnitOfWork,
  { workspaceId, userId, role }: RoleReplacement,
  context: ExecutionContext,
): Promise<Result<undefined, ChangeRoleError>> {
  return unitOfWork.run(async ({ workspaces, events, audit }): Promise<Result<undefined, ChangeRoleError>> => {
    const by = actorOf(context).userId;
    await workspaces.lockMembers(workspaceId);
    const members = await workspaces.listMembers(workspaceId);
    const [changer, member] = [by, userId].map((id) => members.find((each) => each.userId === id));
    if (!changer || !member) return failure(memberNotFound.failure(`The workspace has no member ${userId}.`));
    const owners = members.filter((each) => each.role === 'owner').length;
    const checked = checkRoleChange(changer, member, role, owners);
    if (!checked.ok) return checked;
    if (role === undefined) {
      await workspaces.removeMember(member);
      await events.record(memberLeft.event({ workspaceId, userId }), context);
      const details = { before: member.role };
      await audit.record({ action: 'member-removed', workspaceId, subjectId: userId, details }, context);
    } else {
      await workspaces.updateMember({ ...member, role });
      await events.record(memberRoleChanged.event({ workspaceId, userId, role }), context);
      const details = { before: member.role, role };
      await audit.record({ action: 'role-changed', workspaceId, subjectId: userId, details }, context);
    }
    return success(undefined);
  });
}
