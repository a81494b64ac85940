import type { Entity } from '../../core/base/entity.ts';
import { createIdentifier, type Identifier } from '../../core/types/identifier.ts';
import type { UserId } from './user.ts';

/** The identifier of a session. Access tokens carry it. */
export type SessionId = Identifier<'session'>;

/** Why a session ended before its time. */
export const sessionEnds = ['signed-out', 'ended-by-user', 'password-changed', 'token-reused'] as const;
/** One of {@link sessionEnds}. */
export type SessionEnd = (typeof sessionEnds)[number];

/** One device on which a user is signed in: the family of all refresh tokens that came from one sign-in. */
export interface Session extends Entity<'session'> {
  readonly userId: UserId;
  /** What the device calls itself: at most 200 characters, perhaps none. */
  readonly device: string;
  readonly createdAt: Date;
  readonly refreshedAt: Date;
  /** When it ends whatever happens. */
  readonly expiresAt: Date;
  readonly ended?: { readonly at: Date; readonly reason: SessionEnd } | undefined;
}

/** How long sessions and their tokens live, in milliseconds. */
export interface SessionLifetimes {
  /** From the sign-in to the end, whatever happens. */
  readonly sessionMs: number;
  /** From one refresh to the next at the latest. */
  readonly refreshMs: number;
  /** How long a refresh token that was replaced is taken for an honest repetition. */
  readonly graceMs: number;
}

/** The most characters that are kept of what a device calls itself. */
export const longestDevice = 200;

/** A text as it can be kept: without control characters and halves of characters, and cut to its length. */
const kept = (device: string): string =>
  [...device.toWellFormed().replaceAll(/\p{Cc}/gu, ' ')]
    .slice(0, longestDevice / 2)
    .join('')
    .trim();

/** Begins a session. */
export function startSession(userId: UserId, device: string, now: Date, { sessionMs }: SessionLifetimes): Session {
  return {
    id: createIdentifier<'session'>(),
    userId,
    device: kept(device),
    createdAt: now,
    refreshedAt: now,
    expiresAt: new Date(now.getTime() + sessionMs),
  };
}

/** Whether a session goes on. */
export function isLive(session: Pick<Session, 'ended' | 'expiresAt'>, now: Date): boolean {
  return session.ended === undefined && now < session.expiresAt;
}

/** When a refresh token was given out, and when it was replaced by the next one, if it was. */
export interface RefreshTokenTimes {
  readonly issuedAt: Date;
  readonly replacedAt?: Date | undefined;
}

/**
 * What to do about a refresh token: give out the `next` one, say that it was `replaced` a moment ago, say that the session is
 * `over`, or take it for `reused` and end the session (RFC 9700, section 4.14.2).
 */
export type RefreshVerdict = 'next' | 'replaced' | 'over' | 'reused';

/** Decides about a refresh token of a session. */
export function judgeRefresh(
  session: Session,
  { issuedAt, replacedAt }: RefreshTokenTimes,
  now: Date,
  { refreshMs, graceMs }: SessionLifetimes,
): RefreshVerdict {
  if (!isLive(session, now)) return 'over';
  if (replacedAt !== undefined) return now.getTime() - replacedAt.getTime() <= graceMs ? 'replaced' : 'reused';
  return now.getTime() - issuedAt.getTime() < refreshMs ? 'next' : 'over';
}
