import type { FastifyInstance } from 'fastify';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { AuditLog } from '../application/audit/audit-log.ts';
import { touchedTags } from '../application/copies.ts';
import type { Buses } from '../application/messages.ts';
import {
  cacheReads,
  circuitOpen,
  databaseConnections,
  databaseWaiting,
  healthChanges,
} from '../application/metrics.ts';
import type { Cache } from '../application/shared/cache/cache.ts';
import { forgetAfterCommit, forgetCopies } from '../application/shared/cache/forget-copies.ts';
import { type Clock, systemClock } from '../application/shared/clock.ts';
import type { Subscriber } from '../application/shared/events/subscriber.ts';
import type { RateLimiter } from '../application/shared/rate-limits/rate-limiter.ts';
import type { UnitOfWork } from '../application/shared/unit-of-work.ts';
import { type Authenticate, createAuthenticate } from '../application/users/authenticate.ts';
import type { AccessTokens } from '../application/users/ports/access-tokens.ts';
import type { PasswordHasher } from '../application/users/ports/password-hasher.ts';
import { recordActivity } from '../application/workspaces/events/record-activity.ts';
import type { SettingValues } from '../core/config/load-settings.ts';
import { type Container, createServiceContainer } from '../core/container/container.ts';
import type { ExampleRepository } from '../domain/examples/example.repository.ts';
import type { ItemRepository } from '../domain/items/item.repository.ts';
import type { ReservationRepository } from '../domain/items/reservation.repository.ts';
import type { SessionRepository } from '../domain/users/session.repository.ts';
import type { SessionLifetimes } from '../domain/users/session.ts';
import type { UserRepository } from '../domain/users/user.repository.ts';
import type { ActivityRepository } from '../domain/workspaces/activity.ts';
import type { WorkspaceRepository } from '../domain/workspaces/workspace.repository.ts';
import { createArgon2Hasher } from '../infrastructure/auth/argon2-hasher.ts';
import { createJwtAccessTokens } from '../infrastructure/auth/jwt-access-tokens.ts';
import { createKeyRing, type KeyRing } from '../infrastructure/auth/key-ring.ts';
import { createMemoryCache } from '../infrastructure/cache/memory-cache.ts';
import { connectRedis, type RedisConnection } from '../infrastructure/cache/redis-connection.ts';
import { createRedisSharedCache } from '../infrastructure/cache/redis-shared-cache.ts';
import { noSharedCache } from '../infrastructure/cache/shared-cache.ts';
import { createTwoLevelCache, type TwoLevelCache } from '../infrastructure/cache/two-level-cache.ts';
import { createPostgresActivityRepository } from '../infrastructure/database/activity.repository.pg.ts';
import { createPostgresAuditLog } from '../infrastructure/database/audit-log.pg.ts';
import { type Connection, connect } from '../infrastructure/database/connect.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../infrastructure/database/embedded-server.ts';
import { createPostgresEventStore } from '../infrastructure/database/event-store.pg.ts';
import { createPostgresExampleRepository } from '../infrastructure/database/example.repository.pg.ts';
import { createPostgresInbox } from '../infrastructure/database/inbox.pg.ts';
import { createPostgresItemRepository } from '../infrastructure/database/item.repository.pg.ts';
import { migrate } from '../infrastructure/database/migrate.ts';
import { createPostgresOutbox } from '../infrastructure/database/outbox.pg.ts';
import { createPostgresPermitStore } from '../infrastructure/database/permit-store.pg.ts';
import { createPostgresReservationRepository } from '../infrastructure/database/reservation.repository.pg.ts';
import { createPostgresSessionRepository } from '../infrastructure/database/session.repository.pg.ts';
import { createPostgresSigningKeyStore } from '../infrastructure/database/signing-key-store.pg.ts';
import { createPostgresUnitOfWork } from '../infrastructure/database/unit-of-work.pg.ts';
import { createPostgresUserRepository } from '../infrastructure/database/user.repository.pg.ts';
import { createPostgresWorkspaceRepository } from '../infrastructure/database/workspace.repository.pg.ts';
import type { EventStore } from '../infrastructure/event-store/event-store.ts';
import type { EventBroker } from '../infrastructure/messaging/event-broker.ts';
import { createInboxDelivery, type Deliver, type Inbox } from '../infrastructure/messaging/inbox-delivery.ts';
import { observeDeliveries, watchOutbox } from '../infrastructure/messaging/observed.ts';
import type { Outbox } from '../infrastructure/messaging/outbox.ts';
import { createRabbitMqBroker } from '../infrastructure/messaging/rabbitmq-broker.ts';
import { createRelay, type Relay } from '../infrastructure/messaging/relay.ts';
import { createTelemetry, type Telemetry } from '../infrastructure/observability/telemetry.ts';
import { createLeasingRateLimiter } from '../infrastructure/rate-limits/leasing-rate-limiter.ts';
import { createBulkhead } from '../infrastructure/resilience/bulkhead.ts';
import { createApp } from '../interface/http/app.ts';
import type { HttpRateLimits } from '../interface/http/middleware/rate-limits.ts';
import { createBuses } from './buses.ts';
import type { settings } from './settings.ts';

