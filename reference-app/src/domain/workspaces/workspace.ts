import { type AggregateRoot, revise } from '../../core/base/entity.ts';
import type { Failure } from '../../core/errors/define-error.ts';
import { createIdentifier, type Identifier } from '../../core/types/identifier.ts';
import { failure, type Result, success } from '../../core/types/result.ts';
import type { UserId } from '../users/user.ts';
import { isAtLeast, type Role } from './roles.ts';
import { type InvalidWorkspace, invalidWorkspace, lastOwner, notAllowed } from './workspace.errors.ts';

/** The identifier of a workspace. */
export type WorkspaceId = Identifier<'workspace'>;

/** What a team shares. */
export interface Workspace extends AggregateRoot<'workspace'> {
  /** 1 to 100 characters, without white space around them. */
  readonly name: string;
}

/** One user in one workspace. */
export interface Membership {
  readonly workspaceId: WorkspaceId;
  readonly userId: UserId;
  readonly role: Role;
  readonly joinedAt: Date;
}

/** The most characters that the name of a workspace can have. The constraint of the table mirrors it. */
export const longestWorkspaceName = 100;

function checked(workspace: Workspace): Result<Workspace, InvalidWorkspace> {
  const { name } = workspace;
  if (name.includes('\u0000') || !name.isWellFormed())
    return failure(invalidWorkspace('/name', 'must be Unicode text without the character NUL'));
  return name.length >= 1 && name.length <= longestWorkspaceName && name === name.trim()
    ? success(workspace)
    : failure(
        invalidWorkspace('/name', `must be 1 to ${longestWorkspaceName} characters, without white space around them`),
      );
}

/** Makes a workspace, or says which rule its name breaks. */
export function createWorkspace(name: string, now: Date): Result<Workspace, InvalidWorkspace> {
  return checked({ id: createIdentifier<'workspace'>(), name, version: 1, createdAt: now, updatedAt: now });
}

/** The workspace with another name, one version later. */
export function renameWorkspace(workspace: Workspace, name: string, now: Date): Result<Workspace, InvalidWorkspace> {
  return checked({ ...workspace, name, ...revise(workspace, now) });
}

/** Makes a user a member. */
export function joinWorkspace(workspaceId: WorkspaceId, userId: UserId, role: Role, now: Date): Membership {
  return { workspaceId, userId, role, joinedAt: now };
}

/**
 * Whether somebody may give a member another role, or none. Nobody changes somebody above them, and nobody gives a role
 * above their own; everybody may leave. The last owner stays one.
 */
export function checkRoleChange(
  by: Membership,
  member: Membership,
  role: Role | undefined,
  owners: number,
): Result<undefined, Failure<'not-allowed'> | Failure<'last-owner'>> {
  const leaves = by.userId === member.userId && role === undefined;
  if (!leaves && !(isAtLeast(by.role, 'admin') && isAtLeast(by.role, member.role)))
    return failure(notAllowed.failure('The member has a role above yours.'));
  if (role !== undefined && !isAtLeast(by.role, role)) return failure(notAllowed.failure('The role is above yours.'));
  return member.role === 'owner' && role !== 'owner' && owners <= 1
    ? failure(lastOwner.failure('The member is the only owner of the workspace.'))
    : success(undefined);
}
