import type { Middleware } from '../cqrs/middleware.ts';
import type { Log } from '../log.ts';
import { outcomeOf } from './observe-messages.ts';

/**
 * Logs each command and query: its name, its outcome and how long it took in milliseconds. Never what it holds, which may
 * be a secret. A failure that is thrown is logged where it is answered.
 */
export function logMessages(log: Log, now: () => number = performance.now.bind(performance)): Middleware {
  return (next, { kind, name }) =>
    async (dispatch) => {
      const begun = now();
      let outcome = 'thrown';
      try {
        const answer = await next(dispatch);
        outcome = outcomeOf(answer);
        return answer;
      } finally {
        const ms = Math.round((now() - begun) * 1000) / 1000;
        log.debug({ requestId: dispatch.context.requestId, [kind]: name, outcome, ms }, `${kind} handled`);
      }
    };
}
