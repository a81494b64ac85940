import { createPrivateKey, createPublicKey, generateKeyPair, type JsonWebKey, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, type JWK } from 'jose';
import type { Clock } from '../../application/shared/clock.ts';
import type { Secret } from '../../core/types/secret.ts';
import type { SigningKeyStore, StoredSigningKey } from './signing-key-store.ts';

const generate = promisify(generateKeyPair);

/** The algorithm of every access token. Of those that are widely read it verifies fastest. */
export const signingAlgorithm = 'RS256';

/** How long keys live, and how they are kept. */
export interface KeyRingOptions {
  readonly store: SigningKeyStore;
  readonly clock: Clock;
  /** How long a key signs, in milliseconds. */
  readonly keyMs: number;
  /** How long tokens of a key are taken after it has signed the last one, in milliseconds: as long as a token lives. */
  readonly overlapMs: number;
  /** Encrypts the private keys where they are kept. */
  readonly passphrase?: Secret<string> | undefined;
}

/** A JSON Web Key Set (RFC 7517) of public keys. */
export interface KeySet {
  readonly keys: readonly JsonWebKey[];
}

/** The keys of all instances. */
export interface KeyRing {
  /** The key that signs now. A new one is made when there is none, or when it has signed long enough. */
  signingKey(): Promise<{ readonly id: string; readonly key: KeyObject }>;
  /** The public key of an id, `undefined` when its tokens are not taken. */
  publicKey(id: string): Promise<KeyObject | undefined>;
  keySet(): Promise<KeySet>;
  /** Makes a new key at once, as after a leak. With `distrust` tokens of the others are refused from now on. Returns its id. */
  rotate(options?: { readonly distrust?: boolean }): Promise<string>;
}

interface Key {
  readonly id: string;
  readonly createdAt: Date;
  readonly retiresAt: Date | undefined;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** How old what was read may be: for signing and listing, and for a key that is not known, so that nobody can force reads. */
const ages = { known: 60_000, unknown: 1000 } as const;

/** Makes the key ring of one instance. */
export function createKeyRing({ store, clock, keyMs, overlapMs, passphrase }: KeyRingOptions): KeyRing {
  let read: { readonly at: number; readonly keys: readonly Key[] } | undefined;

  const open = ({ id, privateKey: pem, createdAt, retiresAt }: StoredSigningKey): Key => {
    const privateKey = createPrivateKey({ key: pem, ...(passphrase && { passphrase: passphrase.reveal() }) });
    return { id, createdAt, retiresAt, privateKey, publicKey: createPublicKey(privateKey) };
  };

  const keys = async (oldest: number): Promise<readonly Key[]> => {
    const now = clock();
    if (!read || now.getTime() - read.at >= oldest)
      read = { at: now.getTime(), keys: (await store.list(now)).map(open) };
    return read.keys.filter(({ retiresAt }) => retiresAt === undefined || now < retiresAt);
  };

  const add = async (unlessSince: Date, retireOthersAt: Date): Promise<Key> => {
    const pair = await generate('rsa', { modulusLength: 2048 });
    const id = await calculateJwkThumbprint(pair.publicKey.export({ format: 'jwk' }) as JWK);
    const privateKey = pair.privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      ...(passphrase && { cipher: 'aes-256-cbc', passphrase: passphrase.reveal() }),
    }) as string;
    await store.add({ id, privateKey, createdAt: clock() }, retireOthersAt, unlessSince);
    return (await keys(0)).find(({ retiresAt }) => retiresAt === undefined)!;
  };

  return {
    async signingKey() {
      const now = clock();
      const newest = (await keys(ages.known)).find(({ retiresAt }) => retiresAt === undefined);
      const since = new Date(now.getTime() - keyMs);
      const signing =
        newest && newest.createdAt > since ? newest : await add(since, new Date(now.getTime() + overlapMs));
      return { id: signing.id, key: signing.privateKey };
    },
    async publicKey(id) {
      const known = (await keys(ages.known)).find((key) => key.id === id);
      return (known ?? (await keys(ages.unknown)).find((key) => key.id === id))?.publicKey;
    },
    async keySet() {
      return {
        keys: (await keys(ages.known)).map(({ id, publicKey }) => ({
          ...publicKey.export({ format: 'jwk' }),
          kid: id,
          use: 'sig',
          alg: signingAlgorithm,
        })),
      };
    },
    async rotate({ distrust = false } = {}) {
      const now = clock();
      return (await add(now, distrust ? now : new Date(now.getTime() + overlapMs))).id;
    },
  };
}
