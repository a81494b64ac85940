import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/application/shared/clock.ts';
import { changePassword } from '../../src/domain/users/user.ts';
import { createKeyRing } from '../../src/infrastructure/auth/key-ring.ts';
import { createPostgresSessionRepository } from '../../src/infrastructure/database/session.repository.pg.ts';
import { createPostgresSigningKeyStore } from '../../src/infrastructure/database/signing-key-store.pg.ts';
import { createPostgresUnitOfWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import { createPostgresUserRepository } from '../../src/infrastructure/database/user.repository.pg.ts';
import { createPostgresWorkspaceRepository } from '../../src/infrastructure/database/workspace.repository.pg.ts';
import { checkSessionModel } from '../kit/session-model.ts';
import { describeSessionRepository } from '../kit/session-repository-contract.ts';
import { useDatabase } from '../kit/use-database.ts';
import { hashOf, later, someUser, start } from '../kit/users.ts';
import { describeWorkspaceRepository } from '../kit/workspace-repository-contract.ts';

const database = useDatabase();

const empty = () => sql`truncate users cascade`.execute(database.db);

describeSessionRepository(
  'the repository of sessions in PostgreSQL',
  async (...given) => {
    await empty();
    for (const user of given) await createPostgresUserRepository(database.db).add(user);
    return createPostgresSessionRepository(database.db);
  },
  someUser,
);

describeWorkspaceRepository('the repository of workspaces in PostgreSQL', async (...given) => {
  await empty();
  for (const user of given) await createPostgresUserRepository(database.db).add(user);
  return createPostgresWorkspaceRepository(database.db);
});

test('sessions in PostgreSQL behave as their model, whatever is done in whatever order', async () => {
  const users = createPostgresUserRepository(database.db);
  const sessions = createPostgresSessionRepository(database.db);
  const unitOfWork = createPostgresUnitOfWork(database.db, systemClock);
  await checkSessionModel(async () => {
    const user = someUser();
    await users.add(user);
    return { parts: { unitOfWork, users, sessions }, user };
  }, 40);
});

describe('users in PostgreSQL', () => {
  test('are found as they were put in, by identifier and by address', async () => {
    const users = createPostgresUserRepository(database.db);
    const user = someUser();
    expect(await users.add(user)).toBe(true);
    expect(await users.find(user.id)).toEqual(user);
    expect(await users.findByEmail(user.email)).toEqual(user);
    expect(await users.findByEmail(someUser().email)).toBeUndefined();
  });

  test('of several with one address the first is kept, also when all come at once', async () => {
    const users = createPostgresUserRepository(database.db);
    const { email } = someUser();
    const added = await Promise.all(Array.from({ length: 8 }, () => users.add({ ...someUser(), email })));
    expect(added.filter(Boolean)).toHaveLength(1);
  });

  test('are replaced by the next version, and by no other', async () => {
    const users = createPostgresUserRepository(database.db);
    const user = someUser();
    await users.add(user);
    const changed = changePassword(user, hashOf('another'), later(1));
    expect([await users.replace(changed), await users.replace(changed)]).toEqual([true, false]);
    expect(await users.find(user.id)).toEqual(changed);
  });

  test.each([
    ['users_email_valid', { email: 'Ada@example.org' }],
    ['users_email_valid', { email: 'ada example.org' }],
    ['users_name_valid', { name: '' }],
    ['users_password_hash_valid', { passwordHash: 'plain' }],
    ['users_version_valid', { version: 0 }],
    ['users_times_ordered', { updatedAt: later(-1) }],
  ])('the constraint %s refuses %j', async (constraint, wrong) => {
    const users = createPostgresUserRepository(database.db);
    await expect(users.add({ ...someUser(), ...wrong } as never)).rejects.toMatchObject({ constraint });
  });
});

describe('the keys of several instances', () => {
  const ring = (at: () => Date) =>
    createKeyRing({
      store: createPostgresSigningKeyStore(database.db),
      clock: at,
      keyMs: 1_000_000,
      overlapMs: 60_000,
    });

  test('are one key, though all instances ask for the first at once', async () => {
    const rings = Array.from({ length: 4 }, () => ring(() => start));
    const ids = await Promise.all(rings.map(async (each) => (await each.signingKey()).id));
    expect(new Set(ids).size).toBe(1);
    expect((await rings[0]!.keySet()).keys).toHaveLength(1);
  });

  test('are known to an instance that did not make them, at the latest a second after it has looked', async () => {
    let now = later(10);
    const [one, other] = [ring(() => now), ring(() => now)];
    const before = (await other.signingKey()).id;
    const id = await one.rotate();
    expect(id).not.toBe(before);
    now = later(11);
    expect(await other.publicKey(id)).toBeDefined();
    expect(await other.publicKey(before)).toBeDefined();
    expect((await other.signingKey()).id).toBe(id);
    now = later(71);
    expect(await other.publicKey(before)).toBeUndefined();
  });
});
