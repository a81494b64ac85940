import { z } from 'zod';
import { defineSetting } from '../core/config/define-setting.ts';
import type { SettingValues } from '../core/config/load-settings.ts';

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    // White space alone is a mistake, and the number 0 to the language.
    .regex(/\S/, 'must be a number')
    .pipe(
      z.coerce
        .number<string>({ error: 'must be a number' })
        .int('must be a whole number')
        .min(least, `must be at least ${least}`)
        .max(most, `must be at most ${most}`),
    );

/** Every setting of Almanac, by the name that the program uses. */
export const settings = {
  host: defineSetting({
    key: 'http.host',
    env: 'HTTP_HOST',
    schema: z.string(),
    default: 'localhost',
    description: 'The name or address that the service listens on. `0.0.0.0` is every address of the machine.',
  }),
  port: defineSetting({
    key: 'http.port',
    env: 'PORT',
    schema: wholeNumber(0, 65_535),
    default: 3000,
    description: 'The port that the service listens on. 0 takes a free one.',
  }),
  bodyLimit: defineSetting({
    key: 'http.body-limit',
    env: 'HTTP_BODY_LIMIT',
    schema: wholeNumber(1024, 100 * 2 ** 20),
    default: 65_536,
    description: 'The largest body of a request, in bytes.',
  }),
  trustedProxies: defineSetting({
    key: 'http.trusted-proxies',
    env: 'HTTP_TRUSTED_PROXIES',
    schema: z
      .string()
      .transform((text) => text.split(',').map((address) => address.trim()))
      .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'must be addresses or networks'))),
    optional: true,
    description:
      'The addresses or networks of proxies, with commas, whose `X-Forwarded-For` is believed. Without it that header means nothing.',
  }),
  allowedOrigins: defineSetting({
    key: 'http.allowed-origins',
    env: 'HTTP_ALLOWED_ORIGINS',
    schema: z
      .string()
      .transform((text) => text.split(',').map((origin) => origin.trim()))
      .pipe(
        z.array(
          z
            .string()
            .refine(
              (text) => URL.canParse(text) && new URL(text).origin === text,
              'must be origins such as https://app.example.org',
            ),
        ),
      ),
    optional: true,
    description:
      'The origins, with commas, whose pages may read the answers. Without it a browser shows them to no other page.',
  }),
  requestsPerMinute: defineSetting({
    key: 'rate-limits.requests',
    env: 'RATE_LIMIT_REQUESTS',
    schema: wholeNumber(0, 10_000_000),
    default: 6000,
    description:
      'How many requests a user, or an address that nobody is signed in at, may send in a minute. 0 is no limit.',
  }),
  signInsPerAccount: defineSetting({
    key: 'rate-limits.sign-ins-of-account',
    env: 'RATE_LIMIT_SIGN_INS_ACCOUNT',
    schema: wholeNumber(0, 1_000_000),
    default: 10,
    description: 'How many sign-ins to one account may fail in a quarter of an hour. 0 is no limit.',
  }),
  signInsPerAddress: defineSetting({
    key: 'rate-limits.sign-ins-of-address',
    env: 'RATE_LIMIT_SIGN_INS_ADDRESS',
    schema: wholeNumber(0, 1_000_000),
    default: 100,
    description: 'How many sign-ins from one address may fail in a quarter of an hour. 0 is no limit.',
  }),
  shutdownTimeoutMs: defineSetting({
    key: 'shutdown.timeout',
    env: 'SHUTDOWN_TIMEOUT_MS',
    schema: wholeNumber(0, 600_000),
    default: 10_000,
    description: 'How long requests in flight may take when the service is told to stop, in milliseconds.',
  }),
  shutdownDelayMs: defineSetting({
    key: 'shutdown.delay',
    env: 'SHUTDOWN_DELAY_MS',
    schema: wholeNumber(0, 60_000),
    default: 0,
    description:
      'How long the service still takes requests after it has said that it is not ready, in milliseconds. A load balancer needs this time to notice.',
  }),
  healthTimeoutMs: defineSetting({
    key: 'health.timeout',
    env: 'HEALTH_TIMEOUT_MS',
    schema: wholeNumber(100, 60_000),
    default: 5000,
    description: 'How long the readiness check waits for each server that the service needs, in milliseconds.',
  }),
  databaseUrl: defineSetting({
    key: 'database.url',
    env: 'DATABASE_URL',
    schema: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://'),
    optional: true,
    secret: true,
    description:
      'The connection URI of a PostgreSQL server, version 15 or newer. Without it an embedded server is started.',
  }),
  databaseDirectory: defineSetting({
    key: 'database.directory',
    env: 'DATABASE_DIR',
    schema: z.string(),
    default: '.almanac/postgresql',
    description: 'The folder in which the embedded server keeps its data.',
  }),
  databasePoolSize: defineSetting({
    key: 'database.pool-size',
    env: 'DATABASE_POOL_SIZE',
    schema: wholeNumber(1, 1000),
    default: 10,
    description: 'How many connections to the database are open at the most.',
  }),
  databaseTimeoutMs: defineSetting({
    key: 'database.timeout',
    env: 'DATABASE_TIMEOUT_MS',
    schema: wholeNumber(100, 600_000),
    default: 5000,
    description: 'How long to wait for a connection, and for the answer to a statement, in milliseconds.',
  }),
  tokenIssuer: defineSetting({
    key: 'auth.issuer',
    env: 'AUTH_ISSUER',
    schema: z.string(),
    default: 'almanac',
    description:
      'Who gives out access tokens: their claim `iss`. Choose the address of the service where others read them.',
  }),
  accessTokenSeconds: defineSetting({
    key: 'auth.access-token-lifetime',
    env: 'AUTH_ACCESS_TOKEN_SECONDS',
    schema: wholeNumber(60, 3600),
    default: 900,
    description: 'How long an access token is valid, in seconds.',
  }),
  refreshTokenDays: defineSetting({
    key: 'auth.refresh-token-lifetime',
    env: 'AUTH_REFRESH_TOKEN_DAYS',
    schema: wholeNumber(1, 90),
    default: 7,
    description: 'How long a session goes on without being refreshed, in days.',
  }),
  sessionDays: defineSetting({
    key: 'auth.session-lifetime',
    env: 'AUTH_SESSION_DAYS',
    schema: wholeNumber(1, 365),
    default: 30,
    description: 'How long a session goes on at the most, in days.',
  }),
  refreshGraceMs: defineSetting({
    key: 'auth.refresh-grace',
    env: 'AUTH_REFRESH_GRACE_MS',
    schema: wholeNumber(0, 60_000),
    default: 10_000,
    description:
      'How long a refresh token that was just replaced is taken for an honest repetition and not for a theft, in milliseconds.',
  }),
  signingKeyDays: defineSetting({
    key: 'auth.signing-key-lifetime',
    env: 'AUTH_SIGNING_KEY_DAYS',
    schema: wholeNumber(1, 365),
    default: 90,
    description: 'How long a key signs access tokens before a new one is made, in days.',
  }),
  signingKeyPassphrase: defineSetting({
    key: 'auth.signing-key-passphrase',
    env: 'AUTH_SIGNING_KEY_PASSPHRASE',
    schema: z.string().min(16, 'must be at least 16 characters long'),
    optional: true,
    secret: true,
    description: 'Encrypts the private keys in the database. Without it they stand there as they are.',
  }),
  passwordHashesAtOnce: defineSetting({
    key: 'auth.password-hashes-at-once',
    env: 'AUTH_PASSWORD_HASHES_AT_ONCE',
    schema: wholeNumber(1, 64),
    default: 2,
    description: 'How many passwords are hashed at the same time. Each takes 19 MiB and a processor.',
  }),
  eventAttempts: defineSetting({
    key: 'events.attempts',
    env: 'EVENT_ATTEMPTS',
    schema: wholeNumber(1, 100),
    default: 10,
    description: 'How often the delivery of an event is tried before it becomes a dead letter.',
  }),
  eventPollMs: defineSetting({
    key: 'events.poll',
    env: 'EVENT_POLL_MS',
    schema: wholeNumber(10, 60_000),
    default: 500,
    description: 'How long to wait before the outbox is looked at again when it was empty, in milliseconds.',
  }),
  redisUrl: defineSetting({
    key: 'redis.url',
    env: 'REDIS_URL',
    schema: z.string().regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://'),
    optional: true,
    secret: true,
    description: 'The address of a Redis server, version 6 or newer. Without it each instance keeps copies of its own.',
  }),
  redisTimeoutMs: defineSetting({
    key: 'redis.timeout',
    env: 'REDIS_TIMEOUT_MS',
    schema: wholeNumber(1, 10_000),
    default: 100,
    description: 'How long to wait for an answer of Redis before going on without it, in milliseconds.',
  }),
  redisPrefix: defineSetting({
    key: 'redis.prefix',
    env: 'REDIS_PREFIX',
    schema: z.string().regex(/^\S+$/, 'must have no white space'),
    default: 'almanac:',
    description: 'What every key in Redis begins with. Services that share a Redis take one each.',
  }),
  cacheEntries: defineSetting({
    key: 'cache.entries',
    env: 'CACHE_ENTRIES',
    schema: wholeNumber(1, 10_000_000),
    default: 10_000,
    description: 'How many copies each instance keeps in its memory at the most.',
  }),
  cacheMegabytes: defineSetting({
    key: 'cache.size',
    env: 'CACHE_MEGABYTES',
    schema: wholeNumber(1, 65_536),
    default: 64,
    description: 'How much memory these copies take at the most, in mebibytes.',
  }),
  cacheItemSeconds: defineSetting({
    key: 'cache.items',
    env: 'CACHE_ITEM_SECONDS',
    schema: wholeNumber(0, 3600),
    default: 10,
    description:
      'How long copies of items and of lists of items are used at the most, in seconds. 0 keeps none. Another instance that hears of no change can be so long behind.',
  }),
  cacheWarmEvents: defineSetting({
    key: 'cache.warm-events',
    env: 'CACHE_WARM_EVENTS',
    schema: wholeNumber(0, 10_000),
    default: 100,
    description:
      'How many of the last events tell which answers are read into copies before the service takes requests. 0 reads none.',
  }),
  rabbitMqUrl: defineSetting({
    key: 'rabbitmq.url',
    env: 'RABBITMQ_URL',
    schema: z.string().regex(/^amqps?:\/\//, 'must begin with amqp:// or amqps://'),
    optional: true,
    secret: true,
    description:
      'The address of a RabbitMQ server, version 3.10 or newer. Without it each instance delivers events by itself.',
  }),
  rabbitMqTimeoutMs: defineSetting({
    key: 'rabbitmq.timeout',
    env: 'RABBITMQ_TIMEOUT_MS',
    schema: wholeNumber(100, 60_000),
    default: 5000,
    description: 'How long to wait for a connection to RabbitMQ, and for a confirmation, in milliseconds.',
  }),
  rabbitMqPrefix: defineSetting({
    key: 'rabbitmq.prefix',
    env: 'RABBITMQ_PREFIX',
    schema: z.string().regex(/^\S{1,100}$/, 'must be 1 to 100 characters without white space'),
    default: 'almanac.',
    description: 'What the name of the exchange and of every queue begins with.',
  }),
  rabbitMqPrefetch: defineSetting({
    key: 'rabbitmq.prefetch',
    env: 'RABBITMQ_PREFETCH',
    schema: wholeNumber(1, 1000),
    default: 4,
    description: 'How many events of RabbitMQ each instance works on at once. Each takes a connection to the database.',
  }),
  telemetryEndpoint: defineSetting({
    key: 'telemetry.endpoint',
    env: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    schema: z.url({ protocol: /^https?$/, error: 'must begin with http:// or https://' }),
    optional: true,
    description:
      'Where traces and metrics are sent to, by OTLP over HTTP, below `/v1/traces` and `/v1/metrics`. Without it no trace is kept, though log lines tell theirs, and metrics stand at `/metrics` alone.',
  }),
  metricIntervalMs: defineSetting({
    key: 'metrics.interval',
    env: 'OTEL_METRIC_EXPORT_INTERVAL',
    schema: wholeNumber(100, 3_600_000),
    default: 60_000,
    description: 'How often metrics are sent where there is an endpoint, in milliseconds.',
  }),
  tracePercent: defineSetting({
    key: 'tracing.percent',
    env: 'TRACE_PERCENT',
    schema: wholeNumber(0, 100),
    default: 10,
    description:
      'How many of a hundred traces that begin here are kept. Those that began elsewhere follow their caller.',
  }),
  logLevel: defineSetting({
    key: 'log.level',
    env: 'LOG_LEVEL',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be one of trace, debug, info, warn, error, fatal, silent',
    }),
    default: 'info',
    description: 'The least severe messages that are logged.',
  }),
  environment: defineSetting({
    key: 'environment',
    env: 'NODE_ENV',
    schema: z.string(),
    default: 'development',
    description: 'What this is run for. With `production` no demo data are made.',
  }),
} as const;

/** The values of Almanac's settings. */
export type AlmanacSettings = SettingValues<typeof settings>;
