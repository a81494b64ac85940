import type { SigningKeyStore, StoredSigningKey } from '../../src/infrastructure/auth/signing-key-store.ts';

/** Signing keys in memory, with the contract of those in PostgreSQL, and how often they were listed. */
export interface MemorySigningKeyStore extends SigningKeyStore {
  readonly stored: readonly StoredSigningKey[];
  lists(): number;
}

export function createMemorySigningKeyStore(): MemorySigningKeyStore {
  let stored: readonly StoredSigningKey[] = [];
  let lists = 0;
  return {
    get stored() {
      return stored;
    },
    lists: () => lists,
    async list(now) {
      lists += 1;
      return stored.filter(({ retiresAt }) => retiresAt === undefined || retiresAt > now);
    },
    async add(key, retireOthersAt, unlessSince) {
      if (stored.some(({ createdAt, retiresAt }) => createdAt > unlessSince && retiresAt === undefined)) return;
      const retiring = stored.map((each) =>
        each.retiresAt !== undefined && each.retiresAt <= retireOthersAt
          ? each
          : { ...each, retiresAt: retireOthersAt },
      );
      stored = [{ ...key, retiresAt: undefined }, ...retiring];
    },
  };
}
