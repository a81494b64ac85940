import { describe, expect, test } from 'vitest';
import { createRefreshSessionHandler } from '../../src/application/users/commands/refresh-session/refresh-session.handler.ts';
import { createSignInHandler } from '../../src/application/users/commands/sign-in/sign-in.handler.ts';
import { createMemorySessionRepository } from '../kit/memory-session-repository.ts';
import { createMemoryUnitOfWork } from '../kit/memory-unit-of-work.ts';
import { createMemoryUserRepository } from '../kit/memory-user-repository.ts';
import { createPlainHasher, goodPassword, later, lifetimes, plainTokens, someUser } from '../kit/users.ts';

const context = { requestId: '0b9e1d6a-5c1f-4e0a-9d0e-111111111111' };

/** Somebody who signed in after a second. `at` sets the clock, in seconds after the beginning. */
async function signedIn() {
  const user = someUser();
  const [users, sessions] = [createMemoryUserRepository(user), createMemorySessionRepository()];
  const unitOfWork = createMemoryUnitOfWork({ users, sessions });
  let now = later(1);
  const parts = {
    users,
    unitOfWork,
    passwords: createPlainHasher(),
    accessTokens: plainTokens,
    lifetimes,
    clock: () => now,
  };
  const signIn = { command: 'sign-in', email: user.email, password: goodPassword, device: '' } as const;
  const begun = await createSignInHandler(parts)(signIn, context);
  if (!begun.ok) throw new Error(begun.problem.detail);
  const { session, refreshToken } = begun.value;
  const handle = createRefreshSessionHandler(parts);
  return {
    user,
    session,
    sessions,
    refreshToken,
    unitOfWork,
    parts,
    at(seconds: number) {
      now = later(seconds);
    },
    async refresh(token: string) {
      const result = await handle({ command: 'refresh-session', refreshToken: token }, context);
      return result.ok ? result.value : result.problem.code;
    },
  };
}

describe('a session is refreshed', () => {
  test('with a new token each time, and says when', async () => {
    const { session, refreshToken, refresh, at, sessions } = await signedIn();
    at(50);
    const next = await refresh(refreshToken);
    expect(next).toMatchObject({ session: { ...session, refreshedAt: later(50) }, accessToken: { expiresIn: 60 } });
    expect(sessions.stored.get(session.id)?.refreshedAt).toEqual(later(50));
    at(149);
    const after = await refresh((next as { refreshToken: string }).refreshToken);
    expect(after).toMatchObject({ session: { refreshedAt: later(149) } });
  });

  test('by an instance whose clock is behind, and its times never go back', async () => {
    const { session, refreshToken, refresh, at, sessions } = await signedIn();
    at(50);
    const next = await refresh(refreshToken);
    at(40);
    expect(await refresh((next as { refreshToken: string }).refreshToken)).toMatchObject({
      session: { refreshedAt: later(50) },
    });
    expect(sessions.stored.get(session.id)?.refreshedAt).toEqual(later(50));
  });

  test('by nobody who has no token of it', async () => {
    const { refresh } = await signedIn();
    expect(await refresh('nonsense')).toBe('session-over');
  });
});

describe('a refresh token that was replaced long ago', () => {
  test('ends its session for the one that came after it too, and is told as an event and in the audit log, once', async () => {
    const { user, session, refreshToken, refresh, at, sessions, unitOfWork } = await signedIn();
    at(10);
    const next = await refresh(refreshToken);
    at(21);
    expect(await refresh(refreshToken)).toBe('refresh-token-reused');
    expect(await refresh((next as { refreshToken: string }).refreshToken)).toBe('session-over');
    expect(await refresh(refreshToken)).toBe('session-over');
    expect(sessions.stored.get(session.id)?.ended).toEqual({ at: later(21), reason: 'token-reused' });
    const told = { userId: user.id, sessionId: session.id, reason: 'token-reused' };
    expect(unitOfWork.recorded().filter(({ name }) => name === 'session.ended')).toMatchObject([{ payload: told }]);
    expect(unitOfWork.audited().filter(({ action }) => action === 'token-reused')).toMatchObject([
      { subjectId: user.id, details: { session: session.id } },
    ]);
  });

  test('is told once when it is used several times at once', async () => {
    const { refreshToken, refresh, at, parts, sessions } = await signedIn();
    await refresh(refreshToken);
    at(50);
    // Somebody else has ended the session since it was read.
    const unitOfWork = createMemoryUnitOfWork({ sessions: { ...sessions, end: async () => false } });
    const result = await createRefreshSessionHandler({ ...parts, unitOfWork })(
      { command: 'refresh-session', refreshToken },
      context,
    );
    expect(result).toMatchObject({ ok: false, problem: { code: 'refresh-token-reused' } });
    expect([unitOfWork.recorded(), unitOfWork.audited()]).toEqual([[], []]);
  });

  test('ends nothing a moment after it was replaced: it may be an honest repetition', async () => {
    const { session, refreshToken, refresh, at, sessions } = await signedIn();
    await refresh(refreshToken);
    at(11);
    expect(await refresh(refreshToken)).toBe('refresh-token-replaced');
    expect(sessions.stored.get(session.id)?.ended).toBeUndefined();
  });
});
