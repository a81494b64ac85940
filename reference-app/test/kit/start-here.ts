import { type Logger, pino } from 'pino';
import { createArgon2Hasher } from '../../src/infrastructure/auth/argon2-hasher.ts';
import type { Telemetry } from '../../src/infrastructure/observability/telemetry.ts';
import { createBulkhead } from '../../src/infrastructure/resilience/bulkhead.ts';
import { type Almanac, startAlmanac } from '../../src/main/composition.ts';
import { readSettings } from '../../src/main/read-settings.ts';

/** A log that nobody reads. */
export const silent = pino({ level: 'silent' });

/** Hashes passwords as in earnest, for a five-hundredth of the price: tests make hundreds of accounts. */
export const cheapPasswords = createArgon2Hasher(createBulkhead({ concurrent: 4, queued: 100 }), {
  memory: 64,
  passes: 1,
  parallelism: 1,
});

/** Starts Almanac in the process of the test, on the services that an environment names, with passwords that are cheap. */
export const startHere = (
  environment: Readonly<Record<string, string>>,
  logger: Logger = silent,
  telemetry?: Telemetry,
): Promise<Almanac> => startAlmanac(readSettings(environment), logger, telemetry, { passwords: cheapPasswords });
