import { createClient } from '@redis/client';
import type { Clock } from '../../application/shared/clock.ts';
import type { Log } from '../../application/shared/log.ts';
import { backoffMs } from '../../application/shared/retry.ts';
import { type CircuitState, createCircuitBreaker } from '../resilience/circuit-breaker.ts';
import { withTimeout } from '../resilience/timeout.ts';

/** A client of Redis, as its library makes it. */
export type RedisClient = ReturnType<typeof createClient>;

/** How to reach Redis. */
export interface RedisOptions {
  /** `redis://` or `rediss://` and the rest of the address. */
  readonly url: string;
  /** How long to wait for a connection and for each answer, in milliseconds. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who listens to a channel. */
export interface ChannelListener {
  message(text: string): void;
  /** Whether the channel is heard. What is sent while it is not is missed. */
  heard(yes: boolean): void;
}

/** Redis, while it is there. It is looked for again and again while it is not. */
export interface RedisConnection {
  /**
   * Sends commands. Fails soon while Redis is away: with a `TimeoutError` at first, and after a few failures with a
   * `CircuitOpenError`, at once.
   */
  ask<Answer>(commands: (client: RedisClient) => Promise<Answer>): Promise<Answer>;
  /** Listens to a channel until the function that it returns is called. */
  listen(channel: string, listener: ChannelListener): () => void;
  ping(): Promise<void>;
  /** Whether Redis is left alone, because it has failed. */
  circuit(): CircuitState;
  close(): Promise<void>;
}

/** After how many failures in a row Redis is left alone, and for how long, in milliseconds. */
const [failuresInARow, pauseMs] = [3, 1000];
/** A connection that is silent for this long is dead, in milliseconds. It is asked for a sign of life twice as often. */
const silenceMs = 2000;

/** Opens the connections. Does not wait for them: the service starts without Redis too. */
export function connectRedis({ url, timeoutMs, clock, log }: RedisOptions): RedisConnection {
  const open = (): RedisClient => {
    const client = createClient({
      url,
      disableOfflineQueue: true,
      pingInterval: silenceMs / 2,
      socket: {
        connectTimeout: Math.max(timeoutMs, 1000),
        socketTimeout: silenceMs,
        reconnectStrategy: (retries) =>
          50 + backoffMs(Math.min(retries, 10) + 1, { firstMs: 50, mostMs: 2000, random: Math.random }),
      },
    });
    return client as RedisClient;
  };
  const commands = open();
  let away = false;
  // What the library says of a connection that is closed on purpose is no failure.
  let closing = false;
  commands.on('error', (error: Error) => {
    if (closing) return;
    if (!away) log.warn({ reason: error.message || error.name }, 'Redis does not answer');
    away = true;
  });
  commands.on('ready', () => {
    if (away) log.info({}, 'Redis answers again');
    away = false;
  });
  const breaker = createCircuitBreaker({ name: 'Redis', failures: failuresInARow, pauseMs, clock });
  const clients = [commands];
  // It is tried until it succeeds or is closed; what is asked meanwhile fails by itself.
  commands.connect().catch(() => {});
  return {
    ask: (work) => breaker.run(() => withTimeout(timeoutMs, () => work(commands))),
    listen(channel, listener) {
      const client = open();
      clients.push(client);
      let heard = false;
      const tell = (yes: boolean): void => {
        if (heard === yes) return;
        heard = yes;
        listener.heard(yes);
      };
      client.on('ready', () => {
        client
          .subscribe(channel, (text) => listener.message(text))
          .then(
            () => tell(true),
            () => tell(false),
          );
      });
      for (const event of ['error', 'reconnecting', 'end'] as const) client.on(event, () => tell(false));
      client.connect().catch(() => {});
      return () => {
        clients.splice(clients.indexOf(client), 1);
        client.destroy();
      };
    },
    circuit: () => breaker.state,
    async ping() {
      await withTimeout(timeoutMs, () => commands.ping());
    },
    async close() {
      closing = true;
      for (const client of clients.splice(0)) client.destroy();
    },
  };
}
