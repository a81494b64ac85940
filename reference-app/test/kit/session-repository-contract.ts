import { describe, expect, test } from 'vitest';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { createOpaqueToken } from '../../src/core/types/opaque-token.ts';
import type { SessionRepository } from '../../src/domain/users/session.repository.ts';
import { startSession } from '../../src/domain/users/session.ts';
import type { User } from '../../src/domain/users/user.ts';
import { later, lifetimes, start } from './users.ts';

/** What every repository of sessions must do. `create` gives one that holds nothing, for users that exist. */
export function describeSessionRepository(
  name: string,
  create: (...users: readonly User[]) => Promise<SessionRepository>,
  someUser: () => User,
): void {
  const begun = async (sessions: SessionRepository, user: User, at = start) => {
    const session = startSession(user.id, 'A device', at, lifetimes);
    const { hash } = createOpaqueToken();
    await sessions.add(session, hash);
    return { session, hash };
  };

  describe(name, () => {
    test('finds a session by its token, as it was put in', async () => {
      const user = someUser();
      const sessions = await create(user);
      const { session, hash } = await begun(sessions, user);
      expect(await sessions.findByToken(hash)).toEqual({ session, issuedAt: start, replacedAt: undefined });
      expect(await sessions.findByToken(createOpaqueToken().hash)).toBeUndefined();
    });

    test('knows both tokens after one was replaced by the other', async () => {
      const user = someUser();
      const sessions = await create(user);
      const { session, hash } = await begun(sessions, user);
      const next = createOpaqueToken().hash;
      await sessions.replaceToken(session, hash, next, later(5));
      const refreshed = { ...session, refreshedAt: later(5) };
      expect(await sessions.findByToken(hash)).toEqual({ session: refreshed, issuedAt: start, replacedAt: later(5) });
      expect(await sessions.findByToken(next)).toEqual({
        session: refreshed,
        issuedAt: later(5),
        replacedAt: undefined,
      });
    });

    test('ends a session once, and only for its user', async () => {
      const [user, other] = [someUser(), someUser()];
      const sessions = await create(user, other);
      const { session, hash } = await begun(sessions, user);
      expect(await sessions.isLive(session.id, later(1))).toBe(true);
      expect(await sessions.end(session.id, other.id, 'ended-by-user', later(1))).toBe(false);
      expect(await sessions.end(createIdentifier<'session'>(), user.id, 'ended-by-user', later(1))).toBe(false);
      expect(await sessions.isLive(session.id, later(1))).toBe(true);
      expect(await sessions.end(session.id, user.id, 'ended-by-user', later(1))).toBe(true);
      expect(await sessions.end(session.id, user.id, 'token-reused', later(2))).toBe(false);
      expect(await sessions.isLive(session.id, later(1))).toBe(false);
      expect((await sessions.findByToken(hash))?.session.ended).toEqual({ at: later(1), reason: 'ended-by-user' });
    });

    test('takes a session for over when its time is', async () => {
      const user = someUser();
      const sessions = await create(user);
      const { session } = await begun(sessions, user);
      const [last, end] = [new Date(session.expiresAt.getTime() - 1), session.expiresAt];
      expect([await sessions.isLive(session.id, last), await sessions.isLive(session.id, end)]).toEqual([true, false]);
      expect(await sessions.listLive(user.id, end)).toEqual([]);
      expect(await sessions.end(session.id, user.id, 'signed-out', end)).toBe(false);
      expect(await sessions.isLive(createIdentifier<'session'>(), start)).toBe(false);
    });

    test('lists the sessions of one user that go on, the newest first, and ends all but one', async () => {
      const [user, other] = [someUser(), someUser()];
      const sessions = await create(user, other);
      const [first, second, third] = [
        await begun(sessions, user),
        await begun(sessions, user, later(2)),
        await begun(sessions, user, later(1)),
      ];
      const strange = await begun(sessions, other);
      const ids = async (of: User) => (await sessions.listLive(of.id, later(3))).map(({ id }) => id);
      expect(await ids(user)).toEqual([second.session.id, third.session.id, first.session.id]);
      await sessions.endOthers(user.id, third.session.id, 'password-changed', later(3));
      expect(await ids(user)).toEqual([third.session.id]);
      expect(await ids(other)).toEqual([strange.session.id]);
    });
  });
}
