import { describe, expect, test } from 'vitest';
import type { ExecutionContext } from '../../src/application/shared/cqrs/execution-context.ts';
import { createAcceptInvitationHandler } from '../../src/application/workspaces/commands/accept-invitation/accept-invitation.handler.ts';
import { createChangeRoleHandler } from '../../src/application/workspaces/commands/change-role/change-role.handler.ts';
import { createCreateWorkspaceHandler } from '../../src/application/workspaces/commands/create-workspace/create-workspace.handler.ts';
import { createInviteMemberHandler } from '../../src/application/workspaces/commands/invite-member/invite-member.handler.ts';
import { createRemoveMemberHandler } from '../../src/application/workspaces/commands/remove-member/remove-member.handler.ts';
import { createRenameWorkspaceHandler } from '../../src/application/workspaces/commands/rename-workspace/rename-workspace.handler.ts';
import { createGetWorkspaceHandler } from '../../src/application/workspaces/queries/get-workspace/get-workspace.handler.ts';
import { createListMembersHandler } from '../../src/application/workspaces/queries/list-members/list-members.handler.ts';
import { createListWorkspacesHandler } from '../../src/application/workspaces/queries/list-workspaces/list-workspaces.handler.ts';
import type { User } from '../../src/domain/users/user.ts';
import { invitationMs } from '../../src/domain/workspaces/invitation.ts';
import type { Role } from '../../src/domain/workspaces/roles.ts';
import { joinWorkspace } from '../../src/domain/workspaces/workspace.ts';
import { createMemoryUnitOfWork } from '../kit/memory-unit-of-work.ts';
import { createMemoryWorkspaceRepository } from '../kit/memory-workspace-repository.ts';
import { someUser, start } from '../kit/users.ts';
import { someWorkspace } from '../kit/workspaces.ts';

const as = ({ id }: User): ExecutionContext => ({
  requestId: '0b9e1d6a-5c1f-4e0a-9d0e-111111111111',
  actor: { userId: id, sessionId: '' as never },
});

/** A workspace with somebody of each role in it, and the use cases. */
async function aTeam() {
  const workspaces = createMemoryWorkspaceRepository();
  const unitOfWork = createMemoryUnitOfWork({ workspaces });
  let now = start.getTime();
  const parts = { workspaces, unitOfWork, clock: () => new Date(now) };
  const workspace = someWorkspace();
  const [owner, admin, member, viewer, outsider] = [someUser(), someUser(), someUser(), someUser(), someUser()];
  await workspaces.add(workspace, joinWorkspace(workspace.id, owner.id, 'owner', start));
  for (const [user, role] of [
    [admin, 'admin'],
    [member, 'member'],
    [viewer, 'viewer'],
  ] as const)
    await workspaces.addMember(joinWorkspace(workspace.id, user.id, role, start));
  const inside = { workspaceId: workspace.id };
  const [invite, accept] = [createInviteMemberHandler(parts), createAcceptInvitationHandler(parts)];
  const [changeRole, remove] = [createChangeRoleHandler(parts), createRemoveMemberHandler(parts)];
  return {
    ...parts,
    workspace,
    owner,
    admin,
    member,
    viewer,
    outsider,
    inside,
    pass(ms: number) {
      now += ms;
    },
    roleOf: async ({ id }: User) => (await workspaces.membership(workspace.id, id))?.role,
    async invite(by: User, role: Role) {
      const result = await invite({ command: 'invite-member', ...inside, role }, as(by));
      return result.ok ? result.value.token : result.problem.code;
    },
    async accept(by: User, token: string) {
      const result = await accept({ command: 'accept-invitation', token }, as(by));
      return result.ok ? result.value.membership.role : result.problem.code;
    },
    async changeRole(by: User, { id }: User, role: Role) {
      const result = await changeRole({ command: 'change-role', ...inside, userId: id, role }, as(by));
      return result.ok ? 'done' : result.problem.code;
    },
    async remove(by: User, { id }: User) {
      const result = await remove({ command: 'remove-member', ...inside, userId: id }, as(by));
      return result.ok ? 'done' : result.problem.code;
    },
    /** What was told of it: the events with what they hold, and the actions of the audit log. */
    told: () => ({
      events: unitOfWork.recorded().map(({ name, payload }) => [name, payload] as const),
      audit: unitOfWork.audited().map(({ action, subjectId, details }) => [action, subjectId, details] as const),
    }),
  };
}

