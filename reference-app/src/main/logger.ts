import { type DestinationStream, type Logger, pino } from 'pino';
import type { AlmanacSettings } from './settings.ts';

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
