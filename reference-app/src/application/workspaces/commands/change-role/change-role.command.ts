import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { UserId } from '../../../../domain/users/user.ts';
import type { Role } from '../../../../domain/workspaces/roles.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';
import type { ChangeRoleError } from './change-role.errors.ts';

/** Asks for another role of a member. */
export interface ChangeRole extends Command<'change-role', Result<undefined, ChangeRoleError>>, InWorkspace {
  readonly userId: UserId;
  readonly role: Role;
}
