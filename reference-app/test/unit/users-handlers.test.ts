import { beforeAll, describe, expect, test } from 'vitest';
import { accessRules } from '../../src/application/access.ts';
import { createCommandBus } from '../../src/application/shared/cqrs/bus.ts';
import { authorise } from '../../src/application/shared/middleware/authorise.ts';
import { createAuthenticate } from '../../src/application/users/authenticate.ts';
import { createChangePasswordHandler } from '../../src/application/users/commands/change-password/change-password.handler.ts';
import { createEndSessionHandler } from '../../src/application/users/commands/end-session/end-session.handler.ts';
import { createRegisterHandler } from '../../src/application/users/commands/register/register.handler.ts';
import { createSignInHandler } from '../../src/application/users/commands/sign-in/sign-in.handler.ts';
import { createSignOutHandler } from '../../src/application/users/commands/sign-out/sign-out.handler.ts';
import { createGetMeHandler } from '../../src/application/users/queries/get-me/get-me.handler.ts';
import type { ApplicationError } from '../../src/core/errors/define-error.ts';
import type { Command } from '../../src/core/protocols/messages.ts';
import type { User } from '../../src/domain/users/user.ts';
import { joinWorkspace, type WorkspaceId } from '../../src/domain/workspaces/workspace.ts';
import { createMemorySessionRepository } from '../kit/memory-session-repository.ts';
import { createMemoryUnitOfWork } from '../kit/memory-unit-of-work.ts';
import { createMemoryUserRepository } from '../kit/memory-user-repository.ts';
import { createMemoryWorkspaceRepository } from '../kit/memory-workspace-repository.ts';
import {
  createPlainHasher,
  goodPassword,
  hashOf,
  later,
  lifetimes,
  plainTokens,
  someUser,
  start,
} from '../kit/users.ts';
import { someWorkspace } from '../kit/workspaces.ts';

const requestId = '0b9e1d6a-5c1f-4e0a-9d0e-111111111111';
const parts = (...given: readonly User[]) => {
  const [users, sessions] = [createMemoryUserRepository(...given), createMemorySessionRepository()];
  return {
    users,
    sessions,
    unitOfWork: createMemoryUnitOfWork({
      users,
      sessions,
    }),
    passwords: createPlainHasher(),
    accessTokens: plainTokens,
    lifetimes,
    clock: () => later(1),
  };
};
const registration = { command: 'register' as const, email: 'Ada@Example.org', name: 'Ada', password: goodPassword };

describe('registering', () => {
  test('keeps the address in lower case and the hash of the password', async () => {
    const all = parts();
    expect(await createRegisterHandler(all)(registration, { requestId })).toEqual({ ok: true, value: undefined });
    expect([...all.users.stored.values()]).toMatchObject([
      { email: 'ada@example.org', name: 'Ada', passwordHash: hashOf(goodPassword), version: 1 },
    ]);
  });

  test('answers the same, after the same work, for an address that has an account, and changes nothing', async () => {
    const [fresh, taken] = [parts(), parts({ ...someUser(), email: 'ada@example.org' as User['email'] })];
    const before = [...taken.users.stored.values()];
    const answers = [
      await createRegisterHandler(fresh)(registration, { requestId }),
      await createRegisterHandler(taken)(registration, { requestId }),
    ];
    expect(answers[0]).toEqual(answers[1]);
    expect(fresh.passwords.asked).toEqual(taken.passwords.asked);
    expect([...taken.users.stored.values()]).toEqual(before);
  });

  test.each([
    ['/email', { email: 'nobody' }],
    ['/name', { name: ' Ada' }],
    ['/password', { password: 'short' }],
    ['/password', { password: 'ada@example.org 123' }],
  ])('names the value that breaks a rule: %s', async (pointer, wrong) => {
    const all = parts();
    const result = await createRegisterHandler(all)({ ...registration, ...wrong }, { requestId });
    expect(result).toMatchObject({ ok: false, problem: { extensions: { errors: [{ pointer }] } } });
    expect(all.users.stored.size).toBe(0);
  });
});

