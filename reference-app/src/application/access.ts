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
};
