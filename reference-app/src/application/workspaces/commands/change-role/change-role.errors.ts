import type { Failure } from '../../../../core/errors/define-error.ts';

/** What can go wrong when a member gets another role, or none. */
export type ChangeRoleError = Failure<'member-not-found'> | Failure<'not-allowed'> | Failure<'last-owner'>;
