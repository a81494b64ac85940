import { describe, expect, test } from 'vitest';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { createOpaqueToken } from '../../src/core/types/opaque-token.ts';
import type { User } from '../../src/domain/users/user.ts';
import { createInvitation } from '../../src/domain/workspaces/invitation.ts';
import type { WorkspaceRepository } from '../../src/domain/workspaces/workspace.repository.ts';
import { joinWorkspace, renameWorkspace } from '../../src/domain/workspaces/workspace.ts';
import { later, someUser, start } from './users.ts';
import { someWorkspace } from './workspaces.ts';

/** What every repository of workspaces must do. `create` gives one that holds nothing, for users that exist. */
export function describeWorkspaceRepository(
  name: string,
  create: (...users: readonly User[]) => Promise<WorkspaceRepository>,
): void {
  const begun = async (...users: readonly User[]) => {
    const owner = someUser();
    const workspaces = await create(owner, ...users);
    const workspace = someWorkspace();
    const membership = joinWorkspace(workspace.id, owner.id, 'owner', start);
    await workspaces.add(workspace, membership);
    return { workspaces, workspace, owner, membership };
  };

  describe(name, () => {
    test('gives back a workspace and its owner as they were put in', async () => {
      const { workspaces, workspace, owner, membership } = await begun();
      expect(await workspaces.find(workspace.id)).toEqual(workspace);
      expect(await workspaces.membership(workspace.id, owner.id)).toEqual(membership);
      expect(await workspaces.listMembers(workspace.id)).toEqual([membership]);
      expect(await workspaces.find(createIdentifier<'workspace'>())).toBeUndefined();
      expect(await workspaces.membership(workspace.id, createIdentifier<'user'>())).toBeUndefined();
    });

    test('lists the workspaces of a user by their name, and those of nobody else', async () => {
      const other = someUser();
      const { workspaces, workspace, owner, membership } = await begun(other);
      const [before, strange] = [someWorkspace('A team'), someWorkspace('B team')];
      const joined = joinWorkspace(before.id, owner.id, 'owner', later(1));
      await workspaces.add(before, joined);
      await workspaces.add(strange, joinWorkspace(strange.id, other.id, 'owner', later(1)));
      expect(await workspaces.listOf(owner.id)).toEqual([
        { workspace: before, membership: joined },
        { workspace, membership },
      ]);
    });

    test('replaces the version before, and nothing else', async () => {
      const { workspaces, workspace } = await begun();
      const renamed = renameWorkspace(workspace, 'Crew', later(1));
      if (!renamed.ok) throw new Error(renamed.problem.detail);
      expect([await workspaces.replace(renamed.value), await workspaces.replace(renamed.value)]).toEqual([true, false]);
      expect(await workspaces.find(workspace.id)).toEqual(renamed.value);
    });

    test('adds a member once, changes the role and takes the member away', async () => {
      const user = someUser();
      const { workspaces, workspace, membership } = await begun(user);
      const member = joinWorkspace(workspace.id, user.id, 'viewer', later(1));
      expect([await workspaces.addMember(member), await workspaces.addMember(member)]).toEqual([true, false]);
      expect(await workspaces.listMembers(workspace.id)).toEqual([membership, member]);
      await workspaces.updateMember({ ...member, role: 'admin' });
      expect(await workspaces.listMembers(workspace.id)).toEqual([membership, { ...member, role: 'admin' }]);
      await workspaces.removeMember(member);
      expect(await workspaces.listMembers(workspace.id)).toEqual([membership]);
    });

    test('gives an invitation out once, and only in time', async () => {
      const { workspaces, workspace, owner } = await begun();
      const invitation = createInvitation(workspace.id, 'member', owner.id, start);
      const { hash } = createOpaqueToken();
      await workspaces.invite(invitation, hash);
      expect(await workspaces.takeInvitation(createOpaqueToken().hash, later(1))).toBeUndefined();
      expect(await workspaces.takeInvitation(hash, invitation.expiresAt)).toBeUndefined();
      expect(await workspaces.takeInvitation(hash, later(1))).toEqual(invitation);
      expect(await workspaces.takeInvitation(hash, later(1))).toBeUndefined();
    });
  });
}
