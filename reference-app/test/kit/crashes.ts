import { type ChildProcess, spawn } from 'node:child_process';
import { sql } from 'kysely';
import type { CopyPolicy } from '../../src/application/shared/cache/cache.ts';
import type { User } from '../../src/domain/users/user.ts';
import type { Workspace, WorkspaceId } from '../../src/domain/workspaces/workspace.ts';
import type { Connection } from '../../src/infrastructure/database/connect.ts';
import { programFile } from './programs.ts';

/**
 * Where a process can be killed: around the commit of a command (the copies that it makes old are forgotten after it), around
 * the delivery of an event, and around the note that it was delivered or published.
 */
export const crashPoints = [
  'before-commit',
  'after-commit',
  'after-claim',
  'in-handler',
  'after-delivery',
  'before-settle',
  'after-settle',
] as const;
/** One of {@link crashPoints}. */
export type CrashPoint = (typeof crashPoints)[number];

/** A point, and the time of getting there at which the process is killed, from 1. */
export interface Crash {
  readonly point: CrashPoint;
  readonly hit: number;
}

/** The servers that instances share. Without a broker each delivers by itself. */
export interface CrashServers {
  readonly databaseUrl: string;
  readonly rabbitMq?: { readonly url: string; readonly prefix: string } | undefined;
  readonly redis?: { readonly url: string; readonly prefix: string } | undefined;
}

/** The pauses of failed deliveries through RabbitMQ, in milliseconds. */
export const crashRabbitPausesMs = [10, 20];

/** How workspaces are kept as copies. */
export const copyOf = (id: WorkspaceId): CopyPolicy<Workspace | undefined> => ({
  name: 'workspace',
  key: `workspace:${id}`,
  ttlMs: 600_000,
  tags: [`workspace:${id}`],
});

/** What an instance does. */
export interface CrashOrder {
  readonly servers: CrashServers;
  readonly userId: string;
  readonly crash?: Crash | undefined;
  /** How many workspaces it makes and renames. */
  readonly count: number;
  /**
   * What it does after that: it ends when the outbox is empty, or goes on making workspaces, or only delivers, until it gets
   * SIGTERM.
   */
  readonly afterwards?: 'end' | 'make' | 'deliver';
}

/** How a process ended, and what it had promised before. */
export interface CrashRun {
  readonly killed: boolean;
  /** The workspaces that it has said to be made, and to be renamed. */
  readonly made: readonly string[];
  readonly renamed: readonly string[];
}

/** An instance in a process of its own. */
export interface CrashInstance {
  readonly child: ChildProcess;
  /** Fails when the process ended by a fault of its own. */
  readonly ended: Promise<CrashRun>;
}

/** Starts an instance. */
export async function startInstance(order: CrashOrder): Promise<CrashInstance> {
  const child = spawn(process.execPath, [await programFile('crash-child'), JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const idsOf = (what: string): string[] =>
    [...printed.matchAll(new RegExp(`^${what} (.+)$`, 'gm'))].map((match) => match[1]!);
  const ended = new Promise<CrashRun>((resolve, reject) =>
    child.once('close', (code, signal) => {
      if (signal === null && code !== 0) reject(new Error(`The process ended with ${code}.`));
      resolve({ killed: signal === 'SIGKILL', made: idsOf('made'), renamed: idsOf('renamed') });
    }),
  );
  return { child, ended };
}

/** Runs an instance that makes `count` workspaces, and kills it when it gets to the point for the given time. */
export async function runUntilCrash(
  servers: CrashServers,
  user: User,
  crash: Crash | undefined,
  count: number,
): Promise<CrashRun> {
  const { ended } = await startInstance({ servers, userId: user.id, crash, count });
  return ended;
}

/** What a database holds, counted. */
export interface CrashCount {
  readonly workspaces: number;
  readonly events: number;
  /** Workspaces that have not exactly one event of their making. */
  readonly unannounced: number;
  /**
   * Workspaces whose events have not each had each of their effects once: a line of activity for each, and one count for the
   * making. The version of a workspace is the number of its changes, that count included.
   */
  readonly notOnce: number;
  readonly waiting: number;
  readonly dead: number;
}

/** Counts what is there. */
export async function countAfterCrashes({ db }: Connection): Promise<CrashCount> {
  const { rows } = await sql<CrashCount>`
    with told as (
      select payload->>'workspaceId' as id, count(*) as events, count(*) filter (where name = 'workspace.created') as made
      from events group by 1),
    noted as (select workspace_id::text as id, count(*) as lines from activity group by 1),
    joined as (
      select w.version, coalesce(t.events, 0) as events, coalesce(t.made, 0) as made, coalesce(n.lines, 0) as lines
      from workspaces w left join told t on t.id = w.id::text left join noted n on n.id = w.id::text)
    select (select count(*)::int from workspaces) as workspaces,
      (select count(*)::int from events) as events,
      (select count(*)::int from joined where made <> 1) as unannounced,
      (select count(*)::int from joined where lines <> events or version <> 1 + events) as "notOnce",
      (select count(*)::int from outbox) as waiting,
      (select count(*)::int from dead_letters) as dead`.execute(db);
  return rows[0]!;
}

/** Which of what was promised is not there. */
export async function lostPromises({ db }: Connection, { made, renamed }: Omit<CrashRun, 'killed'>): Promise<string[]> {
  const names = new Map(
    (await db.selectFrom('workspaces').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]),
  );
  return [...made.filter((id) => !names.has(id)), ...renamed.filter((id) => names.get(id) !== 'Renamed')];
}
