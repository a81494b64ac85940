import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { UserId } from '../../../../domain/users/user.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';
import type { ChangeRoleError } from '../change-role/change-role.errors.ts';

/** Asks that a user is no member any more. Everybody may ask it for themselves. */
export interface RemoveMember extends Command<'remove-member', Result<undefined, ChangeRoleError>>, InWorkspace {
  readonly userId: UserId;
}
