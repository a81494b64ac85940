import { type Kysely, sql } from 'kysely';
import type { KeptAnswers } from '../../application/shared/idempotency/kept-answers.ts';
import { decodeValue, encodeValue } from '../cache/value-codec.ts';
import { askDatabase } from './connect.ts';
import type { Database } from './schema.ts';

/** How many answers whose time is over go with each new one. */
const swept = 10;

/** The answers to commands in PostgreSQL. A lock that ends with the transaction tells that a key is in use. */
export function createPostgresKeptAnswers(db: Kysely<Database>): KeptAnswers {
  return {
    take: ({ userId, key }, now) =>
      askDatabase(async () => {
        const { rows } = await sql<{ free: boolean }>`
          select pg_try_advisory_xact_lock(hashtextextended(${`${userId} ${key}`}, 0)) as free`.execute(db);
        if (!rows[0]!.free) return { state: 'in-use' };
        // A statement of its own, so that it sees what was committed before the lock was had.
        const kept = await db
          .selectFrom('idempotency_keys')
          .select(['fingerprint', 'answer'])
          .where('user_id', '=', userId)
          .where('key', '=', key)
          .where('expires_at', '>', now)
          .executeTakeFirst();
        return kept
          ? { state: 'used', fingerprint: kept.fingerprint, answer: decodeValue(kept.answer) }
          : { state: 'new' };
      }),
    keep: ({ userId, key }, fingerprint, answer, until) =>
      askDatabase(async () => {
        const kept = { fingerprint, answer: encodeValue(answer), expires_at: until };
        await db
          .insertInto('idempotency_keys')
          .values({ user_id: userId, key, ...kept })
          // The row that stands there is one whose time was over.
          .onConflict((conflict) => conflict.columns(['user_id', 'key']).doUpdateSet(kept))
          .execute();
        await sql`
          delete from idempotency_keys where (user_id, key) in (
            select user_id, key from idempotency_keys where expires_at < now() limit ${swept} for update skip locked
          )`.execute(db);
      }),
  };
}
