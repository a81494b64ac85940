import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPostgresWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { type RepositoryCalls, repositoryCalls, storeWorld } from '../kit/repository-calls.ts';
import { inLines, type RecordedDatabase, recordDatabase, type Statement } from '../kit/statements.ts';

const folder = join(import.meta.dirname, '../../queries');
let database: TestDatabase;
let recorded: RecordedDatabase;
let repositories: Readonly<Record<string, RepositoryCalls>>;
/** What each call of each repository has sent. */
const sent = new Map<string, ReadonlyMap<string, readonly Statement[]>>();

beforeAll(async () => {
  database = await createTestDatabase();
  recorded = recordDatabase(database.url);
  repositories = repositoryCalls(recorded.db, await storeWorld(recorded.db));
  for (const [name, { calls }] of Object.entries(repositories)) {
    const statements = new Map<string, readonly Statement[]>();
    for (const [call, make] of Object.entries(calls)) statements.set(call, await recorded.statementsOf(make));
    sent.set(name, statements);
  }
});
afterAll(async () => {
  await recorded?.close();
  await database?.drop();
});

describe('the SQL of each repository', () => {
  test('is that of every method: none is left out', () => {
    for (const [name, { repository, calls }] of Object.entries(repositories)) {
      const called = new Set(Object.keys(calls).map((call) => call.split(' ')[0]!));
      expect([...called].sort(), name).toEqual(Object.keys(repository).sort());
    }
    expect(Object.keys(repositories)).toEqual(
      expect.arrayContaining(Object.keys(createPostgresWork(recorded.db, () => new Date()))),
    );
  });

  test('is what stands in reference-app/queries: UPDATE_SNAPSHOT=1 writes it anew', () => {
    const files = new Set([...sent.keys()].map((name) => `${name}.sql`));
    for (const [name, calls] of sent) {
      const text = [...calls]
        .map(([call, statements]) => `-- ${call}\n${statements.map(({ sql }) => `${inLines(sql)};\n`).join('')}`)
        .join('\n');
      const file = join(folder, `${name}.sql`);
      if (process.env.UPDATE_SNAPSHOT === '1') writeFileSync(file, text);
      expect(text, file).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
    }
    expect(new Set(readdirSync(folder))).toEqual(files);
  });
});

/** What reads a table from its beginning to its end, and why that is right. */
const wholeReads: Readonly<Record<string, string>> = {
  'outbox.count': 'it counts all rows; what waits and what was given up are few',
  'outbox.deadLetters': 'it lists all rows, for a person',
};
/** Tables that hold a handful of rows at any time. */
const small = new Set(['signing_keys']);

describe('plans on tables of thousands of rows', () => {
  test('no statement reads a table from its beginning to its end', async () => {
    const found: string[] = [];
    for (const [name, calls] of sent)
      for (const [call, statements] of calls)
        for (const statement of statements)
          for (const node of await recorded.planOf(statement)) {
            const table = node['Relation Name'];
            if (node['Node Type'] === 'Seq Scan' && !small.has(table!)) found.push(`${name}.${call} reads ${table}`);
          }
    const known = ([call]: [string, string]) => found.some((each) => each.startsWith(`${call} `));
    expect(Object.entries(wholeReads).filter((entry) => !known(entry))).toEqual([]);
    expect(found.filter((each) => !Object.keys(wholeReads).some((call) => each.startsWith(`${call} `)))).toEqual([]);
  });

  test.each([
    ['items', 'list', 'items_newest'],
    ['items', 'list of a status', 'items_status_newest'],
    ['items', 'listAfter', 'items_newest'],
    ['items', 'listAfter a place', 'items_status_newest'],
    ['items', 'find', 'items_pkey'],
    ['items', 'replace', 'items_pkey'],
    ['reservations', 'listOf', 'reservations_of_item'],
    ['users', 'findByEmail', 'users_email_unique'],
    ['sessions', 'isLive', 'sessions_pkey'],
    ['sessions', 'listLive', 'sessions_of_user'],
    ['sessions', 'findByToken', 'refresh_tokens_pkey'],
    ['workspaces', 'membership', 'memberships_pkey'],
    ['workspaces', 'listOf', 'memberships_of_user'],
    ['workspaces', 'listMembers', 'memberships_pkey'],
    ['workspaces', 'takeInvitation', 'invitations_token_unique'],
    ['activity', 'list', 'activity_newest'],
    ['examples', 'list', 'examples_newest'],
    ['audit-log', 'listOfWorkspace', 'audit_log_of_workspace'],
    ['audit-log', 'listOfUser', 'audit_log_of_subject'],
    ['outbox', 'claim', 'outbox_due'],
    ['outbox', 'settle', 'outbox_pkey'],
    ['event-store', 'read', 'events_position_unique'],
    ['answers', 'take', 'idempotency_keys_pkey'],
    ['answers', 'keep', 'idempotency_keys_expired'],
    ['permits', 'forget', 'rate_limits_oldest'],
  ])('%s.%s uses %s', async (name, call, index) => {
    const plans = await Promise.all(sent.get(name)!.get(call)!.map(recorded.planOf));
    const used = plans.flat().flatMap((node) => node['Index Name'] ?? []);
    expect(used).toContain(index);
  });
});
