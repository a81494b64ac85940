import type { Invitation } from '../../src/domain/workspaces/invitation.ts';
import type { WorkspaceRepository } from '../../src/domain/workspaces/workspace.repository.ts';
import type { Membership, Workspace } from '../../src/domain/workspaces/workspace.ts';
import { undoable } from './undo.ts';

/** Workspaces in memory, with the contract of the repository in PostgreSQL. Nothing waits for a lock. */
export function createMemoryWorkspaceRepository(): WorkspaceRepository {
  const stored = new Map<string, Workspace>();
  const invitations = new Map<string, Invitation>();
  const members = new Map<string, Membership>();
  const keyOf = ({ workspaceId, userId }: Pick<Membership, 'workspaceId' | 'userId'>) => `${workspaceId} ${userId}`;
  const put = (membership: Membership) => void members.set(keyOf(membership), membership);
  return {
    ...undoable(stored, invitations, members),
    async add(workspace, owner) {
      stored.set(workspace.id, workspace);
      put(owner);
    },
    find: async (id) => stored.get(id),
    async lockMembers() {},
    async replace(workspace) {
      if (stored.get(workspace.id)?.version !== workspace.version - 1) return false;
      stored.set(workspace.id, workspace);
      return true;
    },
    listOf: async (userId) =>
      [...members.values()]
        .filter((membership) => membership.userId === userId)
        .map((membership) => ({ workspace: stored.get(membership.workspaceId)!, membership }))
        .sort((a, b) => (a.workspace.name < b.workspace.name ? -1 : 1)),
    membership: async (workspaceId, userId) => members.get(keyOf({ workspaceId, userId })),
    listMembers: async (id) =>
      [...members.values()]
        .filter(({ workspaceId }) => workspaceId === id)
        .sort((a, b) => a.joinedAt.getTime() - b.joinedAt.getTime() || (a.userId < b.userId ? -1 : 1)),
    async addMember(membership) {
      if (members.has(keyOf(membership))) return false;
      put(membership);
      return true;
    },
    async updateMember(membership) {
      put(membership);
    },
    async removeMember(membership) {
      members.delete(keyOf(membership));
    },
    async invite(invitation, hash) {
      invitations.set(hash.toString('hex'), invitation);
    },
    async takeInvitation(hash, now) {
      const invitation = invitations.get(hash.toString('hex'));
      if (!invitation || now >= invitation.expiresAt) return undefined;
      invitations.delete(hash.toString('hex'));
      return invitation;
    },
  };
}
