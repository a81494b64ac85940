import { z } from 'zod';
import type { Actor } from '../../../../application/shared/cqrs/execution-context.ts';
import type { SignedIn } from '../../../../application/users/sign-in-answer.ts';
import { longestEmail } from '../../../../domain/users/email.ts';
import { passwordLimits } from '../../../../domain/users/password-policy.ts';
import type { Session } from '../../../../domain/users/session.ts';
import { longestUserName, type User } from '../../../../domain/users/user.ts';

const email = z
  .string()
  .min(3)
  .max(longestEmail)
  .meta({ description: 'An address of e-mail. Its case does not matter.' });
/** A password that is only compared may be of any length that a new one could ever have had. */
const givenPassword = z.string().min(1).max(1024);
/** Twice the characters: the limit counts code points, and a schema counts UTF-16 units. */
const newPassword = z
  .string()
  .min(1)
  .max(2 * passwordLimits.most)
  .meta({ description: `${passwordLimits.least} to ${passwordLimits.most} characters that are not easy to guess.` });

/** The body that makes an account. Unknown keys are refused. */
export const registerBody = z
  .strictObject({ email, name: z.string().min(1).max(longestUserName), password: newPassword })
  .meta({ id: 'Register' });

/** The body that begins a session. */
export const signInBody = z.strictObject({ email, password: givenPassword }).meta({ id: 'SignIn' });

/** The body that asks for the next tokens of a session. */
export const refreshBody = z.strictObject({ refreshToken: z.string().min(1).max(256) }).meta({ id: 'Refresh' });

/** The body that changes a password. */
export const changePasswordBody = z
  .strictObject({ currentPassword: givenPassword, newPassword })
  .meta({ id: 'ChangePassword' });

/** The answer to a registration: the same for an address that has an account. */
export const registeredAnswer = z.object({ status: z.literal('accepted') }).meta({ id: 'Registered' });

/** The tokens of a session, as OAuth 2.0 names them (RFC 6749, section 5.1), in the spelling of this API. */
export const signedInAnswer = z
  .object({
    accessToken: z.string().meta({ description: 'For the `Authorization` header of requests.' }),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().meta({ description: 'How long the access token is valid, in seconds.' }),
    refreshToken: z.string().meta({ description: 'For the next refresh. It can be used once.' }),
    session: z.object({ id: z.uuid(), expiresAt: z.iso.datetime() }),
  })
  .meta({ id: 'SignedIn' });

/** An account, as its owner sees it. */
export const meAnswer = z
  .object({ id: z.uuid(), email: z.string(), name: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: 'Me' });

/** The sessions of a user, as they see them. */
export const sessionsAnswer = z
  .object({
    sessions: z.array(
      z.object({
        id: z.uuid(),
        device: z.string().meta({ description: 'What the device called itself when it signed in.' }),
        createdAt: z.iso.datetime(),
        refreshedAt: z.iso.datetime(),
        expiresAt: z.iso.datetime(),
        current: z.boolean().meta({ description: 'Whether the request came from this session.' }),
      }),
    ),
  })
  .meta({ id: 'Sessions' });

/** The session in the path. */
export const sessionParams = z.object({
  id: z.uuid({ version: 'v7' }).meta({ description: 'The identifier of a session.' }),
});

/** Turns tokens into their answer. */
export function toSignedInAnswer({ accessToken, refreshToken, session }: SignedIn): z.input<typeof signedInAnswer> {
  return {
    accessToken: accessToken.token,
    tokenType: 'Bearer',
    expiresIn: accessToken.expiresIn,
    refreshToken,
    session: { id: session.id, expiresAt: session.expiresAt.toISOString() },
  };
}

/** Turns an account into its answer. The hash of the password is no part of it. */
export function toMeAnswer({ id, email: address, name, createdAt }: User): z.input<typeof meAnswer> {
  return { id, email: address, name, createdAt: createdAt.toISOString() };
}

/** Turns the sessions of a user into their answer. */
export function toSessionsAnswer(
  sessions: readonly Session[],
  actor: Actor | undefined,
): z.input<typeof sessionsAnswer> {
  return {
    sessions: sessions.map((session) => ({
      id: session.id,
      device: session.device,
      createdAt: session.createdAt.toISOString(),
      refreshedAt: session.refreshedAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
      current: session.id === actor?.sessionId,
    })),
  };
}
