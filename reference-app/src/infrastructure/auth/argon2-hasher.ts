import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHasher } from '../../application/users/ports/password-hasher.ts';
import type { PasswordHash } from '../../domain/users/user.ts';
import type { Bulkhead } from '../resilience/bulkhead.ts';

const derive = promisify(argon2);

/** How expensive a hash is (RFC 9106). */
export interface Argon2Cost {
  /** In kibibytes. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** The least that the OWASP Password Storage Cheat Sheet asks of argon2id. */
export const argon2Cost: Argon2Cost = { memory: 19_456, passes: 2, parallelism: 1 };

interface Parts {
  readonly cost: Argon2Cost;
  readonly salt: Buffer;
  readonly key: Buffer;
}

const hashLength = 32;
const format = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** The string of the Password Hashing Competition: what is needed to compare stands in it. */
function write({ cost: { memory, passes, parallelism }, salt, key }: Parts): PasswordHash {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(key)}` as PasswordHash;
}

function read(hash: PasswordHash): Parts {
  const [, memory, passes, parallelism, salt, key] = format.exec(hash) ?? [];
  if (salt === undefined || key === undefined) throw new Error('A stored password hash is not one of argon2id.');
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  };
}

const compute = (password: string, { memory, passes, parallelism }: Argon2Cost, salt: Buffer): Promise<Buffer> =>
  derive('argon2id', { message: password, nonce: salt, memory, passes, parallelism, tagLength: hashLength });

/** Hashes passwords with argon2id. Only as many at once as the bulkhead allows, because each takes memory and a processor. */
export function createArgon2Hasher(bulkhead: Bulkhead, cost: Argon2Cost = argon2Cost): PasswordHasher {
  const nobody: Parts = { cost, salt: randomBytes(16), key: randomBytes(hashLength) };
  return {
    hash: (password) =>
      bulkhead.run(async () => {
        const salt = randomBytes(16);
        return write({ cost, salt, key: await compute(password, cost, salt) });
      }),
    async verify(password, hash) {
      const parts = hash === undefined ? nobody : read(hash);
      const key = await bulkhead.run(() => compute(password, parts.cost, parts.salt));
      return timingSafeEqual(key, parts.key) && hash !== undefined;
    },
    isOutdated(hash) {
      const { memory, passes } = read(hash).cost;
      return memory < cost.memory || passes < cost.passes;
    },
  };
}
