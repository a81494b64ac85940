import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Tracing } from '../../src/application/shared/telemetry.ts';
import type { EndedSpan, TracingInUse } from './tracing-contract.ts';

/** A place in a trace (W3C Trace Context). */
interface Place {
  readonly trace: string;
  readonly id: string;
  readonly kept: boolean;
}

const traceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-(0[01])$/;

function placeOf(origin: string): Place | undefined {
  const [, trace, id, flags] = traceparent.exec(origin) ?? [];
  return trace && id ? { trace, id, kept: flags === '01' } : undefined;
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** Tracing in memory. It keeps everything that is not a part of what is kept nowhere. */
export function createMemoryTracing(): Tracing & Pick<TracingInUse, 'ended'> {
  const under = new AsyncLocalStorage<Place | undefined>();
  const spans: EndedSpan[] = [];
  return {
    ended: () => [...spans],
    current() {
      const place = under.getStore();
      return place && `00-${place.trace}-${place.id}-${place.kept ? '01' : '00'}`;
    },
    span(name, attributes, work, origin) {
      const whole = origin === undefined ? under.getStore() : placeOf(origin);
      if (whole && !whole.kept) return under.run(whole, work);
      const place = { trace: whole?.trace ?? hex(16), id: hex(8), kept: true };
      return under.run(place, async () => {
        let failed = true;
        try {
          const answer = await work();
          failed = false;
          return answer;
        } finally {
          spans.push({ name, attributes, failed, id: place.id, trace: place.trace, parent: whole?.id });
        }
      });
    },
  };
}
