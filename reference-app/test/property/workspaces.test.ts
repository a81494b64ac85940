import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { isAtLeast, may, permissions, roles } from '../../src/domain/workspaces/roles.ts';
import { checkRoleChange, createWorkspace, joinWorkspace } from '../../src/domain/workspaces/workspace.ts';
import { start } from '../kit/users.ts';

const anyRole = fc.constantFrom(...roles);

test('a role may do whatever those below it may, and the least of them can read', () => {
  fc.assert(
    fc.property(anyRole, anyRole, fc.constantFrom(...permissions), (role, other, permission) => {
      if (isAtLeast(role, other) && may(other, permission)) expect(may(role, permission)).toBe(true);
    }),
  );
  expect(permissions.filter((permission) => may('viewer', permission))).toEqual([
    'workspace:read',
    'members:read',
    'activity:read',
    'items:read',
    'examples:read',
  ]);
  expect(permissions.filter((permission) => !may('owner', permission))).toEqual([]);
});

describe('a change of a role', () => {
  const workspaceId = createIdentifier<'workspace'>();
  const member = (role: (typeof roles)[number]) => joinWorkspace(workspaceId, createIdentifier<'user'>(), role, start);

  test('gives nobody more than whoever makes it has, and touches nobody above them', () => {
    fc.assert(
      fc.property(anyRole, anyRole, fc.option(anyRole, { nil: undefined }), (byRole, ofRole, role) => {
        const { ok } = checkRoleChange(member(byRole), member(ofRole), role, 2);
        const highEnough = byRole === 'owner' || (byRole === 'admin' && ofRole !== 'owner' && role !== 'owner');
        expect(ok).toBe(highEnough);
      }),
    );
  });

  test('lets everybody leave but the last owner, who cannot be anything less either', () => {
    fc.assert(
      fc.property(anyRole, fc.integer({ min: 1, max: 3 }), (role, owners) => {
        const self = member(role);
        expect(checkRoleChange(self, self, undefined, owners).ok).toBe(role !== 'owner' || owners > 1);
        if (role === 'owner') expect(checkRoleChange(self, self, 'admin', owners).ok).toBe(owners > 1);
      }),
    );
  });

  test('of oneself is no way up', () => {
    const self = member('admin');
    expect(checkRoleChange(self, self, 'owner', 1)).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
    const viewer = member('viewer');
    expect(checkRoleChange(viewer, viewer, 'viewer', 1)).toMatchObject({ problem: { code: 'not-allowed' } });
  });
});

test.each(['', ' Team', 'Team\n', 'A\u0000', '\ud800', 'x'.repeat(101)])('%j is no name of a workspace', (name) => {
  expect(createWorkspace(name, start)).toMatchObject({
    ok: false,
    problem: { extensions: { errors: [{ pointer: '/name' }] } },
  });
});
