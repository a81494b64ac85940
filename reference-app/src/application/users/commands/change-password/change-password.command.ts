import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { ChangePasswordError } from './change-password.errors.ts';

/** Asks for another password. Whoever asks proves with the present one that they are not somebody at an open screen. */
export interface ChangePassword extends Command<'change-password', Result<undefined, ChangePasswordError>> {
  readonly currentPassword: string;
  readonly newPassword: string;
}
