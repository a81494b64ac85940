import type { Invitation } from '../../src/domain/workspaces/invitation.ts';
import type { WorkspaceRepository } from '../../src/domain/workspaces/workspace.repository.ts';
import type { Membership, Workspace } from '../../src/domain/workspaces/workspace.ts';

/** Workspaces in memory, with the contract of the repository in PostgreSQL. Nothing waits for a lock. */
export function createMemoryWorkspaceRepository(): WorkspaceRepository {
  const stored = new Map<string, Workspace>();
  const invitations = new Map<string, Invitation>();
  let members: readonly Membership[] = [];
  const without = ({ workspaceId, userId }: Membership) =>
    members.filter((each) => each.workspaceId !== workspaceId || each.userId !== userId);
  const find = (id: string, userId: string) =>
    members.find((each) => each.workspaceId === id && each.userId === userId);
  return {
    async add(workspace, owner) {
      stored.set(workspace.id, workspace);
      members = [...members, owner];
    },
    find: async (id) => stored.get(id),
    async lockMembers() {},
    async replace(workspace) {
      if (stored.get(workspace.id)?.version !== workspace.version - 1) return false;
      stored.set(workspace.id, workspace);
      return true;
    },
    listOf: async (userId) =>
      members
        .filter((membership) => membership.userId === userId)
        .map((membership) => ({ workspace: stored.get(membership.workspaceId)!, membership }))
        .sort((a, b) => (a.workspace.name < b.workspace.name ? -1 : 1)),
    membership: async (id, userId) => find(id, userId),
    listMembers: async (id) =>
      members
        .filter(({ workspaceId }) => workspaceId === id)
        .sort((a, b) => a.joinedAt.getTime() - b.joinedAt.getTime() || (a.userId < b.userId ? -1 : 1)),
    async addMember(membership) {
      if (find(membership.workspaceId, membership.userId)) return false;
      members = [...members, membership];
      return true;
    },
    async updateMember(membership) {
      members = [...without(membership), membership];
    },
    async removeMember(membership) {
      members = without(membership);
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
