import { type Kysely, sql } from 'kysely';
import type { SigningKeyStore } from '../auth/signing-key-store.ts';
import { askDatabase } from './connect.ts';
import type { Database } from './schema.ts';

/** The number of the lock that an instance holds while it adds a key. */
const addingKey = 7_204_001;

/** Signing keys in PostgreSQL. */
export function createPostgresSigningKeyStore(db: Kysely<Database>): SigningKeyStore {
  return {
    list: (now) =>
      askDatabase(async () => {
        const rows = await db
          .selectFrom('signing_keys')
          .selectAll()
          .where((eb) => eb.or([eb('retires_at', 'is', null), eb('retires_at', '>', now)]))
          .orderBy('created_at', 'desc')
          .execute();
        return rows.map((row) => ({
          id: row.id,
          privateKey: row.private_key,
          createdAt: row.created_at,
          retiresAt: row.retires_at ?? undefined,
        }));
      }),
    add: (key, retireOthersAt, unlessSince) =>
      askDatabase(() =>
        db.transaction().execute(async (transaction) => {
          await sql`select pg_advisory_xact_lock(${addingKey})`.execute(transaction);
          const newer = await transaction
            .selectFrom('signing_keys')
            .select('id')
            .where('created_at', '>', unlessSince)
            .where('retires_at', 'is', null)
            .executeTakeFirst();
          if (newer) return;
          await transaction
            .updateTable('signing_keys')
            .set({ retires_at: retireOthersAt })
            .where((eb) => eb.or([eb('retires_at', 'is', null), eb('retires_at', '>', retireOthersAt)]))
            .execute();
          await transaction
            .insertInto('signing_keys')
            .values({ id: key.id, private_key: key.privateKey, created_at: key.createdAt, retires_at: null })
            .execute();
        }),
      ),
  };
}
