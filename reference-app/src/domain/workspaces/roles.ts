/** What can be allowed in a workspace: a kind of thing, and what is done with it. */
export const permissions = [
  'workspace:read',
  'workspace:rename',
  'members:read',
  'members:invite',
  'members:manage',
  'activity:read',
  'audit:read',
  'items:read',
  'items:write',
  'items:reserve',
  'examples:read',
  'examples:write',
] as const;
/** One of {@link permissions}. */
export type Permission = (typeof permissions)[number];

/** The roles of a workspace, from the least to the most. Each may do whatever those before it may. */
export const roles = ['viewer', 'member', 'admin', 'owner'] as const;
/** One of {@link roles}. */
export type Role = (typeof roles)[number];

const leastRole: Readonly<Record<Permission, Role>> = {
  'workspace:read': 'viewer',
  'members:read': 'viewer',
  'activity:read': 'viewer',
  'items:read': 'viewer',
  'items:write': 'member',
  'items:reserve': 'member',
  'examples:read': 'viewer',
  'examples:write': 'member',
  'audit:read': 'admin',
  'members:invite': 'admin',
  'members:manage': 'admin',
  'workspace:rename': 'admin',
};

/** Whether a role is at least another one. */
export function isAtLeast(role: Role, other: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(other);
}

/** Whether a role has a permission. */
export function may(role: Role, permission: Permission): boolean {
  return isAtLeast(role, leastRole[permission]);
}
