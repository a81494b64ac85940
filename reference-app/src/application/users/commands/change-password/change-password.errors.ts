import type { Failure } from '../../../../core/errors/define-error.ts';

/** What can go wrong when a password is changed. */
export type ChangePasswordError =
  | Failure<'sign-in-failed'>
  | Failure<'validation-failed'>
  | Failure<'precondition-failed'>;