describe('signing in', () => {
  const signIn = (all: ReturnType<typeof parts>, email: string, password: string) =>
    createSignInHandler(all)({ command: 'sign-in', email, password, device: 'curl/8' }, { requestId });

  test('begins a session with tokens of it', async () => {
    const user = someUser();
    const all = parts(user);
    const result = await signIn(all, user.email.toUpperCase(), goodPassword);
    if (!result.ok) throw new Error(result.problem.detail);
    const { session, accessToken } = result.value;
    expect(session).toMatchObject({ userId: user.id, device: 'curl/8', createdAt: later(1), expiresAt: later(1001) });
    expect(await plainTokens.verify(accessToken.token)).toEqual({
      ok: true,
      value: { userId: user.id, sessionId: session.id },
    });
    expect([...all.sessions.stored.values()]).toEqual([session]);
  });

  test('answers the same, after the same work, for a wrong password, an unknown address and one that is none', async () => {
    const user = someUser();
    const tries = [
      [user.email, 'a wrong password'],
      ['nobody@example.org', goodPassword],
      ['no address', goodPassword],
    ] as const;
    const seen = await Promise.all(
      tries.map(async ([email, password]) => {
        const all = parts(user);
        const result = await signIn(all, email, password);
        return { result, asked: all.passwords.asked, sessions: all.sessions.stored.size };
      }),
    );
    expect(seen[0]).toMatchObject({
      result: { ok: false, problem: { code: 'sign-in-failed' } },
      asked: ['verify'],
      sessions: 0,
    });
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  test('makes a hash stronger that was made with weaker parameters', async () => {
    const user = { ...someUser(), passwordHash: hashOf(goodPassword) };
    const all = parts(user);
    const stronger = hashOf('stronger');
    const passwords = { ...all.passwords, isOutdated: () => true, hash: async () => stronger };
    await createSignInHandler({ ...all, passwords })(
      { command: 'sign-in', email: user.email, password: goodPassword, device: '' },
      { requestId },
    );
    expect(all.users.stored.get(user.id)).toMatchObject({ passwordHash: stronger, version: 2 });
  });
});

describe('a user who is signed in', () => {
  const signedIn = async () => {
    const user = someUser();
    const all = parts(user);
    const begin = async () => {
      const result = await createSignInHandler(all)(
        { command: 'sign-in', email: user.email, password: goodPassword, device: '' },
        { requestId },
      );
      if (!result.ok) throw new Error(result.problem.detail);
      return result.value;
    };
    const { session, accessToken } = await begin();
    return {
      all,
      user,
      begin,
      session,
      accessToken,
      context: { requestId, actor: { userId: user.id, sessionId: session.id } },
    };
  };

  test('changes the password with the present one, and ends every other session', async () => {
    const { all, user, begin, context, session } = await signedIn();
    const other = (await begin()).session;
    const result = await createChangePasswordHandler(all)(
      { command: 'change-password', currentPassword: goodPassword, newPassword: 'seven green bicycles in June' },
      context,
    );
    expect(result).toEqual({ ok: true, value: undefined });
    expect(all.users.stored.get(user.id)?.passwordHash).toBe(hashOf('seven green bicycles in June'));
    expect(all.sessions.stored.get(other.id)?.ended?.reason).toBe('password-changed');
    expect(all.sessions.stored.get(session.id)?.ended).toBeUndefined();
  });

  test.each([
    ['sign-in-failed', { currentPassword: 'a wrong one', newPassword: 'seven green bicycles in June' }],
    ['validation-failed', { currentPassword: goodPassword, newPassword: 'short' }],
  ])('is told %s when the change is not right, and nothing happens', async (code, passwords) => {
    const { all, user, begin, context } = await signedIn();
    const other = (await begin()).session;
    const result = await createChangePasswordHandler(all)({ command: 'change-password', ...passwords }, context);
    expect(result).toMatchObject({ ok: false, problem: { code } });
    expect(all.users.stored.get(user.id)).toEqual(user);
    expect(all.sessions.stored.get(other.id)?.ended).toBeUndefined();
  });

  test('loses against a change of the account that was faster', async () => {
    const { all, context } = await signedIn();
    const users = { ...all.users, replace: async () => false };
    const unitOfWork = createMemoryUnitOfWork({
      users,
      sessions: all.sessions,
    });
    const result = await createChangePasswordHandler({ ...all, unitOfWork })(
      { command: 'change-password', currentPassword: goodPassword, newPassword: 'seven green bicycles in June' },
      context,
    );
    expect(result).toMatchObject({ ok: false, problem: { code: 'precondition-failed' } });
    expect(unitOfWork.ends).toEqual(['undone']);
  });

  test('ends a session of their own, and nobody else does', async () => {
    const { all, session, context } = await signedIn();
    const stranger = { requestId, actor: { userId: someUser().id, sessionId: session.id } };
    const end = createEndSessionHandler(all);
    expect(await end({ command: 'end-session', id: session.id }, stranger)).toMatchObject({
      problem: { code: 'session-not-found' },
    });
    expect((await end({ command: 'end-session', id: session.id }, context)).ok).toBe(true);
    expect(all.sessions.stored.get(session.id)?.ended?.reason).toBe('ended-by-user');
  });

  test('is nobody any more once the session has ended, though the token is still valid', async () => {
    const { all, session, accessToken, context } = await signedIn();
    const authenticate = createAuthenticate(all);
    expect(await authenticate(accessToken.token)).toEqual({ ok: true, value: context.actor });
    await createEndSessionHandler(all)({ command: 'end-session', id: session.id }, context);
    expect(await authenticate(accessToken.token)).toMatchObject({ ok: false, problem: { code: 'not-signed-in' } });
    expect(await authenticate('nonsense')).toMatchObject({ ok: false, problem: { code: 'not-signed-in' } });
  });

  test('whose account is gone is not signed in', async () => {
    const { all, context } = await signedIn();
    const users = { ...all.users, find: async () => undefined };
    expect(await createGetMeHandler({ users })({ query: 'get-me' }, context)).toMatchObject({
      problem: { code: 'not-signed-in' },
    });
  });
});

test('what happens with an account is told as events, which hold no address and no name', async () => {
  const all = parts();
  const unitOfWork = all.unitOfWork;
  await createRegisterHandler(all)(registration, { requestId });
  // An address that has an account has none made.
  await createRegisterHandler(all)(registration, { requestId });
  const userId = [...all.users.stored.values()][0]!.id;
  const begin = async () => {
    const { email, password } = registration;
    const result = await createSignInHandler(all)({ command: 'sign-in', email, password, device: '' }, { requestId });
    if (!result.ok) throw new Error(result.problem.detail);
    return { ...result.value, context: { requestId, actor: { userId, sessionId: result.value.session.id } } };
  };
  const [first, second] = [await begin(), await begin()];
  const newPassword = 'seven green bicycles in June';
  await createChangePasswordHandler(all)(
    { command: 'change-password', currentPassword: goodPassword, newPassword },
    second.context,
  );
  const end = createEndSessionHandler(all);
  // It ended with the change of the password.
  expect((await end({ command: 'end-session', id: first.session.id }, second.context)).ok).toBe(false);
  await createSignOutHandler(all)({ command: 'sign-out' }, second.context);
  await createSignOutHandler(all)({ command: 'sign-out' }, second.context);
  const [one, other] = [first.session.id, second.session.id];
  expect(unitOfWork.recorded().map(({ name, payload }) => [name, payload])).toEqual([
    ['user.registered', { userId }],
    ['session.started', { userId, sessionId: one }],
    ['session.started', { userId, sessionId: other }],
    ['user.password-changed', { userId, sessionId: other }],
    ['session.ended', { userId, sessionId: other, reason: 'signed-out' }],
  ]);
});

describe('authorisation', () => {
  type Any = Command<'open' | 'closed' | 'inside' | 'forgotten', string> & { readonly workspaceId?: WorkspaceId };
  const [viewer, admin, stranger] = [someUser(), someUser(), someUser()];
  const team = someWorkspace();
  const workspaces = createMemoryWorkspaceRepository();
  const bus = createCommandBus<Any>(
    { open: async () => 'in', closed: async () => 'in', inside: async () => 'in', forgotten: async () => 'in' },
    [authorise({ open: 'anyone', closed: 'signed-in', inside: 'members:invite' }, workspaces)],
  );
  beforeAll(async () => {
    await workspaces.add(team, joinWorkspace(team.id, admin.id, 'admin', start));
    await workspaces.addMember(joinWorkspace(team.id, viewer.id, 'viewer', start));
  });

  test.each([
    ['open', undefined, 'in'],
    ['open', viewer, 'in'],
    ['closed', undefined, 'not-signed-in'],
    ['closed', viewer, 'in'],
    ['inside', undefined, 'not-signed-in'],
    ['inside', stranger, 'workspace-not-found'],
    ['inside', viewer, 'not-allowed'],
    ['inside', admin, 'in'],
    ['forgotten', undefined, 'not-signed-in'],
    ['forgotten', viewer, 'in'],
  ] as const)('%s for %j: %s', async (command, who, told) => {
    const actor = who && { userId: who.id, sessionId: '' as never };
    const answer = bus
      .execute({ command, workspaceId: team.id }, { requestId, actor })
      .catch((error: ApplicationError) => error.failure.code);
    expect(await answer).toBe(told);
  });

  test('finds no workspace where a message forgets to name it, or names another', async () => {
    const actor = { userId: admin.id, sessionId: '' as never };
    for (const workspaceId of [undefined, someWorkspace().id]) {
      const answer = bus.execute({ command: 'inside', ...(workspaceId && { workspaceId }) }, { requestId, actor });
      await expect(answer).rejects.toMatchObject({ failure: { code: 'workspace-not-found' } });
    }
  });

  test('is asked for everything that concerns an account or a workspace', () => {
    const open = Object.entries(accessRules).flatMap(([name, access]) => (access === 'anyone' ? [name] : []));
    expect(open.filter((name) => !name.includes('item'))).toEqual(['register', 'sign-in', 'refresh-session']);
  });
});

test('the kit begins where it says', () => expect(later(0)).toEqual(start));
