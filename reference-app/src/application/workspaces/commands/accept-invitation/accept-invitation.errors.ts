import type { Failure } from '../../../../core/errors/define-error.ts';

/** What can go wrong when an invitation is accepted. */
export type AcceptInvitationError = Failure<'invitation-not-found'> | Failure<'already-member'>;