/** The values of Almanac's settings. */
export type AlmanacSettings = SettingValues<typeof settings>;

/** Everything that Almanac is made of, by name. */
export interface Services {
  readonly telemetry: Telemetry;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly database: Connection;
  /** Absent when the environment names none. */
  readonly redis: RedisConnection | undefined;
  readonly cache: TwoLevelCache;
  readonly items: ItemRepository;
  readonly reservations: ReservationRepository;
  readonly users: UserRepository;
  readonly sessions: SessionRepository;
  readonly workspaces: WorkspaceRepository;
  readonly activity: ActivityRepository;
  readonly auditLog: AuditLog;
  readonly examples: ExampleRepository;
  readonly rateLimiter: RateLimiter;
  readonly unitOfWork: UnitOfWork;
  readonly passwords: PasswordHasher;
  readonly keyRing: KeyRing;
  readonly accessTokens: AccessTokens;
  readonly lifetimes: SessionLifetimes;
  readonly authenticate: Authenticate;
  readonly buses: Buses;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly eventStore: EventStore;
  /** Who is told of events. */
  readonly subscribers: readonly Subscriber[];
  /** Tells the subscribers in this instance. */
  readonly deliver: Deliver;
  /** Absent when the environment names none: then the relay delivers by itself. */
  readonly broker: EventBroker | undefined;
  readonly relay: Relay;
}

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

const dayMs = 86_400_000;
/** How many events one relay claims at once, how long they are its own, and the first pause after a failure. */
const [eventsAtOnce, eventLeaseMs, eventPauseMs] = [20, 30_000, 1000];
/** The pauses of an event whose delivery through a broker failed, in milliseconds. */
const brokerPausesMs = [1000, 5000, 30_000, 300_000, 3_600_000];
/** The longest time of any copy in milliseconds, and how much of it is left to chance. */
const [longestCopyMs, copyJitter] = [3_600_000, 0.2];
/** Who is told of events. */
const subscribersOf = (cache: Cache): readonly Subscriber[] => [recordActivity, forgetCopies(cache, touchedTags)];
/** How the state of a circuit is shown. */
const circuitValues = { closed: 0, 'half-open': 0.5, open: 1 } as const;
/** How many sign-ins may wait for their turn: what two processors hash within a few seconds. */
const passwordsWaiting = 100;

/** The log of the service: one JSON object a line, on standard error, so that standard output stays for people. */
export function createLogger(
  level: AlmanacSettings['logLevel'],
  fieldsOf: () => Readonly<Record<string, string>> = () => ({}),
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      mixin: fieldsOf,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
    },
    destination,
  );
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

