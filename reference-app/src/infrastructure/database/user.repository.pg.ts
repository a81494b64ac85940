import type { Kysely, Selectable } from 'kysely';
import type { Email } from '../../domain/users/email.ts';
import type { UserRepository } from '../../domain/users/user.repository.ts';
import type { PasswordHash, User, UserId } from '../../domain/users/user.ts';
import { askDatabase } from './connect.ts';
import type { Database, UsersTable } from './schema.ts';

const toUser = (row: Selectable<UsersTable>): User => ({
  id: row.id as UserId,
  email: row.email as Email,
  name: row.name,
  passwordHash: row.password_hash as PasswordHash,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** Users in PostgreSQL. */
export function createPostgresUserRepository(db: Kysely<Database>): UserRepository {
  return {
    add: (user) =>
      askDatabase(async () => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('users')
          .values({
            id: user.id,
            email: user.email,
            name: user.name,
            password_hash: user.passwordHash,
            version: user.version,
            created_at: user.createdAt,
            updated_at: user.updatedAt,
          })
          .onConflict((conflict) => conflict.constraint('users_email_unique').doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }),
    find: (id) =>
      askDatabase(async () => {
        const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
        return row && toUser(row);
      }),
    findByEmail: (email) =>
      askDatabase(async () => {
        const row = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();
        return row && toUser(row);
      }),
    replace: (user) =>
      askDatabase(async () => {
        const { numUpdatedRows } = await db
          .updateTable('users')
          .set({
            name: user.name,
            password_hash: user.passwordHash,
            version: user.version,
            updated_at: user.updatedAt,
          })
          .where('id', '=', user.id)
          .where('version', '=', user.version - 1)
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),
  };
}
