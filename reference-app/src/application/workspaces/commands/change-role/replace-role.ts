import { failure, type Result, success } from '../../../../core/types/result.ts';
import type { UserId } from '../../../../domain/users/user.ts';
import type { Role } from '../../../../domain/workspaces/roles.ts';
import { memberNotFound } from '../../../../domain/workspaces/workspace.errors.ts';
import { checkRoleChange, type WorkspaceId } from '../../../../domain/workspaces/workspace.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { ChangeRoleError } from './change-role.errors.ts';

/** Who changes whom, and to what. Without a role the member leaves. */
export interface RoleReplacement {
  readonly workspaceId: WorkspaceId;
  readonly by: UserId;
  readonly userId: UserId;
  readonly role: Role | undefined;
}

/** Gives a member another role, or none. The members are locked, so that two owners cannot let go of each other at once. */
export function replaceRole(
  unitOfWork: UnitOfWork,
  { workspaceId, by, userId, role }: RoleReplacement,
): Promise<Result<undefined, ChangeRoleError>> {
  return unitOfWork.run(async ({ workspaces }): Promise<Result<undefined, ChangeRoleError>> => {
    await workspaces.lockMembers(workspaceId);
    const members = await workspaces.listMembers(workspaceId);
    const [changer, member] = [by, userId].map((id) => members.find((each) => each.userId === id));
    if (!changer || !member) return failure(memberNotFound.failure(`The workspace has no member ${userId}.`));
    const owners = members.filter((each) => each.role === 'owner').length;
    const checked = checkRoleChange(changer, member, role, owners);
    if (!checked.ok) return checked;
    await (role === undefined ? workspaces.removeMember(member) : workspaces.updateMember({ ...member, role }));
    return success(undefined);
  });
}
