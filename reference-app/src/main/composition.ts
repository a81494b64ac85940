import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { healthChanges } from '../application/metrics.ts';
import { systemClock } from '../application/shared/clock.ts';
import type { RateLimiter } from '../application/shared/rate-limits/rate-limiter.ts';
import { type Container, createServiceContainer } from '../core/container/container.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../infrastructure/database/embedded-server.ts';
import { createTelemetry, type Telemetry } from '../infrastructure/observability/telemetry.ts';
import { createApp } from '../interface/http/app.ts';
import type { HttpRateLimits } from '../interface/http/middleware/rate-limits.ts';
import { createBuses } from './buses.ts';
import type { Ground, Services } from './services.ts';
import type { AlmanacSettings } from './settings.ts';
import { service } from './telemetry.ts';
import { accountServices } from './wiring/accounts.ts';
import { cacheServices } from './wiring/cache.ts';
import { eventServices } from './wiring/events.ts';
import { storageServices } from './wiring/storage.ts';
import { warmingServices } from './wiring/warming.ts';

/** What one command of the command line can use. */
export type CommandServices = Pick<Services, 'buses' | 'eventStore' | 'inbox' | 'subscribers'>;

/** A program that is wired and started, without an address yet. */
export interface Almanac {
  readonly app: FastifyInstance;
  readonly logger: Logger;
  /** Says from now on that the service is not ready. Requests are still answered. */
  announceStop(): void;
  /** Lets requests in flight finish, then gives everything back. */
  stop(): Promise<void>;
}

const [minuteMs, quarterMs] = [60_000, 900_000];

/** The limits that the settings name. */
function rateLimitsOf(values: AlmanacSettings, limiter: RateLimiter): HttpRateLimits {
  return {
    limiter,
    requests: { name: 'requests', most: values.requestsPerMinute, windowMs: minuteMs },
    signInsOfAccount: { name: 'sign-ins-of-account', most: values.signInsPerAccount, windowMs: quarterMs },
    signInsOfAddress: { name: 'sign-ins-of-address', most: values.signInsPerAddress, windowMs: quarterMs },
  };
}

/** All services. They start in this order, and stop in the reverse one. */
async function wire(ground: Ground, instead: Partial<Services>): Promise<Container<Services>> {
  const { logger, telemetry } = ground;
  return createServiceContainer<Services>(
    {
      telemetry: { create: () => telemetry, stop: ({ close }) => close() },
      logger: { create: () => logger },
      clock: { create: () => systemClock },
      ...storageServices(ground),
      ...(await cacheServices(ground)),
      ...accountServices(ground),
      buses: { create: createBuses },
      ...warmingServices(ground),
      ...(await eventServices(ground)),
    },
    instead,
  );
}

/** What the service cannot work without; without the rest it is degraded. */
const required = 'database';

/** The database that the settings name, or an embedded one that is started for this program. */
export async function startDatabase(values: AlmanacSettings, logger: Logger): Promise<EmbeddedServer> {
  if (values.databaseUrl !== undefined) return { url: values.databaseUrl.reveal(), stop: async () => {} };
  return startEmbeddedServer({
    directory: values.databaseDirectory,
    onLog: (line) => logger.debug({ line }, 'embedded database'),
  });
}

/**
 * Puts the services together for one piece of work, without an interface, and takes them apart again. Events that the work
 * makes wait in the outbox for an instance that serves. `instead` holds services that take the places of its own.
 */
export async function withServices<Answer>(
  values: AlmanacSettings,
  logger: Logger,
  work: (services: CommandServices) => Promise<Answer>,
  instead: Partial<Services> = {},
): Promise<Answer> {
  const server = await startDatabase(values, logger);
  const telemetry = createTelemetry({ service, ratio: 0 });
  const container = await wire({ logger, telemetry, databaseUrl: server.url, values, purpose: 'command' }, instead);
  try {
    await container.start();
    const [buses, eventStore] = [container.get('buses'), container.get('eventStore')];
    return await work({ buses, eventStore, inbox: container.get('inbox'), subscribers: container.get('subscribers') });
  } finally {
    await container.stop();
    await server.stop();
  }
}

/**
 * Puts Almanac together and starts what it needs: a database server of its own where none is named, and the schema. `instead`
 * holds services that take the places of its own.
 */
export async function startAlmanac(
  values: AlmanacSettings,
  logger: Logger,
  telemetry: Telemetry = createTelemetry({ service, ratio: 0 }),
  instead: Partial<Services> = {},
): Promise<Almanac> {
  const server = await startDatabase(values, logger);
  const container = await wire({ logger, telemetry, databaseUrl: server.url, values, purpose: 'service' }, instead);
  let stopping = false;
  try {
    await container.start();
    const app = await createApp({
      logger,
      bodyLimit: values.bodyLimit,
      health: {
        isStopping: () => stopping,
        checks: container
          .healthChecks()
          .filter(({ name }) => name === required || container.get(name as 'redis' | 'broker') !== undefined)
          .map((check) => ({ ...check, required: check.name === required, timeoutMs: values.healthTimeoutMs })),
        onChange(name, healthy) {
          logger.warn({ check: name, healthy }, 'the health of something changed');
          telemetry.metrics.count(healthChanges, { check: name, healthy });
        },
      },
      buses: container.get('buses'),
      authenticate: container.get('authenticate'),
      publicKeys: () => container.get('keyRing').keySet(),
      telemetry,
      rateLimits: rateLimitsOf(values, container.get('rateLimiter')),
      trustedProxies: values.trustedProxies,
      allowedOrigins: values.allowedOrigins,
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
        await server.stop();
      },
    };
  } catch (error) {
    await container.stop().catch(() => {});
    await server.stop();
    throw error;
  }
}
