import type { AlmanacCommand, AlmanacQuery } from './messages.ts';
import type { Access } from './shared/middleware/authorise.ts';

/** Who may send each command and query. The compiler asks for a rule for every one. */
export const accessRules: Readonly<Record<AlmanacCommand['command'] | AlmanacQuery['query'], Access>> = {
  register: 'anyone',
  'sign-in': 'anyone',
  'refresh-session': 'anyone',
  'sign-out': 'signed-in',
  'end-session': 'signed-in',
  'change-password': 'signed-in',
  'get-me': 'signed-in',
  'list-sessions': 'signed-in',
  'list-my-audit': 'signed-in',
  'create-workspace': 'signed-in',
  'list-workspaces': 'signed-in',
  'accept-invitation': 'signed-in',
  'get-workspace': 'workspace:read',
  'rename-workspace': 'workspace:rename',
  'list-members': 'members:read',
  'list-activity': 'activity:read',
  'list-audit': 'audit:read',
  'get-item': 'items:read',
  'list-items': 'items:read',
  'list-items-after': 'items:read',
  'list-reservations': 'items:read',
  'create-item': 'items:write',
  'create-items': 'items:write',
  'update-item': 'items:write',
  'reserve-item': 'items:reserve',
  'release-reservation': 'items:reserve',
  'invite-member': 'members:invite',
  'change-role': 'members:manage',
  // Everybody may leave; who may remove somebody else is a rule of the roles.
  'remove-member': 'members:read',
};
