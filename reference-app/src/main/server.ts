import type { AddressInfo } from 'node:net';
import { SettingsError } from '../core/config/load-settings.ts';
import { isDatabaseAway } from '../infrastructure/database/connect.ts';
import { EmbeddedServerError } from '../infrastructure/database/embedded-server.ts';
import { MigrationError } from '../infrastructure/database/migrate.ts';
import { type Almanac, startAlmanac } from './composition.ts';
import { createLogger } from './logger.ts';
import { readSettings } from './read-settings.ts';
import type { AlmanacSettings } from './settings.ts';
import { openTelemetry } from './telemetry.ts';

const shown = (host: string): string =>
  host === '0.0.0.0' || host === '::' || host === '127.0.0.1' ? 'localhost' : host;

/** Whether a connection cannot be had at all: nobody is there, lets the user in, has the database, or the address is none. */
const isUnusableDatabase = (error: unknown, code: string): boolean =>
  isDatabaseAway(error) || /^(28|3D)/.test(code) || code === 'ERR_INVALID_URL';

/** What happened in words. An error of several attempts has none of its own. */
const reasonOf = (error: unknown): string =>
  error instanceof AggregateError ? error.errors.map(reasonOf).join(', ') : error instanceof Error ? error.message : '';

/** What to say of a start that failed: one sentence for what a person can mend, the whole error for what nobody thought of. */
function explain(error: unknown, values: AlmanacSettings | undefined): string {
  if (error instanceof SettingsError || error instanceof EmbeddedServerError || error instanceof MigrationError)
    return error.message;
  const { code = '', message, hostname } = error as NodeJS.ErrnoException & { hostname?: string };
  if (code === 'EADDRINUSE') {
    return `The port ${values?.port} is taken. Stop what uses it, or choose another with PORT; PORT=0 takes a free one.`;
  }
  if (code === 'EACCES')
    return `The port ${values?.port} is not allowed for this user. Choose one above 1023 with PORT.`;
  if (code === 'EADDRNOTAVAIL' || (values !== undefined && hostname === values.host))
    return `The service cannot listen on ${values?.host}: ${code}. Name an address of this machine with HTTP_HOST.`;
  if (values?.databaseUrl !== undefined && isUnusableDatabase(error, code)) {
    return `The database that DATABASE_URL names cannot be used: ${reasonOf(error) || code}. Check its host, port, user and password.`;
  }
  return error instanceof Error ? (error.stack ?? message) : String(error);
}

/** Ends the program when it is told to: it stops being ready, finishes what it has begun, and lets go of everything. */
function stopOnSignal(almanac: Almanac, values: AlmanacSettings): void {
  let told = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    // Whoever asks twice does not want to wait.
    if (told) process.exit(130);
    told = true;
    almanac.logger.info({ signal }, 'stopping');
    almanac.announceStop();
    const limit = setTimeout(() => {
      almanac.logger.error({ afterMs: values.shutdownTimeoutMs }, 'requests in flight took too long');
      process.exit(1);
    }, values.shutdownDelayMs + values.shutdownTimeoutMs);
    setTimeout(() => {
      almanac.stop().then(
        () => {
          clearTimeout(limit);
          almanac.logger.info('stopped');
          // What was last sent to a collector that says nothing would keep the process for ten more seconds.
          process.exit(0);
        },
        (error: unknown) => {
          almanac.logger.error({ err: error }, 'stopping failed');
          process.exit(1);
        },
      );
    }, values.shutdownDelayMs);
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
}

let values: AlmanacSettings | undefined;
try {
  values = readSettings(process.env);
  const telemetry = await openTelemetry(values);
  const almanac = await startAlmanac(values, createLogger(values.logLevel, telemetry.logFields), telemetry);
  try {
    await almanac.app.listen({ host: values.host, port: values.port });
  } catch (error) {
    await almanac.stop();
    throw error;
  }
  stopOnSignal(almanac, values);
  const { port } = almanac.app.server.address() as AddressInfo;
  process.stdout.write(`Almanac listens on http://${shown(values.host)}:${port}\n`);
} catch (error) {
  process.stderr.write(`${explain(error, values)}\n`);
  process.exitCode = 1;
}
