import type { SessionRepository } from '../../src/domain/users/session.repository.ts';
import { isLive, type Session, type SessionEnd, type SessionId } from '../../src/domain/users/session.ts';
import { undoable } from './undo.ts';

interface KeptToken {
  readonly sessionId: SessionId;
  readonly issuedAt: Date;
  readonly replacedAt?: Date;
}

/** Sessions in memory, with the contract of the repository in PostgreSQL. */
export function createMemorySessionRepository(): SessionRepository & { readonly stored: ReadonlyMap<string, Session> } {
  const stored = new Map<string, Session>();
  const tokens = new Map<string, KeptToken>();
  const keyOf = (hash: Buffer): string => hash.toString('hex');
  const end = (session: Session, reason: SessionEnd, at: Date): boolean => {
    if (!isLive(session, at)) return false;
    stored.set(session.id, { ...session, ended: { at, reason } });
    return true;
  };
  return {
    ...undoable(stored, tokens),
    stored,
    async add(session, hash) {
      stored.set(session.id, session);
      tokens.set(keyOf(hash), { sessionId: session.id, issuedAt: session.createdAt });
    },
    async findByToken(hash) {
      const token = tokens.get(keyOf(hash));
      return token && { session: stored.get(token.sessionId)!, issuedAt: token.issuedAt, replacedAt: token.replacedAt };
    },
    async replaceToken(session, hash, nextHash, at) {
      tokens.set(keyOf(hash), { ...tokens.get(keyOf(hash))!, replacedAt: at });
      tokens.set(keyOf(nextHash), { sessionId: session.id, issuedAt: at });
      stored.set(session.id, { ...stored.get(session.id)!, refreshedAt: at });
    },
    isLive: async (id, now) => {
      const session = stored.get(id);
      return session !== undefined && isLive(session, now);
    },
    listLive: async (userId, now) =>
      [...stored.values()]
        .filter((session) => session.userId === userId && isLive(session, now))
        .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1)),
    async end(id, userId, reason, at) {
      const session = stored.get(id);
      return session?.userId === userId && end(session, reason, at);
    },
    async endOthers(userId, keep, reason, at) {
      for (const session of [...stored.values()]) {
        if (session.userId === userId && session.id !== keep) end(session, reason, at);
      }
    },
  };
}
