import type { Middleware } from '../cqrs/middleware.ts';
import type { Log } from '../log.ts';
import { timeMessages } from './time-messages.ts';

/**
 * Logs each command and query: its name, its outcome and how long it took in milliseconds. Never what it holds, which may
 * be a secret. A failure that is thrown is logged where it is answered.
 */
export function logMessages(log: Log, now?: () => number): Middleware {
  return timeMessages(({ kind, name, context }, outcome, ms) => {
    const rounded = Math.round(ms * 1000) / 1000;
    log.debug({ requestId: context.requestId, [kind]: name, outcome, ms: rounded }, `${kind} handled`);
  }, now);
}
