import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { User } from '../../src/domain/users/user.ts';
import type { Connection } from '../../src/infrastructure/database/connect.ts';

/** Where a process can be killed: around the commit of a command, and around the delivery of an event. */
export const crashPoints = [
  'before-commit',
  'after-commit',
  'after-claim',
  'in-handler',
  'before-settle',
  'after-settle',
] as const;
/** One of {@link crashPoints}. */
export type CrashPoint = (typeof crashPoints)[number];

/** How a process ended, and which workspaces it had promised before. */
export interface CrashRun {
  readonly killed: boolean;
  readonly promised: readonly string[];
}

/** Runs a process that makes `count` workspaces, and kills it when it gets to the point for the given time. */
export async function runUntilCrash(
  url: string,
  user: User,
  crash: { readonly point: CrashPoint; readonly hit: number } | undefined,
  count: number,
): Promise<CrashRun> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'crash-child.ts'), url, user.id, crash?.point ?? '', `${crash?.hit ?? 0}`, `${count}`],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('close', (...end) => resolve(end)),
  );
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`The process ended with ${code ?? signal}.`);
  return { killed: signal === 'SIGKILL', promised: printed.split('\n').filter((line) => line !== '') };
}

/** What a database holds after all crashes, counted. */
export interface CrashCount {
  /** Workspaces, each with how often it was counted by the subscriber: once, so that its version is 2. */
  readonly workspaces: readonly { readonly id: string; readonly version: number }[];
  readonly events: number;
  /** Workspaces that have not exactly one event, or whose event has not exactly one line of activity. */
  readonly wrong: number;
  readonly waiting: number;
  readonly dead: number;
}

/** Counts what is there. */
export async function countAfterCrashes({ db }: Connection): Promise<CrashCount> {
  const { rows } = await sql<Omit<CrashCount, 'workspaces'>>`
    select (select count(*)::int from events) as events,
      (select count(*)::int from workspaces w where
        (select count(*) from events e where e.payload->>'workspaceId' = w.id::text) <> 1 or
        (select count(*) from activity a where a.workspace_id = w.id) <> 1) as wrong,
      (select count(*)::int from outbox) as waiting,
      (select count(*)::int from dead_letters) as dead`.execute(db);
  return { ...rows[0]!, workspaces: await db.selectFrom('workspaces').select(['id', 'version']).execute() };
}