/** What a program is for: it serves, or it carries out one command and leaves the delivery of events to those that serve. */
type Purpose = 'service' | 'command';

function wire(
  logger: Logger,
  telemetry: Telemetry,
  url: string,
  values: AlmanacSettings,
  purpose: Purpose,
): Container<Services> {
  const serves = purpose === 'service';
  return createServiceContainer<Services>({
    telemetry: { create: () => telemetry, stop: ({ close }) => close() },
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
      start: async ({ db, ping, pool }) => {
        for (const state of ['used', 'idle'] as const)
          telemetry.metrics.watch(databaseConnections, async () => pool()[state], { state });
        telemetry.metrics.watch(databaseWaiting, async () => pool().waiting);
        // A database that cannot be reached is told from a migration that fails.
        await ping();
        const { ran } = await migrate(db);
        if (ran.length > 0) logger.info({ migrations: ran }, 'the database schema was brought up to date');
      },
      stop: ({ close }) => close(),
      health: ({ ping }) => ping(),
    },
    redis: {
      create: ({ clock }) =>
        values.redisUrl &&
        connectRedis({ url: values.redisUrl.reveal(), timeoutMs: values.redisTimeoutMs, clock, log: logger }),
      start: async (redis) => {
        if (redis)
          telemetry.metrics.watch(circuitOpen, async () => circuitValues[redis.circuit()], { server: 'redis' });
      },
      stop: async (redis) => redis?.close(),
      health: async (redis) => redis?.ping(),
    },
    cache: {
      create: ({ redis, clock, telemetry: { metrics }, logger: log }) =>
        createTwoLevelCache({
          near: createMemoryCache({ entries: values.cacheEntries, clock }),
          shared: redis
            ? createRedisSharedCache({ redis, prefix: values.redisPrefix, clock, longestTtlMs: longestCopyMs })
            : noSharedCache,
          clock,
          log,
          jitter: copyJitter,
          random: Math.random,
          onRead: (outcome) => metrics.count(cacheReads, { outcome }),
        }),
      stop: async (cache) => cache.close(),
    },
    items: { create: ({ database }) => createPostgresItemRepository(database.db) },
    reservations: { create: ({ database }) => createPostgresReservationRepository(database.db) },
    users: { create: ({ database }) => createPostgresUserRepository(database.db) },
    sessions: { create: ({ database }) => createPostgresSessionRepository(database.db) },
    workspaces: { create: ({ database }) => createPostgresWorkspaceRepository(database.db) },
    activity: { create: ({ database }) => createPostgresActivityRepository(database.db) },
    examples: { create: ({ database }) => createPostgresExampleRepository(database.db) },
    auditLog: { create: ({ database }) => createPostgresAuditLog(database.db) },
    rateLimiter: {
      create: ({ database, clock }) => createLeasingRateLimiter(createPostgresPermitStore(database.db), clock),
    },
    unitOfWork: {
      create: ({ database, clock, cache, telemetry: { tracing } }) =>
        forgetAfterCommit(createPostgresUnitOfWork(database.db, clock, tracing), cache, touchedTags),
    },
    passwords: {
      create: () =>
        createArgon2Hasher(createBulkhead({ concurrent: values.passwordHashesAtOnce, queued: passwordsWaiting })),
    },
    keyRing: {
      create: ({ database, clock }) =>
        createKeyRing({
          store: createPostgresSigningKeyStore(database.db),
          clock,
          keyMs: values.signingKeyDays * dayMs,
          overlapMs: values.accessTokenSeconds * 1000,
          passphrase: values.signingKeyPassphrase,
        }),
    },
    accessTokens: {
      create: ({ keyRing, clock }) =>
        createJwtAccessTokens({
          keyRing,
          clock,
          issuer: values.tokenIssuer,
          ttlSeconds: values.accessTokenSeconds,
        }),
    },
    lifetimes: {
      create: () => ({
        sessionMs: values.sessionDays * dayMs,
        refreshMs: values.refreshTokenDays * dayMs,
        graceMs: values.refreshGraceMs,
      }),
    },
    authenticate: { create: createAuthenticate },
    buses: { create: createBuses },
    outbox: {
      create: ({ database }) => createPostgresOutbox(database.db),
      start: async (outbox) => watchOutbox(outbox, telemetry.metrics),
    },
    inbox: {
      create: ({ database, clock, telemetry: { tracing } }) => createPostgresInbox(database.db, clock, tracing),
    },
    eventStore: { create: ({ database }) => createPostgresEventStore(database.db) },
    subscribers: { create: ({ cache }) => subscribersOf(cache) },
    deliver: {
      create: ({ inbox, subscribers, telemetry: observed }) =>
        observeDeliveries(createInboxDelivery(inbox, subscribers), observed),
    },
    broker: {
      create: ({ outbox, deliver, clock, logger: log }) =>
        (serves || undefined) &&
        values.rabbitMqUrl &&
        createRabbitMqBroker({
          url: values.rabbitMqUrl.reveal(),
          prefix: values.rabbitMqPrefix,
          prefetch: values.rabbitMqPrefetch,
          timeoutMs: values.rabbitMqTimeoutMs,
          attempts: values.eventAttempts,
          pausesMs: brokerPausesMs,
          log,
          deliver,
          giveUp: (event, attempts, reason) => outbox.giveUp(event, attempts, reason, clock()),
        }),
      start: async (broker) => broker?.start(),
      stop: async (broker) => broker?.stop(),
      health: async (broker) => broker?.ping(),
    },
    relay: {
      create: ({ outbox, deliver, broker, clock, logger: log }) =>
        createRelay({
          outbox,
          deliver: broker?.publish ?? deliver,
          together: broker !== undefined,
          clock,
          log,
          batch: eventsAtOnce,
          leaseMs: eventLeaseMs,
          attempts: values.eventAttempts,
          pauseMs: eventPauseMs,
          idleMs: values.eventPollMs,
        }),
      start: async (relay) => (serves ? relay.start() : undefined),
      stop: (relay) => relay.stop(),
    },
  });
}

