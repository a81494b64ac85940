import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/application/shared/clock.ts';
import { createKeyRing } from '../../src/infrastructure/auth/key-ring.ts';
import { createPostgresSessionRepository } from '../../src/infrastructure/database/session.repository.pg.ts';
import { createPostgresSigningKeyStore } from '../../src/infrastructure/database/signing-key-store.pg.ts';
import { createPostgresUnitOfWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import { createPostgresUserRepository } from '../../src/infrastructure/database/user.repository.pg.ts';
import { checkSessionModel } from '../kit/session-model.ts';
import { useDatabase } from '../kit/use-database.ts';
import { later, someUser, start } from '../kit/users.ts';

const database = useDatabase();

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
