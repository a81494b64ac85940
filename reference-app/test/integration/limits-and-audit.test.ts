import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../src/infrastructure/database/connect.ts';
import type { Almanac } from '../../src/main/composition.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { team } from '../kit/items.ts';
import { startHere } from '../kit/start-here.ts';
import { createMember, injectAs, joinTeam } from '../kit/team.ts';
import { goodPassword } from '../kit/users.ts';

let database: TestDatabase;
let connection: Connection;
let instances: readonly Almanac[];

const start = (environment: Record<string, string>) => startHere({ DATABASE_URL: database.url, ...environment });

beforeAll(async () => {
  database = await createTestDatabase();
  const limits = {
    RATE_LIMIT_REQUESTS: '120',
    RATE_LIMIT_SIGN_INS_ACCOUNT: '3',
    RATE_LIMIT_SIGN_INS_ADDRESS: '8',
    HTTP_TRUSTED_PROXIES: '127.0.0.1',
  };
  instances = [await start(limits), await start(limits)];
  connection = database.connect();
});
afterAll(async () => {
  for (const instance of instances ?? []) await instance.stop();
  await connection?.close();
  await database?.drop();
});

describe('limits', () => {
  const signIn = (instance: number, email: string, password: string, address: string) =>
    instances[instance]!.app.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      payload: { email, password },
      headers: { 'x-forwarded-for': address },
    });

  test('hold for two instances together, and each answer tells how much is left', async () => {
    const ada = await createMember(instances[0]!.app, 'Ada');
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => injectAs(instances[index % 2]!.app, ada)({ url: '/api/v1/me' })),
    );
    const allowed = answers.filter(({ statusCode }) => statusCode === 200);
    expect(allowed.length).toBeLessThanOrEqual(120);
    expect(allowed.length).toBeGreaterThan(100);
    expect(allowed[0]!.headers).toMatchObject({
      'ratelimit-policy': '"requests";q=120;w=60',
      ratelimit: expect.stringMatching(/^"requests";r=\d+;t=\d+$/),
    });
    const refused = answers.find(({ statusCode }) => statusCode === 429)!;
    expect(refused.json()).toMatchObject({ status: 429, code: 'rate-limited' });
    expect(refused.headers['retry-after']).toMatch(/^[1-9]\d?$/);
    // Somebody else has a limit of their own.
    const eve = await createMember(instances[1]!.app, 'Eve');
    expect((await injectAs(instances[1]!.app, eve)({ url: '/api/v1/me' })).statusCode).toBe(200);
  });

  test('let nobody guess the password of one account, from however many addresses, on whichever instance', async () => {
    await createMember(instances[0]!.app, 'Target');
    const guess = (count: number) => signIn(count % 2, ' TARGET@example.org', `wrong ${count}`, `10.0.0.${count}`);
    const answers: string[] = [];
    for (let count = 0; count < 5; count += 1) answers.push((await guess(count)).json().code);
    expect(answers).toEqual([...Array.from({ length: 3 }, () => 'sign-in-failed'), 'rate-limited', 'rate-limited']);
  });

  test('let one address try no more than so many accounts', async () => {
    const guess = (count: number) => signIn(count % 2, `nobody-${count}@example.org`, 'wrong', '10.1.1.1');
    const answers = await Promise.all(Array.from({ length: 20 }, (_, count) => guess(count)));
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(8);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(12);
  });

  test('do not count a sign-in that succeeds', async () => {
    await createMember(instances[0]!.app, 'Regular');
    for (let count = 0; count < 6; count += 1)
      expect((await signIn(0, 'regular@example.org', goodPassword, '10.2.2.2')).statusCode).toBe(200);
  });
});

describe('the audit log', () => {
  interface Line {
    readonly action: string;
    readonly actorId?: string;
    readonly details: Readonly<Record<string, string>>;
  }
  const read = async (ask: ReturnType<typeof injectAs>, url: string) =>
    (await ask({ url })).json().lines as readonly Line[];

  test('tells a user what happened with their account, and from where', async () => {
    const member = await createMember(instances[0]!.app, 'Careful');
    const ask = injectAs(instances[0]!.app, member);
    await instances[0]!.app.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      payload: { email: 'careful@example.org', password: 'not this one' },
      headers: { 'x-forwarded-for': '10.3.3.3', 'user-agent': 'a thief' },
    });
    await ask({
      method: 'PUT',
      url: '/api/v1/me/password',
      payload: { currentPassword: goodPassword, newPassword: 'seven green bicycles in June' },
    });
    const lines = await read(ask, '/api/v1/me/audit');
    expect(lines.map(({ action }) => action)).toEqual([
      'password-changed',
      'sign-in-refused',
      'signed-in',
      'account-made',
    ]);
    expect(lines[1]).toMatchObject({ address: '10.3.3.3', agent: 'a thief', subjectId: member.userId });
    expect(lines[1]).not.toHaveProperty('actorId');
    expect(lines[0]).toMatchObject({ actorId: member.userId });
    expect(JSON.stringify(lines)).not.toContain('bicycles');
  });

  test('tells an admin who let whom in, and holds nothing of what was refused', async () => {
    const { app } = instances[0]!;
    const [owner, guest] = [await createMember(app, 'Boss'), await createMember(app, 'Guest')];
    await joinTeam(connection, owner);
    const [asOwner, asGuest] = [injectAs(app, owner), injectAs(app, guest)];
    const path = `/api/v1/workspaces/${team}`;
    const invitation = await asOwner({ method: 'POST', url: `${path}/invitations`, payload: { role: 'viewer' } });
    const { token } = invitation.json();
    await asGuest({ method: 'POST', url: '/api/v1/invitations/accept', payload: { token } });
    await asGuest({ method: 'PUT', url: `${path}/members/${guest.userId}`, payload: { role: 'owner' } });
    await asOwner({ method: 'PUT', url: `${path}/members/${guest.userId}`, payload: { role: 'member' } });
    const lines = await read(asOwner, `${path}/audit`);
    expect(lines.map(({ action, actorId, details }) => [action, actorId, details])).toEqual([
      ['role-changed', owner.userId, { before: 'viewer', role: 'member' }],
      ['member-joined', guest.userId, { role: 'viewer', invitedBy: owner.userId }],
      ['member-invited', owner.userId, { role: 'viewer' }],
    ]);
    expect(JSON.stringify(lines)).not.toContain(token);
    expect((await asGuest({ url: `${path}/audit` })).json()).toMatchObject({ code: 'not-allowed' });
  });

  test.each(['update audit_log set actor_id = null', 'delete from audit_log', 'truncate audit_log'])(
    'cannot be changed: %s',
    async (statement) => {
      await expect(sql.raw(statement).execute(connection.db)).rejects.toMatchObject({ code: '23001' });
    },
  );
});
