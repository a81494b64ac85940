import type { RefreshTokenTimes, Session, SessionEnd, SessionId } from './session.ts';
import type { UserId } from './user.ts';

/** A refresh token that was found, and its session. */
export interface FoundRefreshToken extends RefreshTokenTimes {
  readonly session: Session;
}

/** Where sessions and the hashes of their refresh tokens are kept. */
export interface SessionRepository {
  /** Adds a session with its first refresh token. */
  add(session: Session, tokenHash: Buffer): Promise<void>;
  /** Finds a refresh token by its hash. Until the end of the transaction nobody else can: they wait. */
  findByToken(tokenHash: Buffer): Promise<FoundRefreshToken | undefined>;
  /** Replaces a refresh token by the next one of its session. */
  replaceToken(session: Session, tokenHash: Buffer, nextHash: Buffer, at: Date): Promise<void>;
  /** Whether the session goes on. */
  isLive(id: SessionId, now: Date): Promise<boolean>;
  /** The sessions of a user that go on, the newest first. */
  listLive(userId: UserId, now: Date): Promise<readonly Session[]>;
  /** Ends a session of a user. Returns false when the user has none of the identifier that goes on. */
  end(id: SessionId, userId: UserId, reason: SessionEnd, at: Date): Promise<boolean>;
  /** Ends every session of a user but one. */
  endOthers(userId: UserId, keep: SessionId, reason: SessionEnd, at: Date): Promise<void>;
}
