import { describe, expect, test } from 'vitest';
import type { PasswordHash } from '../../src/domain/users/user.ts';
import { argon2Cost, createArgon2Hasher } from '../../src/infrastructure/auth/argon2-hasher.ts';
import { createBulkhead } from '../../src/infrastructure/resilience/bulkhead.ts';
import { describePasswordHasher } from '../kit/users-ports-contract.ts';

const cheap = { memory: 64, passes: 1, parallelism: 1 };
const roomy = createBulkhead({ concurrent: 2, queued: 10 });

describePasswordHasher('hashing passwords with argon2id', () => createArgon2Hasher(roomy, cheap));

describe('hashing passwords', () => {
  const hasher = createArgon2Hasher(roomy, cheap);

  test('tells in the hash how it was made', async () => {
    const hash = await hasher.hash('correct horse battery staple');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  });

  test('gives another hash each time', async () => {
    expect(await hasher.hash('the same')).not.toBe(await hasher.hash('the same'));
  });

  test('reads a hash that others have made, and sees that it is too weak', async () => {
    // From the tests of the reference implementation: password "password", salt "somesalt".
    const known =
      '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4' as PasswordHash;
    expect(await hasher.verify('password', known)).toBe(true);
    expect(hasher.isOutdated(known)).toBe(false);
    expect(createArgon2Hasher(roomy).isOutdated(known)).toBe(true);
    expect(argon2Cost).toEqual({ memory: 19_456, passes: 2, parallelism: 1 });
  });

  test('says that a hash is none', async () => {
    await expect(hasher.verify('x', 'md5:123' as PasswordHash)).rejects.toThrow('not one of argon2id');
  });
});

describe('a bulkhead', () => {
  test('lets so many through at once, the others in their order, and refuses what is too much', async () => {
    const bulkhead = createBulkhead({ concurrent: 2, queued: 2 });
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const run = (index: number) =>
      bulkhead.run(() => {
        begun.push(index);
        return new Promise<number>((resolve) => ends.push(() => resolve(index)));
      });
    const runs = [0, 1, 2, 3].map(run);
    await expect(run(4)).rejects.toMatchObject({ failure: { code: 'service-unavailable' } });
    expect(begun).toEqual([0, 1]);
    ends[1]!();
    expect(await runs[1]).toBe(1);
    expect(begun).toEqual([0, 1, 2]);
    ends[0]!();
    await runs[0];
    expect(begun).toEqual([0, 1, 2, 3]);
    for (const end of ends) end();
    expect(await Promise.all(runs)).toEqual([0, 1, 2, 3]);
    expect(begun).toHaveLength(4);
  });

  test('gives the place of what failed to the next', async () => {
    const bulkhead = createBulkhead({ concurrent: 1, queued: 1 });
    const failing = bulkhead.run(async () => {
      throw new Error('no');
    });
    const next = bulkhead.run(async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
    expect(await bulkhead.run(async () => 'again')).toBe('again');
  });
});