/** How the service calls itself in traces and metrics. */
const service = { name: 'almanac', version: '0.1.0' };

/** The telemetry that the settings ask for. The exporter is loaded only when there is somebody to export to. */
export async function openTelemetry({ traceEndpoint, tracePercent }: AlmanacSettings): Promise<Telemetry> {
  if (traceEndpoint === undefined) return createTelemetry({ service, ratio: 0 });
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const exporter = new OTLPTraceExporter({ url: `${traceEndpoint.replace(/\/$/, '')}/v1/traces` });
  return createTelemetry({ service, exporter, ratio: tracePercent / 100 });
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
 * makes wait in the outbox for an instance that serves.
 */
export async function withServices<Answer>(
  values: AlmanacSettings,
  logger: Logger,
  work: (services: CommandServices) => Promise<Answer>,
): Promise<Answer> {
  const server = await startDatabase(values, logger);
  const container = wire(logger, createTelemetry({ service, ratio: 0 }), server.url, values, 'command');
  try {
    await container.start();
    const [buses, eventStore] = [container.get('buses'), container.get('eventStore')];
    return await work({ buses, eventStore, inbox: container.get('inbox'), subscribers: container.get('subscribers') });
  } finally {
    await container.stop();
    await server.stop();
  }
}

/** Puts Almanac together and starts what it needs: a database server of its own where none is named, and the schema. */
export async function startAlmanac(
  values: AlmanacSettings,
  logger: Logger,
  telemetry: Telemetry = createTelemetry({ service, ratio: 0 }),
): Promise<Almanac> {
  const server = await startDatabase(values, logger);
  const container = wire(logger, telemetry, server.url, values, 'service');
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