describe('a workspace', () => {
  test('is made with whoever asked as its owner', async () => {
    const { workspaces, unitOfWork, clock, outsider, told } = await aTeam();
    const create = createCreateWorkspaceHandler({ unitOfWork, clock });
    const made = await create({ command: 'create-workspace', name: 'Gifts' }, as(outsider));
    if (!made.ok) throw new Error(made.problem.detail);
    const { id: workspaceId } = made.value;
    expect(made.value).toMatchObject({ name: 'Gifts', version: 1, createdAt: start });
    expect(await workspaces.membership(workspaceId, outsider.id)).toMatchObject({ role: 'owner', joinedAt: start });
    expect(told()).toEqual({
      events: [['workspace.created', { workspaceId, name: 'Gifts' }]],
      audit: [['workspace-made', outsider.id, { name: 'Gifts' }]],
    });
    const listed = await createListWorkspacesHandler({ workspaces })({ query: 'list-workspaces' }, as(outsider));
    expect(listed.map(({ workspace }) => workspace)).toEqual([made.value]);
  });

  test('is not made with a name that breaks a rule', async () => {
    const { unitOfWork, clock, outsider, told } = await aTeam();
    const create = createCreateWorkspaceHandler({ unitOfWork, clock });
    expect(await create({ command: 'create-workspace', name: ' ' }, as(outsider))).toMatchObject({
      problem: { code: 'validation-failed' },
    });
    expect(told()).toEqual({ events: [], audit: [] });
  });

  test('is renamed from the version that is stored, and from no other', async () => {
    const { workspaces, unitOfWork, clock, workspace, inside, owner, told, pass } = await aTeam();
    pass(1000);
    const rename = createRenameWorkspaceHandler({ unitOfWork, clock });
    const to = (name: string, expectedVersion: number, id = inside.workspaceId) =>
      rename({ command: 'rename-workspace', workspaceId: id, name, expectedVersion }, as(owner));
    const renamed = await to('Presents', 1);
    expect(renamed).toMatchObject({ value: { ...workspace, name: 'Presents', version: 2, updatedAt: clock() } });
    expect(await to('Late', 1)).toMatchObject({
      problem: { code: 'precondition-failed', extensions: { expectedVersion: 1, currentVersion: 2 } },
    });
    expect(await to('', 2)).toMatchObject({ problem: { code: 'validation-failed' } });
    expect(await to('None', 1, someWorkspace().id)).toMatchObject({ problem: { code: 'workspace-not-found' } });
    expect(told().events).toEqual([['workspace.renamed', { ...inside, name: 'Presents' }]]);
    const read = await createGetWorkspaceHandler({ workspaces })({ query: 'get-workspace', ...inside }, as(owner));
    expect(read).toEqual(renamed);
  });

  test('that is renamed by somebody faster, between the reading and the writing, stays as they made it', async () => {
    const { workspaces, clock, inside, owner } = await aTeam();
    const unitOfWork = createMemoryUnitOfWork({ workspaces: { ...workspaces, replace: async () => false } });
    const rename = createRenameWorkspaceHandler({ unitOfWork, clock });
    const late = await rename({ command: 'rename-workspace', ...inside, name: 'Late', expectedVersion: 1 }, as(owner));
    expect(late).toMatchObject({ problem: { code: 'precondition-failed', extensions: { expectedVersion: 1 } } });
    expect(unitOfWork.ends).toEqual(['undone']);
    expect(unitOfWork.recorded()).toEqual([]);
  });
});

