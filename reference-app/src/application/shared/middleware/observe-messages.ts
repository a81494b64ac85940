import { messageDuration } from '../../metrics.ts';
import type { Middleware } from '../cqrs/middleware.ts';
import type { Metrics, Tracing } from '../telemetry.ts';
import { timeMessages } from './time-messages.ts';

/** Makes each command and query a span, named after it. Never what it holds, which may be a secret. */
export function traceMessages(tracing: Tracing): Middleware {
  return (next, { kind, name }) => {
    const [title, attributes] = [`${kind} ${name}`, { 'almanac.message': name }];
    return (dispatch) => tracing.span(title, attributes, () => next(dispatch));
  };
}

/** Measures how long each command and query takes, in seconds, by how it ended. */
export function measureMessages(metrics: Metrics, now?: () => number): Middleware {
  return timeMessages(
    ({ kind, name }, outcome, ms) => metrics.measure(messageDuration, ms / 1000, { kind, name, outcome }),
    now,
  );
}
