import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import type { Buses } from '../application/messages.ts';
import { type Clock, systemClock } from '../application/shared/clock.ts';
import type { UnitOfWork } from '../application/shared/unit-of-work.ts';
import type { SettingValues } from '../core/config/load-settings.ts';
import { type Container, createServiceContainer } from '../core/container/container.ts';
import type { ItemRepository } from '../domain/items/item.repository.ts';
import { type Connection, connect } from '../infrastructure/database/connect.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../infrastructure/database/embedded-server.ts';
import { createPostgresItemRepository } from '../infrastructure/database/item.repository.pg.ts';
import { migrate } from '../infrastructure/database/migrate.ts';
import { createPostgresUnitOfWork } from '../infrastructure/database/unit-of-work.pg.ts';
import { createApp } from '../interface/http/app.ts';
import { createBuses } from './buses.ts';
import type { settings } from './settings.ts';

/** The values of Almanac's settings. */
export type AlmanacSettings = SettingValues<typeof settings>;

/** Everything that Almanac is made of, by name. */
export interface Services {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly database: Connection;
  readonly items: ItemRepository;
  readonly unitOfWork: UnitOfWork;
  readonly buses: Buses;
}

/** A program that is wired and started, without an address yet. */
export interface Almanac {
  readonly app: FastifyInstance;
  readonly logger: Logger;
  /** Says from now on that the service is not ready. Requests are still answered. */
  announceStop(): void;
  /** Lets requests in flight finish, then gives everything back. */
  stop(): Promise<void>;
}

/** The log of the service: one JSON object a line, on standard error, so that standard output stays for people. */
export function createLogger(level: AlmanacSettings['logLevel']): Logger {
  return pino(
    { level, base: null, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    pino.destination({ dest: 2, sync: true }),
  );
}

function wire(logger: Logger, url: string, values: AlmanacSettings): Container<Services> {
  return createServiceContainer<Services>({
    logger: { create: () => logger },
    clock: { create: () => systemClock },
    database: {
      create: () =>
        connect({
          url,
          poolSize: values.databasePoolSize,
          timeoutMs: values.databaseTimeoutMs,
          onIdleError: (error) => logger.warn({ reason: error.message }, 'an idle database connection ended'),
        }),
      start: async ({ db, ping }) => {
        // A database that cannot be reached is told from a migration that fails.
        await ping();
        const { ran } = await migrate(db);
        if (ran.length > 0) logger.info({ migrations: ran }, 'the database schema was brought up to date');
      },
      stop: ({ close }) => close(),
      health: ({ ping }) => ping(),
    },
    items: { create: ({ database }) => createPostgresItemRepository(database.db) },
    unitOfWork: { create: ({ database }) => createPostgresUnitOfWork(database.db) },
    buses: { create: createBuses },
  });
}

/** Puts Almanac together and starts what it needs: a database server of its own where none is named, and the schema. */
export async function startAlmanac(values: AlmanacSettings, logger: Logger): Promise<Almanac> {
  let server: EmbeddedServer | undefined;
  if (values.databaseUrl === undefined) {
    server = await startEmbeddedServer({
      directory: values.databaseDirectory,
      onLog: (line) => logger.debug({ line }, 'embedded database'),
    });
  }
  const url = server?.url ?? values.databaseUrl!.reveal();
  const container = wire(logger, url, values);
  let stopping = false;
  try {
    await container.start();
    const app = await createApp({
      logger,
      bodyLimit: values.bodyLimit,
      health: {
        isStopping: () => stopping,
        checks: container.healthChecks().map((check) => ({ ...check, timeoutMs: values.healthTimeoutMs })),
      },
      buses: container.get('buses'),
    });
    return {
      app,
      logger,
      announceStop() {
        stopping = true;
      },
      async stop() {
        stopping = true;
        await app.close();
        await container.stop();
        await server?.stop();
      },
    };
  } catch (error) {
    await container.stop().catch(() => {});
    await server?.stop();
    throw error;
  }
}
