import type { UserId } from '../users/user.ts';
import type { Invitation } from './invitation.ts';
import type { Membership, Workspace, WorkspaceId } from './workspace.ts';

/** A workspace, and what somebody is in it. */
export interface JoinedWorkspace {
  readonly workspace: Workspace;
  readonly membership: Membership;
}

/** Where workspaces, their members and invitations are kept. */
export interface WorkspaceRepository {
  add(workspace: Workspace, owner: Membership): Promise<void>;
  find(id: WorkspaceId): Promise<Workspace | undefined>;
  /** Until the end of the transaction nobody else can change the members of the workspace: they wait. */
  lockMembers(id: WorkspaceId): Promise<void>;
  /** Replaces the workspace that is one version older. Returns false when that version is not the stored one any more. */
  replace(workspace: Workspace): Promise<boolean>;
  /** The workspaces of a user, by their name. */
  listOf(userId: UserId): Promise<readonly JoinedWorkspace[]>;
  membership(id: WorkspaceId, userId: UserId): Promise<Membership | undefined>;
  /** The members of a workspace, in the order in which they joined. */
  listMembers(id: WorkspaceId): Promise<readonly Membership[]>;
  /** Adds a member. Returns false when the user is one already. */
  addMember(membership: Membership): Promise<boolean>;
  /** Stores the role of a member. */
  updateMember(membership: Membership): Promise<void>;
  removeMember(membership: Membership): Promise<void>;
  invite(invitation: Invitation, tokenHash: Buffer): Promise<void>;
  /** Takes the invitation of a token away and gives it back, when it can still be accepted. Of several only one gets it. */
  takeInvitation(tokenHash: Buffer, now: Date): Promise<Invitation | undefined>;
}
