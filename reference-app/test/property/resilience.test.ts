import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { backoffMs, retry } from '../../src/application/shared/retry.ts';
import { CircuitOpenError, createCircuitBreaker } from '../../src/infrastructure/resilience/circuit-breaker.ts';
import { TimeoutError, withTimeout } from '../../src/infrastructure/resilience/timeout.ts';
import { start } from '../kit/users.ts';

describe('the circuit breaker', () => {
  type Step = { readonly call: 'succeeds' | 'fails' } | { readonly wait: number };
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ call: fc.constantFrom('succeeds' as const, 'fails' as const) }),
    fc.record({ wait: fc.integer({ min: 1, max: 1500 }) }),
  );

  test('lets through, refuses and tries exactly as its model does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 40 }), async (failures, steps) => {
        let now = start.getTime();
        const breaker = createCircuitBreaker({ name: 'It', failures, pauseMs: 1000, clock: () => new Date(now) });
        let inARow = 0;
        let openedAt: number | undefined;
        for (const each of steps) {
          if ('wait' in each) {
            now += each.wait;
            continue;
          }
          let tried = false;
          const outcome = await breaker
            .run(async () => {
              tried = true;
              if (each.call === 'fails') throw new Error('it fails');
              return 'answer';
            })
            .catch((error: Error) => error);
          const refused = openedAt !== undefined && now - openedAt < 1000;
          expect(tried).toBe(!refused);
          if (refused) {
            expect(outcome).toBeInstanceOf(CircuitOpenError);
            continue;
          }
          const trial = openedAt !== undefined;
          if (each.call === 'succeeds') [inARow, openedAt] = [0, undefined];
          else {
            inARow += 1;
            if (trial || inARow >= failures) [inARow, openedAt] = [0, now];
          }
          expect(breaker.state).toBe(openedAt === undefined ? 'closed' : 'open');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('tries with one call only, and what was begun before says nothing', async () => {
    let now = start.getTime();
    const states: string[] = [];
    const breaker = createCircuitBreaker({
      name: 'It',
      failures: 1,
      pauseMs: 1000,
      clock: () => new Date(now),
      onChange: (state) => void states.push(state),
    });
    const pending = () => Promise.withResolvers<string>();
    const [early, earlier, trial] = [pending(), pending(), pending()];
    const old = breaker.run(() => early.promise);
    const older = breaker.run(() => earlier.promise);
    await expect(breaker.run(() => Promise.reject(new Error('it fails')))).rejects.toThrow('it fails');
    now += 1000;
    const tried = breaker.run(() => trial.promise);
    await expect(breaker.run(async () => 'second')).rejects.toThrow(CircuitOpenError);
    early.resolve('too late to count');
    await old;
    expect(breaker.state).toBe('half-open');
    trial.resolve('answer');
    expect(await tried).toBe('answer');
    earlier.reject(new Error('too late to count'));
    await expect(older).rejects.toThrow('too late to count');
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });
});

describe('pauses', () => {
  test('are never longer than their limit, which doubles up to the longest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, firstMs, mostMs, drawn) => {
          const pause = backoffMs(attempt, { firstMs, mostMs, random: () => drawn });
          const limit = Math.min(firstMs * 2 ** (attempt - 1), mostMs);
          expect(pause).toBe(drawn * limit);
          expect(pause).toBeLessThanOrEqual(mostMs);
        },
      ),
    );
  });

  test('stand between attempts, which end with a success, the last one, or what cannot be helped', async () => {
    const outcome = fc.constantFrom('fails', 'breaks', 'succeeds');
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(outcome, { maxLength: 6 }),
        async (attempts, script) => {
          const pauses: number[] = [];
          const seen: number[] = [];
          const result = await retry(
            {
              attempts,
              firstMs: 10,
              mostMs: 25,
              random: () => 0.999,
              isTransient: (error) => (error as Error).message === 'fails',
              wait: async (ms) => void pauses.push(Math.ceil(ms)),
            },
            async (attempt) => {
              seen.push(attempt);
              const now = script[attempt - 1] ?? 'succeeds';
              if (now !== 'succeeds') throw new Error(now);
              return now;
            },
          ).catch((error: Error) => error.message);
          const ends = [...script, 'succeeds'].findIndex((each) => each !== 'fails') + 1;
          const expected = Math.min(attempts, ends);
          expect(seen).toEqual(Array.from({ length: expected }, (_, index) => index + 1));
          expect(result).toBe(script[expected - 1] ?? 'succeeds');
          expect(pauses).toEqual([10, 20, 25, 25].slice(0, expected - 1));
        },
      ),
    );
  });
});

describe('a timeout', () => {
  test('gives up when its time is over, tells the work, and drops what comes later', async () => {
    vi.useFakeTimers();
    try {
      const late = Promise.withResolvers<string>();
      let told: unknown;
      const answer = withTimeout(100, (signal) => {
        signal.addEventListener('abort', () => {
          told = signal.reason;
        });
        return late.promise;
      }).catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(99);
      expect(told).toBeUndefined();
      await vi.advanceTimersByTimeAsync(1);
      const error = await answer;
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error).toMatchObject({ afterMs: 100, message: 'There was no answer within 100 ms.' });
      expect(told).toBe(error);
      late.reject(new Error('dropped'));
      expect(await withTimeout(100, async () => 'in time')).toBe('in time');
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
