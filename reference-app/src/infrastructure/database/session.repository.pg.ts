import type { Kysely, Selectable } from 'kysely';
import type { SessionRepository } from '../../domain/users/session.repository.ts';
import type { Session, SessionEnd, SessionId } from '../../domain/users/session.ts';
import type { UserId } from '../../domain/users/user.ts';
import { askDatabase } from './connect.ts';
import type { Database, SessionsTable } from './schema.ts';
import { prepareStatement } from './statement.ts';

const toSession = (row: Selectable<SessionsTable>): Session => ({
  id: row.id as SessionId,
  userId: row.user_id as UserId,
  device: row.device,
  createdAt: row.created_at,
  refreshedAt: row.refreshed_at,
  expiresAt: row.expires_at,
  ended: row.ended_at === null ? undefined : { at: row.ended_at, reason: row.end_reason as SessionEnd },
});

const selectLive = prepareStatement(
  (db: Kysely<Database>, { id, now }: { readonly id: SessionId; readonly now: Date }) =>
    db
      .selectFrom('sessions')
      .select('id')
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', now),
);

/** Sessions in PostgreSQL. */
export function createPostgresSessionRepository(db: Kysely<Database>): SessionRepository {
  const end = (reason: SessionEnd, at: Date) =>
    db.updateTable('sessions').set({ ended_at: at, end_reason: reason }).where('ended_at', 'is', null);
  return {
    add: (session, tokenHash) =>
      askDatabase(async () => {
        await db
          .insertInto('sessions')
          .values({
            id: session.id,
            user_id: session.userId,
            device: session.device,
            created_at: session.createdAt,
            refreshed_at: session.refreshedAt,
            expires_at: session.expiresAt,
            ended_at: null,
            end_reason: null,
          })
          .execute();
        await db
          .insertInto('refresh_tokens')
          .values({ hash: tokenHash, session_id: session.id, issued_at: session.createdAt, replaced_at: null })
          .execute();
      }),
    findByToken: (tokenHash) =>
      askDatabase(async () => {
        const row = await db
          .selectFrom('refresh_tokens')
          .innerJoin('sessions', 'sessions.id', 'refresh_tokens.session_id')
          .selectAll('sessions')
          .select(['refresh_tokens.issued_at', 'refresh_tokens.replaced_at'])
          .where('refresh_tokens.hash', '=', tokenHash)
          .forUpdate()
          .executeTakeFirst();
        return row && { session: toSession(row), issuedAt: row.issued_at, replacedAt: row.replaced_at ?? undefined };
      }),
    replaceToken: (session, tokenHash, nextHash, at) =>
      askDatabase(async () => {
        await db.updateTable('refresh_tokens').set({ replaced_at: at }).where('hash', '=', tokenHash).execute();
        await db
          .insertInto('refresh_tokens')
          .values({ hash: nextHash, session_id: session.id, issued_at: at, replaced_at: null })
          .execute();
        await db.updateTable('sessions').set({ refreshed_at: at }).where('id', '=', session.id).execute();
      }),
    isLive: (id, now) =>
      askDatabase(async () => {
        const { rows } = await selectLive(db, { id, now });
        return rows.length > 0;
      }),
    listLive: (userId, now) =>
      askDatabase(async () => {
        const rows = await db
          .selectFrom('sessions')
          .selectAll()
          .where('user_id', '=', userId)
          .where('ended_at', 'is', null)
          .where('expires_at', '>', now)
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .execute();
        return rows.map(toSession);
      }),
    end: (id, userId, reason, at) =>
      askDatabase(async () => {
        const { numUpdatedRows } = await end(reason, at)
          .where('id', '=', id)
          .where('user_id', '=', userId)
          .where('expires_at', '>', at)
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),
    endOthers: (userId, keep, reason, at) =>
      askDatabase(async () => {
        await end(reason, at).where('user_id', '=', userId).where('id', '<>', keep).execute();
      }),
  };
}
