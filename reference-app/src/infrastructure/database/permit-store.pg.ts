import { type Kysely, sql } from 'kysely';
import type { PermitStore } from '../rate-limits/permit-store.ts';
import { askDatabase } from './connect.ts';
import type { Database } from './schema.ts';

/** Permits in PostgreSQL: one row a key, which one statement changes. The window of an instance whose clock is behind is the newest. */
export function createPostgresPermitStore(db: Kysely<Database>): PermitStore {
  return {
    take: (key, windowStart, count, most) =>
      askDatabase(async () => {
        if (count > most) return undefined;
        const { rows } = await sql<{ taken: number }>`
          insert into rate_limits as r (key, window_start, taken) values (${key}, ${windowStart}, ${count})
          on conflict (key) do update set
            window_start = greatest(r.window_start, excluded.window_start),
            taken = case when excluded.window_start > r.window_start then 0 else r.taken end + excluded.taken
          where case when excluded.window_start > r.window_start then 0 else r.taken end + excluded.taken <= ${most}
          returning taken`.execute(db);
        return rows[0]?.taken;
      }),
    giveBack: (key, windowStart) =>
      askDatabase(async () => {
        await sql`
          update rate_limits set taken = taken - 1
          where key = ${key} and window_start = ${windowStart} and taken > 0`.execute(db);
      }),
    forget: (before) =>
      askDatabase(async () => {
        await db.deleteFrom('rate_limits').where('window_start', '<', before).execute();
      }),
  };
}
