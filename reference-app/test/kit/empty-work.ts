import { sql } from 'kysely';
import { systemClock } from '../../src/application/shared/clock.ts';
import type { Work } from '../../src/application/shared/unit-of-work.ts';
import type { User } from '../../src/domain/users/user.ts';
import { joinWorkspace, type Workspace } from '../../src/domain/workspaces/workspace.ts';
import type { Connection } from '../../src/infrastructure/database/connect.ts';
import { createPostgresWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import { someUser } from './users.ts';

/** Who and what is there before a test. */
export interface Inhabitants {
  readonly users?: readonly User[];
  readonly workspaces?: readonly Workspace[];
}

/** Repositories of a database that holds nothing but some users and workspaces. */
export async function emptyWork(
  { db }: Pick<Connection, 'db'>,
  { users = [], workspaces = [] }: Inhabitants = {},
): Promise<Work> {
  await sql`truncate users, workspaces, events cascade`.execute(db);
  const work = createPostgresWork(db, systemClock);
  const owner = someUser();
  for (const user of [owner, ...users]) await work.users.add(user);
  for (const workspace of workspaces)
    await work.workspaces.add(workspace, joinWorkspace(workspace.id, owner.id, 'owner', workspace.createdAt));
  return work;
}