describe('an invitation', () => {
  test('makes one user a member of its role, once', async () => {
    const { invite, accept, admin, outsider, inside, told, roleOf } = await aTeam();
    const token = await invite(admin, 'member');
    expect(await accept(outsider, token)).toBe('member');
    expect(await roleOf(outsider)).toBe('member');
    expect(await accept(someUser(), token)).toBe('invitation-not-found');
    expect(told().events).toEqual([
      ['member.invited', { ...inside, invitationId: expect.any(String), role: 'member' }],
      ['member.joined', { ...inside, userId: outsider.id, role: 'member' }],
    ]);
    expect(told().audit).toEqual([
      ['member-invited', admin.id, { role: 'member' }],
      ['member-joined', outsider.id, { role: 'member', invitedBy: admin.id }],
    ]);
    // Whoever holds the token may use it: it stands nowhere else.
    expect(JSON.stringify(told())).not.toContain(token);
  });

  test('that a member accepts by mistake is left for somebody else', async () => {
    const { invite, accept, owner, viewer, outsider, roleOf } = await aTeam();
    const token = await invite(owner, 'admin');
    expect(await accept(viewer, token)).toBe('already-member');
    expect(await roleOf(viewer)).toBe('viewer');
    expect(await accept(outsider, token)).toBe('admin');
  });

  test('is none after its time, and with a token that nobody gave out', async () => {
    const { invite, accept, owner, outsider, pass, roleOf } = await aTeam();
    const token = await invite(owner, 'viewer');
    pass(invitationMs);
    expect(await accept(outsider, token)).toBe('invitation-not-found');
    expect(await accept(outsider, 'nonsense')).toBe('invitation-not-found');
    expect(await roleOf(outsider)).toBeUndefined();
  });

  test('is made to no role above that of whoever makes it', async () => {
    const { invite, admin, owner, outsider, told } = await aTeam();
    expect(await invite(admin, 'owner')).toBe('not-allowed');
    expect(await invite(outsider, 'viewer')).toBe('not-allowed');
    expect(told().events).toEqual([]);
    expect(await invite(owner, 'owner')).toMatch(/^[\w-]{43}$/);
  });
});

describe('the role of a member', () => {
  test('is changed by somebody above, who is told of with the role before', async () => {
    const { changeRole, admin, viewer, inside, told, roleOf, workspaces } = await aTeam();
    expect(await changeRole(admin, viewer, 'member')).toBe('done');
    expect(await roleOf(viewer)).toBe('member');
    expect(told()).toEqual({
      events: [['member.role-changed', { ...inside, userId: viewer.id, role: 'member' }]],
      audit: [['role-changed', viewer.id, { before: 'viewer', role: 'member' }]],
    });
    const listed = await createListMembersHandler({ workspaces })({ query: 'list-members', ...inside }, as(admin));
    expect(listed).toHaveLength(4);
  });

  test('is not changed above that of whoever asks, nor of somebody who is no member', async () => {
    const { changeRole, remove, admin, owner, viewer, outsider, told, roleOf } = await aTeam();
    expect(await changeRole(admin, viewer, 'owner')).toBe('not-allowed');
    expect(await changeRole(admin, owner, 'viewer')).toBe('not-allowed');
    expect(await changeRole(owner, outsider, 'viewer')).toBe('member-not-found');
    expect(await remove(outsider, viewer)).toBe('member-not-found');
    expect(told()).toEqual({ events: [], audit: [] });
    expect([await roleOf(viewer), await roleOf(owner)]).toEqual(['viewer', 'owner']);
  });

  test('is given up by whoever leaves, except by the last owner', async () => {
    const { remove, changeRole, owner, admin, viewer, inside, told, roleOf } = await aTeam();
    expect(await remove(viewer, viewer)).toBe('done');
    expect(await roleOf(viewer)).toBeUndefined();
    expect(told()).toEqual({
      events: [['member.left', { ...inside, userId: viewer.id }]],
      audit: [['member-removed', viewer.id, { before: 'viewer' }]],
    });
    expect(await remove(owner, owner)).toBe('last-owner');
    expect(await changeRole(owner, owner, 'admin')).toBe('last-owner');
    expect(await changeRole(owner, admin, 'owner')).toBe('done');
    expect(await remove(owner, owner)).toBe('done');
  });
});
