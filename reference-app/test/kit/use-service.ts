import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import type { Connection } from '../../src/infrastructure/database/connect.ts';
import type { Almanac } from '../../src/main/composition.ts';
import { startHere } from './start-here.ts';
import { createMember, injectAs, joinTeam, type Member } from './team.ts';
import { useDatabase } from './use-database.ts';

/** What the tests of a file have once they run, and not before. */
export interface ServiceInUse {
  readonly databaseUrl: string;
  readonly connection: Connection;
  readonly app: FastifyInstance;
  /** Owns the workspace `team`. */
  readonly owner: Member;
  /** Asks as the owner, unless the request says otherwise. */
  ask(request: InjectOptions): Promise<LightMyRequestResponse>;
  /** Every line that was logged, at whatever level. */
  readonly log: readonly string[];
  /** Another instance on the same database. It is stopped after the tests. */
  startAnother(environment?: Readonly<Record<string, string>>): Promise<FastifyInstance>;
}

/** Almanac in the process of the test, on a database of its own: started before the tests of a file, stopped after them. */
export function useService(environment: Readonly<Record<string, string>> = {}): ServiceInUse {
  const database = useDatabase();
  const log: string[] = [];
  const instances: Almanac[] = [];
  let owner: Member | undefined;
  const start = async (more: Readonly<Record<string, string>>): Promise<FastifyInstance> => {
    const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
    const almanac = await startHere({ DATABASE_URL: database.url, ...environment, ...more }, logger);
    instances.push(almanac);
    return almanac.app;
  };
  beforeAll(async () => {
    const app = await start({});
    owner = await createMember(app, 'Owner');
    await joinTeam(database.connection, owner);
  });
  afterAll(async () => {
    for (const instance of instances) await instance.stop();
  });
  return {
    get databaseUrl() {
      return database.url;
    },
    get connection() {
      return database.connection;
    },
    get app() {
      return instances[0]!.app;
    },
    get owner() {
      return owner!;
    },
    ask: (request) => injectAs(instances[0]!.app, owner!)(request),
    log,
    startAnother: (more = {}) => start(more),
  };
}
