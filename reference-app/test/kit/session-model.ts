import fc from 'fast-check';
import { expect } from 'vitest';
import type { UnitOfWork } from '../../src/application/shared/unit-of-work.ts';
import { createChangePasswordHandler } from '../../src/application/users/commands/change-password/change-password.handler.ts';
import { createRefreshSessionHandler } from '../../src/application/users/commands/refresh-session/refresh-session.handler.ts';
import { createSignInHandler } from '../../src/application/users/commands/sign-in/sign-in.handler.ts';
import { createSignOutHandler } from '../../src/application/users/commands/sign-out/sign-out.handler.ts';
import { createListSessionsHandler } from '../../src/application/users/queries/list-sessions/list-sessions.handler.ts';
import type { SessionRepository } from '../../src/domain/users/session.repository.ts';
import type { SessionId } from '../../src/domain/users/session.ts';
import type { UserRepository } from '../../src/domain/users/user.repository.ts';
import type { User } from '../../src/domain/users/user.ts';
import { createPlainHasher, goodPassword, lifetimes, plainTokens, start } from './users.ts';

/** The parts of the service that keep sessions. */
export interface SessionParts {
  readonly unitOfWork: UnitOfWork;
  readonly users: UserRepository;
  readonly sessions: SessionRepository;
}

/** A session as the model has it: all its tokens, the last of which can be used. */
interface ModelSession {
  id: SessionId;
  begunAt: number;
  over: boolean;
  tokens: { token: string; issuedAt: number; replacedAt?: number }[];
}

interface Model {
  now: number;
  sessions: ModelSession[];
}

type Real = ReturnType<typeof createReal>;

const requestId = '0b9e1d6a-5c1f-4e0a-9d0e-111111111111';
const { sessionMs, refreshMs, graceMs } = lifetimes;
const isOver = (session: ModelSession, now: number): boolean => session.over || now >= session.begunAt + sessionMs;

function createReal(parts: SessionParts, user: User) {
  let now = start.getTime();
  const all = {
    ...parts,
    passwords: createPlainHasher(),
    accessTokens: plainTokens,
    lifetimes,
    clock: () => new Date(now),
  };
  const [signIn, refresh] = [createSignInHandler(all), createRefreshSessionHandler(all)];
  const [signOut, changePassword, list] = [
    createSignOutHandler(all),
    createChangePasswordHandler(all),
    createListSessionsHandler(all),
  ];
  const as = (sessionId: SessionId) => ({ requestId, actor: { userId: user.id, sessionId } });
  return {
    pass(ms: number) {
      now += ms;
    },
    signIn: () =>
      signIn({ command: 'sign-in', email: user.email, password: goodPassword, device: 'test' }, { requestId }),
    refresh: (refreshToken: string) => refresh({ command: 'refresh-session', refreshToken }, { requestId }),
    signOut: (id: SessionId) => signOut({ command: 'sign-out' }, as(id)),
    changePassword: (id: SessionId) =>
      changePassword({ command: 'change-password', currentPassword: goodPassword, newPassword: goodPassword }, as(id)),
    live: async () =>
      (await list({ query: 'list-sessions' }, as('' as SessionId))).map(({ id }) => id as string).sort(),
  };
}

type Step = fc.AsyncCommand<Model, Real>;

const step = (
  name: string,
  check: (model: Model) => boolean,
  run: (model: Model, real: Real) => Promise<void>,
): Step => ({
  check,
  async run(model, real) {
    await run(model, real);
    // Whatever was done: the sessions that go on are those of the model.
    const live = model.sessions.filter((session) => !isOver(session, model.now)).map(({ id }) => id as string);
    expect(await real.live(), name).toEqual(live.sort());
  },
  toString: () => name,
});

const some = (model: Model) => model.sessions.length > 0;

const steps = [
  fc.constant(
    step(
      'sign in',
      (model) => model.sessions.length < 4,
      async (model, real) => {
        const result = await real.signIn();
        if (!result.ok) throw new Error(result.problem.detail);
        const { session, refreshToken } = result.value;
        const token = { token: refreshToken, issuedAt: model.now };
        model.sessions.push({ id: session.id, begunAt: model.now, over: false, tokens: [token] });
      },
    ),
  ),
  fc.constantFrom(1, graceMs, graceMs + 1, refreshMs - 1, refreshMs, sessionMs / 2).map((ms) =>
    step(
      `let ${ms} ms pass`,
      () => true,
      async (model, real) => {
        model.now += ms;
        real.pass(ms);
      },
    ),
  ),
  fc.tuple(fc.nat(), fc.nat({ max: 3 })).map(([which, age]) =>
    step(`refresh session ${which} with its token of ${age} refreshes ago`, some, async (model, real) => {
      const session = model.sessions[which % model.sessions.length]!;
      const token = session.tokens[Math.max(0, session.tokens.length - 1 - age)]!;
      const result = await real.refresh(token.token);
      const told = result.ok ? 'next' : result.problem.code;
      if (isOver(session, model.now)) return expect(told).toBe('session-over');
      if (token.replacedAt !== undefined) {
        const honest = model.now - token.replacedAt <= graceMs;
        if (!honest) session.over = true;
        return expect(told).toBe(honest ? 'refresh-token-replaced' : 'refresh-token-reused');
      }
      if (model.now - token.issuedAt >= refreshMs) return expect(told).toBe('session-over');
      if (!result.ok) throw new Error(`It should have been refreshed: ${told}`);
      token.replacedAt = model.now;
      session.tokens.push({ token: result.value.refreshToken, issuedAt: model.now });
    }),
  ),
  fc.nat().map((which) =>
    step(`sign out of session ${which}`, some, async (model, real) => {
      const session = model.sessions[which % model.sessions.length]!;
      expect(await real.signOut(session.id)).toEqual({ ok: true, value: undefined });
      session.over = true;
    }),
  ),
  fc.nat().map((which) =>
    step(`change the password in session ${which}`, some, async (model, real) => {
      const kept = model.sessions[which % model.sessions.length]!;
      expect(await real.changePassword(kept.id)).toEqual({ ok: true, value: undefined });
      for (const session of model.sessions) if (session !== kept) session.over = true;
    }),
  ),
];

/** Whatever is done in whatever order, sessions behave as the model says. `create` gives parts that know the user. */
export async function checkSessionModel(
  create: () => Promise<{ readonly parts: SessionParts; readonly user: User }>,
  numRuns: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 25 }), async (commands) => {
      const { parts, user } = await create();
      await fc.asyncModelRun(
        () => ({ model: { now: start.getTime(), sessions: [] } as Model, real: createReal(parts, user) }),
        commands,
      );
    }),
    { numRuns },
  );
}
