import type { Clock } from '../../application/shared/clock.ts';

/** Whether calls go through (`closed`), are refused (`open`), or one is let through as a trial (`half-open`). */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** When a circuit opens, and for how long. */
export interface CircuitBreakerOptions {
  /** What stands behind the circuit, for whoever reads the error. */
  readonly name: string;
  /** How many failures in a row open it, at least one. */
  readonly failures: number;
  /** How long it stays open before a trial, in milliseconds. */
  readonly pauseMs: number;
  readonly clock: Clock;
  /** Told of each change. */
  onChange?(state: CircuitState): void;
}

/** A call that was refused without being tried, because those before it failed. */
export class CircuitOpenError extends Error {
  constructor(name: string) {
    super(`${name} has failed again and again, and is left alone for a while.`);
    this.name = 'CircuitOpenError';
  }
}

/**
 * Leaves a server alone that has failed several times in a row, so that nobody waits for it and it can recover (Nygard,
 * "Release It!", 2018, section 5.2). After a pause one call is let through; its outcome closes the circuit or opens it again.
 */
export interface CircuitBreaker {
  readonly state: CircuitState;
  /** Runs the work. Throws {@link CircuitOpenError} at once while the circuit is open. */
  run<Answer>(work: () => Promise<Answer>): Promise<Answer>;
}

/** Makes a circuit breaker. It begins closed. */
export function createCircuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  const { name, failures, pauseMs, clock, onChange } = options;
  let state: CircuitState = 'closed';
  let failed = 0;
  let openedAt = 0;
  // Counts the changes: what was begun before one says nothing about the state after it.
  let era = 0;
  const become = (next: CircuitState): void => {
    era += 1;
    state = next;
    failed = 0;
    if (next === 'open') openedAt = clock().getTime();
    onChange?.(next);
  };
  const admit = (): void => {
    if (state === 'closed') return;
    if (state === 'half-open' || clock().getTime() - openedAt < pauseMs) throw new CircuitOpenError(name);
    become('half-open');
  };
  return {
    get state() {
      return state;
    },
    async run(work) {
      admit();
      const begun = era;
      try {
        const answer = await work();
        if (begun === era) {
          failed = 0;
          if (state === 'half-open') become('closed');
        }
        return answer;
      } catch (error) {
        if (begun === era) {
          failed += 1;
          if (state === 'half-open' || failed >= failures) become('open');
        }
        throw error;
      }
    },
  };
}
