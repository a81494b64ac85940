import { validationFailed } from '../../core/errors/core-errors.ts';
import { defineError, type Failure } from '../../core/errors/define-error.ts';

/** The address or the password is wrong. Which of them is never told (ASVS 5.0, 6.3.8). */
export const signInFailed = defineError({
  code: 'sign-in-failed',
  status: 401,
  title: 'The address or the password is wrong',
  help: 'Check both. Register first when you have not.',
});

/** The operation is for users who are signed in. */
export const notSignedIn = defineError({
  code: 'not-signed-in',
  status: 401,
  title: 'You are not signed in',
  help: 'Send a valid access token as `Authorization: Bearer …`. Refresh the session for a new one, or sign in again.',
});

/** The session of a refresh token cannot be continued. */
export const sessionOver = defineError({
  code: 'session-over',
  status: 401,
  title: 'The session is over',
  help: 'Sign in again.',
});

/** A refresh token was used again that had long been replaced: somebody has a copy. The session is ended. */
export const refreshTokenReused = defineError({
  code: 'refresh-token-reused',
  status: 401,
  title: 'The refresh token was used before',
  help: 'Sign in again, and look through your sessions: somebody else may have had the token.',
});

/** A refresh token was used twice within a moment, as two tabs do. The session goes on with the newer token. */
export const refreshTokenReplaced = defineError({
  code: 'refresh-token-replaced',
  status: 409,
  title: 'The refresh token was replaced a moment ago',
  help: 'Use the refresh token that the other request was answered with.',
});

/** The user has no such session. */
export const sessionNotFound = defineError({
  code: 'session-not-found',
  status: 404,
  title: 'There is no such session',
  help: 'List your sessions to see the identifiers of those that go on.',
});

/** A value that breaks a rule of users. */
export type InvalidUser = Failure<'validation-failed'>;

/** Says which value of a user breaks a rule. `pointer` is a JSON pointer (RFC 6901) into what was given. */
export function invalidUser(pointer: string, rule: string): InvalidUser {
  return validationFailed.failure(`${pointer} ${rule}.`, { errors: [{ pointer, detail: rule }] });
}
