import type { AlmanacCommand, AlmanacQuery } from './messages.ts';
import type { Access } from './shared/middleware/authorise.ts';

/** Who may send each command and query. The compiler asks for a rule for every one. */
export const accessRules: Readonly<Record<AlmanacCommand['command'] | AlmanacQuery['query'], Access>> = {
  'create-item': 'anyone',
  'create-items': 'anyone',
  'update-item': 'anyone',
  'get-item': 'anyone',
  'list-items': 'anyone',
  register: 'anyone',
  'sign-in': 'anyone',
  'refresh-session': 'anyone',
  'sign-out': 'signed-in',
  'end-session': 'signed-in',
  'change-password': 'signed-in',
  'get-me': 'signed-in',
  'list-sessions': 'signed-in',
  'create-workspace': 'signed-in',
  'list-workspaces': 'signed-in',
  'accept-invitation': 'signed-in',
  'get-workspace': 'workspace:read',
  'rename-workspace': 'workspace:rename',
  'list-members': 'members:read',
  'list-activity': 'activity:read',
  'invite-member': 'members:invite',
  'change-role': 'members:manage',
  // Everybody may leave; who may remove somebody else is a rule of the roles.
  'remove-member': 'members:read',
};
