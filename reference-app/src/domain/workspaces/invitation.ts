import type { Entity } from '../../core/base/entity.ts';
import { createIdentifier, type Identifier } from '../../core/types/identifier.ts';
import type { UserId } from '../users/user.ts';
import type { Role } from './roles.ts';
import type { WorkspaceId } from './workspace.ts';

/** The identifier of an invitation. */
export type InvitationId = Identifier<'invitation'>;

/** Lets whoever has its token become a member, once. */
export interface Invitation extends Entity<'invitation'> {
  readonly workspaceId: WorkspaceId;
  /** What an invited user will be. */
  readonly role: Role;
  readonly invitedBy: UserId;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** How long an invitation can be accepted, in milliseconds: a week. */
export const invitationMs = 7 * 86_400_000;

/** Makes an invitation. */
export function createInvitation(workspaceId: WorkspaceId, role: Role, invitedBy: UserId, now: Date): Invitation {
  return {
    id: createIdentifier<'invitation'>(),
    workspaceId,
    role,
    invitedBy,
    createdAt: now,
    expiresAt: new Date(now.getTime() + invitationMs),
  };
}
