import type { Failure } from '../../../core/errors/define-error.ts';
import type { Result } from '../../../core/types/result.ts';
import { messageDuration } from '../../metrics.ts';
import type { Middleware } from '../cqrs/middleware.ts';
import type { Metrics, Tracing } from '../telemetry.ts';

/** How an answer ended: `done`, or the code of the failure. */
export function outcomeOf(answer: unknown): string {
  const { ok, problem } = (answer ?? {}) as Partial<Extract<Result<never, Failure>, { ok: false }>>;
  return ok === false ? problem!.code : 'done';
}

/** Makes each command and query a span, named after it. Never what it holds, which may be a secret. */
export function traceMessages(tracing: Tracing): Middleware {
  return (next, { kind, name }) => {
    const [title, attributes] = [`${kind} ${name}`, { 'almanac.message': name }];
    return (dispatch) => tracing.span(title, attributes, () => next(dispatch));
  };
}

/** Measures how long each command and query takes, in seconds, by how it ended. */
export function measureMessages(metrics: Metrics, now: () => number = performance.now.bind(performance)): Middleware {
  return (next, { kind, name }) =>
    async (dispatch) => {
      const begun = now();
      let outcome = 'thrown';
      try {
        const answer = await next(dispatch);
        outcome = outcomeOf(answer);
        return answer;
      } finally {
        metrics.measure(messageDuration, (now() - begun) / 1000, { kind, name, outcome });
      }
    };
}
