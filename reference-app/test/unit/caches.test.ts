import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Cache, cached } from '../../src/application/shared/cache/cache.ts';
import { cacheAnswers } from '../../src/application/shared/cache/cache-answers.ts';
import { byEvent } from '../../src/application/shared/cache/copy-rules.ts';
import {
  forgetAfterCommit,
  forgetOldVersions,
  forgetOnDelivery,
} from '../../src/application/shared/cache/forget-copies.ts';
import { warmCopies } from '../../src/application/shared/cache/warm-copies.ts';
import { createCommandBus, createQueryBus } from '../../src/application/shared/cqrs/bus.ts';
import type { Middleware } from '../../src/application/shared/cqrs/middleware.ts';
import type { UnitOfWork } from '../../src/application/shared/unit-of-work.ts';
import { internalError, preconditionFailed } from '../../src/core/errors/core-errors.ts';
import type { Failure } from '../../src/core/errors/define-error.ts';
import { type DomainEvent, defineEvent } from '../../src/core/events/define-event.ts';
import type { Command, Query } from '../../src/core/protocols/messages.ts';
import { failure, type Result, success } from '../../src/core/types/result.ts';
import { createMemoryCache } from '../../src/infrastructure/cache/memory-cache.ts';
import { noSharedCache, type SharedCache } from '../../src/infrastructure/cache/shared-cache.ts';
import { createTagLedger } from '../../src/infrastructure/cache/tag-ledger.ts';
import type { CacheRead } from '../../src/infrastructure/cache/two-level-cache.ts';
import { describeCacheProvider, describeSharedCache } from '../kit/cache-contract.ts';
import { createTestCache } from '../kit/caches.ts';
import { createMemorySharedCache } from '../kit/memory-shared-cache.ts';
import { createMemoryWork } from '../kit/memory-unit-of-work.ts';
import { later, start } from '../kit/users.ts';

const _silent = { debug() {}, info() {}, warn() {} };
const clock = () => start;

describeCacheProvider('a cache in memory', () => createMemoryCache({ entries: 100, bytes: 2 ** 20, clock }));
{
  let time = clock;
  const shared = createMemorySharedCache({ clock: () => time() });
  describeSharedCache('a cache that is shared in memory', (of) => {
    time = of as typeof clock;
    return shared;
  });
}

test('reusable-patterns.txt, Property 7: Cache TTL Expiration: a copy is there until its time is over, and not after', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), fc.nat({ max: 2e9 }), async (ttlMs, passed) => {
      let now = start;
      const cache = createMemoryCache({ entries: 1, bytes: 2 ** 20, clock: () => now });
      await cache.set('key', 'value', ttlMs);
      now = new Date(start.getTime() + passed);
      expect(await cache.get('key')).toBe(passed < ttlMs ? 'value' : undefined);
    }),
  );
});

test('reusable-patterns.txt, Property 8: Cache LRU Eviction: the copies that were used last stay, as many as there is room for', async () => {
  const step = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), put: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 40 }), async (entries, steps) => {
      const cache = createMemoryCache({ entries, bytes: 2 ** 20, clock });
      let model: string[] = [];
      for (const { key, put } of steps) {
        const held = model.includes(key);
        if (put) await cache.set(key, key, 1000);
        else expect(await cache.get(key)).toBe(held ? key : undefined);
        if (put || held) model = [...model.filter((each) => each !== key), key].slice(-entries);
      }
      for (const key of model) expect(await cache.get(key)).toBe(key);
    }),
  );
});

test('copies never take more bytes than they may, and tell how many they take', async () => {
  const put = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), length: fc.nat({ max: 120 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(put, { minLength: 1, maxLength: 30 }), async (steps) => {
      const cache = createMemoryCache({ entries: 3, bytes: 200, clock });
      for (const { key, length } of steps) {
        await cache.set(key, 'x'.repeat(length), 1000);
        const { entries, bytes } = cache.state();
        expect(entries).toBeLessThanOrEqual(3);
        expect(bytes).toBeLessThanOrEqual(200);
        // Two for each character of the key, and of the text with its quotation marks.
        const taken = 2 * (1 + length + 2);
        expect((await cache.get(key)) !== undefined).toBe(taken <= 200);
        if (taken <= 200) expect(bytes).toBeGreaterThanOrEqual(taken);
      }
    }),
  );
});

test('the ledger never calls something fresh that was invalidated, however little it remembers', () => {
  const tag = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.oneof(fc.array(tag, { maxLength: 3 }), fc.constant('all' as const)), { maxLength: 20 }),
      fc.nat({ max: 20 }),
      fc.array(tag, { minLength: 1, maxLength: 2 }),
      (most, steps, at, asked) => {
        const ledger = createTagLedger(most);
        let since = ledger.now();
        let touched = false;
        steps.forEach((step, index) => {
          if (index === at) [since, touched] = [ledger.now(), false];
          if (step === 'all') ledger.invalidateAll();
          else ledger.invalidate(step);
          if (step === 'all' || step.some((each) => asked.includes(each))) touched = true;
        });
        if (touched) expect(ledger.isFresh(since, asked)).toBe(false);
        else if (most === 4) expect(ledger.isFresh(since, asked)).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

const poured = defineEvent({
  name: 'pot.poured',
  version: 1,
  description: 'Somebody poured tea.',
  schema: z.strictObject({ pot: z.string() }),
});
const policy = { name: 'key', key: 'key', ttlMs: 1000, tags: ['tag'] };

describe('the cache of two levels', () => {
  test('reusable-patterns.txt, Property 9: Cached Decorator Idempotence: the second call of a cached function answers the same and loads nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.string(), async (number, text) => {
        let loads = 0;
        const repeat = cached(
          createTestCache(),
          (count: number, word: string) => ({ ...policy, key: `${count} ${word}` }),
          async (count, word) => {
            loads += 1;
            return { count, word, at: start };
          },
        );
        expect(await repeat(number, text)).toEqual(await repeat(number, text));
        expect(loads).toBe(1);
      }),
    );
  });

  test('however many ask at once, one loads, and each has a value of its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 20 }), async (scheduler, count) => {
        const cache = createTestCache();
        let loads = 0;
        const load = scheduler.scheduleFunction(async () => {
          loads += 1;
          return { list: [1] };
        });
        const values = await scheduler.waitFor(
          Promise.all(Array.from({ length: count }, () => cache.read(policy, load))),
        );
        expect(loads).toBe(1);
        expect(new Set(values).size).toBe(count);
      }),
    );
  });

  test('whoever asks after a change is never told what was before it, whatever the order of things', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.record({ by: fc.nat({ max: 1 }), write: fc.boolean() }), { minLength: 1, maxLength: 12 }),
        async (scheduler, steps) => {
          const plain = createMemorySharedCache({ clock });
          const shared: SharedCache = {
            ...plain,
            read: scheduler.scheduleFunction(plain.read),
            write: scheduler.scheduleFunction(plain.write),
          };
          const instances = [createTestCache({ shared }), createTestCache({ shared })];
          let stored = 0;
          const load = scheduler.scheduleFunction(async () => stored);
          await scheduler.waitFor(
            Promise.all(
              steps.map(async ({ by, write }) => {
                await scheduler.schedule(Promise.resolve());
                if (write) {
                  stored += 1;
                  await instances[by]!.invalidate(policy.tags);
                  return;
                }
                const least = stored;
                expect(await instances[by]!.read(policy, load)).toBeGreaterThanOrEqual(least);
              }),
            ),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('whoever asks while the new value is being loaded joins that, though the load of the old one ends meanwhile', async () => {
    const cache = createTestCache();
    const [old, fresh] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    const begun = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const load = (which: number, value: Promise<string>) => () => {
      begun[which]!.resolve();
      return value;
    };
    const before = cache.read(policy, load(0, old.promise));
    await begun[0]!.promise;
    await cache.invalidate(policy.tags);
    const after = cache.read(policy, load(1, fresh.promise));
    await begun[1]!.promise;
    old.resolve('old');
    expect(await before).toBe('old');
    const joining = cache.read(policy, () => Promise.reject(new Error('This one is loaded twice.')));
    fresh.resolve('new');
    expect(await Promise.all([after, joining])).toEqual(['new', 'new']);
  });

  test('a copy of another instance is used, and its time goes on', async () => {
    let now = start;
    const shared = createMemorySharedCache({ clock: () => now });
    const outcomes: string[] = [];
    const instance = () =>
      createTestCache({ shared, clock: () => now, onRead: ({ outcome }) => void outcomes.push(outcome) });
    const [one, other] = [instance(), instance()];
    await one.read(policy, async () => 'first');
    now = later(0.6);
    expect(await other.read(policy, async () => 'second')).toBe('first');
    expect(await other.read(policy, async () => 'second')).toBe('first');
    now = later(1);
    expect(await other.read(policy, async () => 'second')).toBe('second');
    expect(outcomes).toEqual(['loaded', 'shared', 'near', 'loaded']);
  });

  test('each read is told with its kind, how it ended and how long it took', async () => {
    const reads: CacheRead[] = [];
    const cache = createTestCache({ onRead: (read) => void reads.push(read) });
    const lost = { ...policy, name: 'lost', key: 'lost' };
    const fail = () => Promise.reject(new Error('away'));
    await Promise.all([cache.read(policy, async () => 1), cache.read(policy, async () => 1)]);
    await Promise.allSettled([cache.read(lost, fail), cache.read(lost, fail)]);
    await cache.read(policy, async () => 1);
    expect(reads.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'key loaded',
      'key joined',
      'lost failed',
      'lost failed',
      'key near',
    ]);
    expect(Math.min(...reads.map(({ ms }) => ms))).toBeGreaterThanOrEqual(0);
  });

  test('the time of a copy is shortened by chance, and never by more than the jitter', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (jitter, drawn) => {
          const times: number[] = [];
          const near = createMemoryCache({ entries: 1, bytes: 2 ** 20, clock });
          const cache = createTestCache({
            near: { ...near, set: async (_key, _value, ttlMs) => void times.push(ttlMs) },
            jitter,
            random: () => drawn,
          });
          await cache.read(policy, async () => 1);
          expect(times[0]).toBeGreaterThanOrEqual(Math.floor(1000 * (1 - jitter)));
          expect(times[0]).toBeLessThanOrEqual(1000);
        },
      ),
    );
    const spread = [0, 0.5].map(async (drawn) => {
      const times: number[] = [];
      const near = createMemoryCache({ entries: 1, bytes: 2 ** 20, clock });
      await createTestCache({
        near: { ...near, set: async (_key, _value, ttlMs) => void times.push(ttlMs) },
        jitter: 0.2,
        random: () => drawn,
      }).read(policy, async () => 1);
      return times[0];
    });
    expect(await Promise.all(spread)).toEqual([1000, 900]);
  });

  test('what fails, and what is not worth it, is not kept; failures reach everybody who waits', async () => {
    const cache = createTestCache();
    let loads = 0;
    const fails = async () => {
      loads += 1;
      throw new Error('away');
    };
    const both = await Promise.allSettled([cache.read(policy, fails), cache.read(policy, fails)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(loads).toBe(1);
    const answers = [undefined, 'no', 'yes', 'later'];
    const keep = (value: unknown) => value === 'yes';
    const read = () => cache.read<unknown>({ ...policy, keep }, async () => answers.shift());
    expect([await read(), await read(), await read(), await read()]).toEqual([undefined, 'no', 'yes', 'yes']);
  });

  test('while the others cannot be heard, the copies of this instance do not count', async () => {
    let tell = (_yes: boolean): void => {};
    const plain = createMemorySharedCache({ clock });
    const shared: SharedCache = {
      ...plain,
      read: async () => ({ stamp: '' }),
      listen(listener) {
        tell = listener.listening;
        return () => {};
      },
    };
    const cache = createTestCache({ shared });
    let value = 0;
    const read = () =>
      cache.read(policy, async () => {
        value += 1;
        return value;
      });
    expect([await read(), await read()]).toEqual([1, 2]);
    tell(true);
    expect([await read(), await read()]).toEqual([3, 3]);
    tell(false);
    expect(await read()).toBe(4);
    tell(true);
    expect(await read()).toBe(5);
  });

  test('an invalidation that cannot be told is told later, and the shared copies do not count until then', async () => {
    vi.useFakeTimers();
    try {
      const plain = createMemorySharedCache({ clock });
      let away = false;
      const shared: SharedCache = {
        ...plain,
        async invalidate(tags) {
          if (away) throw new Error('away');
          await plain.invalidate(tags);
        },
      };
      const [one, other] = [createTestCache({ shared }), createTestCache({ shared })];
      let stored = 'old';
      const load = async () => stored;
      await one.read(policy, load);
      await other.read(policy, load);
      away = true;
      stored = 'new';
      await one.invalidate(['tag']);
      // The instance that made the change knows it; the other cannot.
      expect(await one.read({ ...policy, ttlMs: 0 }, load)).toBe('new');
      expect(await other.read(policy, load)).toBe('old');
      away = false;
      await vi.advanceTimersByTimeAsync(300);
      expect(await other.read(policy, load)).toBe('new');
    } finally {
      vi.useRealTimers();
    }
  });

  test('more invalidations than can be remembered become one of everything', async () => {
    const told: (readonly string[])[] = [];
    let away = true;
    const shared: SharedCache = {
      ...noSharedCache,
      async invalidate(tags) {
        if (away) throw new Error('away');
        told.push(tags);
      },
    };
    const cache = createTestCache({ shared });
    await cache.invalidate(Array.from({ length: 10_001 }, (_, index) => `tag ${index}`));
    expect(cache.untold()).toBe(1);
    away = false;
    await cache.invalidate(['one more']);
    expect(cache.untold()).toBe(0);
    expect(told).toEqual([['*', 'one more']]);
    cache.close();
  });

  test('one of everything makes every copy void that was shared, whatever its tags are', async () => {
    const shared = createMemorySharedCache({ clock: () => start });
    const [one, other] = [createTestCache({ shared }), createTestCache({ shared })];
    expect(await one.read(policy, async () => 'old')).toBe('old');
    await shared.invalidate(['*']);
    for (const cache of [one, other]) expect(await cache.read(policy, async () => 'new')).toBe('new');
    for (const cache of [one, other]) cache.close();
  });
});

describe('the answers of queries', () => {
  const context = { requestId: 'a' };
  const dispatch = (name: string, kind: 'query' | 'command' = 'query') => ({
    kind,
    name,
    message: { query: name },
    context,
  });
  test('are kept where a policy says so, and only when they are no failure', async () => {
    const middleware = cacheAnswers(createTestCache(), { known: () => policy });
    const answers = [failure(internalError.failure('no')), success(1), success(2)];
    const handle = async () => answers.shift();
    const ask = (name: string, kind: 'query' | 'command' = 'query') =>
      middleware(handle, { kind, name })(dispatch(name, kind));
    expect([await ask('known'), await ask('known'), await ask('known')]).toMatchObject([
      { ok: false },
      { ok: true, value: 1 },
      { ok: true, value: 1 },
    ]);
    expect(await ask('toString')).toMatchObject({ value: 2 });
    answers.push(success(3));
    expect(await ask('known', 'command')).toMatchObject({ value: 3 });
  });

  test('are not copies for whoever asks for a fresh one', async () => {
    const middleware = cacheAnswers(createTestCache(), { known: () => policy });
    let [stored, loads] = [1, 0];
    const answer = middleware(
      async () => {
        loads += 1;
        return stored;
      },
      { kind: 'query', name: 'known' },
    );
    expect(await answer(dispatch('known'))).toBe(1);
    stored = 2;
    expect(await answer({ ...dispatch('known'), context: { ...context, fresh: true } })).toBe(2);
    expect(await answer({ ...dispatch('known'), context: { ...context, fresh: false } })).toBe(1);
    expect(loads).toBe(2);
  });

  test('a failure that several wait for is given to each of them', async () => {
    const middleware = cacheAnswers(createTestCache(), { known: () => policy });
    const answer = middleware(async () => failure(internalError.failure('no')), { kind: 'query', name: 'known' });
    const ask = () => answer(dispatch('known'));
    expect(await Promise.all([ask(), ask()])).toMatchObject([{ ok: false }, { ok: false }]);
  });
});

describe('copies are forgotten', () => {
  const event = poured.event({ pot: 'green' });
  const touched = byEvent([poured], ({ pot }) => [`pot:${pot}`]);
  const watched = () => {
    const steps: unknown[] = [];
    const cache: Cache = { read: (_policy, load) => load(), invalidate: async (tags) => void steps.push(tags) };
    const unitOfWork: UnitOfWork = {
      async run(action) {
        const work = createMemoryWork();
        const result = await action({ ...work, events: { record: async () => void steps.push('recorded') } });
        steps.push(result.ok ? 'committed' : 'rolled back');
        return result;
      },
    };
    return { steps, cache, unitOfWork: forgetAfterCommit(unitOfWork, cache, touched) };
  };

  test('after the commit, and not when there is none', async () => {
    const kept = watched();
    await kept.unitOfWork.run(async ({ events }) => {
      await events.record(event, { requestId: 'a' });
      await events.record(event, { requestId: 'a' });
      return success(undefined);
    });
    expect(kept.steps).toEqual(['recorded', 'recorded', 'committed', ['pot:green']]);
    const undone = watched();
    await undone.unitOfWork.run(async ({ events }) => {
      await events.record(event, { requestId: 'a' });
      return failure(internalError.failure('no'));
    });
    expect(undone.steps).toEqual(['recorded', 'rolled back']);
  });

  test('when nobody knows whether they were committed too, and by the outermost of units of work within each other', async () => {
    const { steps, unitOfWork } = watched();
    const lost = unitOfWork.run(async ({ events }) => {
      await events.record(event, { requestId: 'a' });
      throw new Error('The connection is gone.');
    });
    await expect(lost).rejects.toThrow('The connection is gone.');
    expect(steps).toEqual(['recorded', ['pot:green']]);
    steps.length = 0;
    await unitOfWork.run(async () => {
      await unitOfWork.run(async ({ events }) => {
        await events.record(event, { requestId: 'a' });
        return success(undefined);
      });
      steps.push('inner one is done');
      return success(undefined);
    });
    expect(steps).toEqual(['recorded', 'committed', 'inner one is done', 'committed', ['pot:green']]);
  });

  test('of the attempt that was kept, and of none before it', async () => {
    const { steps, cache } = watched();
    const twice: UnitOfWork = {
      async run(action) {
        await action(createMemoryWork());
        return action(createMemoryWork());
      },
    };
    const pots = ['black', 'green'];
    await forgetAfterCommit(twice, cache, touched).run(async ({ events }) => {
      await events.record(poured.event({ pot: pots.shift()! }), { requestId: 'a' });
      return success(undefined);
    });
    expect(steps).toEqual([['pot:green']]);
  });

  test('and again when the event is delivered, also when its delivery fails', async () => {
    const { steps, cache } = watched();
    const deliver = forgetOnDelivery(async ({ name }: DomainEvent) => void steps.push(name), cache, touched);
    await deliver(event);
    await deliver({ ...event, name: 'toString' });
    expect(steps).toEqual([['pot:green'], 'pot.poured', 'toString']);
    const failing = forgetOnDelivery(() => Promise.reject(new Error('no')), cache, touched);
    await expect(failing(event)).rejects.toThrow('no');
    expect(steps.at(-1)).toEqual(['pot:green']);
  });

  test('when a command names a version that is not the stored one, and only then', async () => {
    const { steps, cache } = watched();
    const old = preconditionFailed.failure('no');
    type Pour = Command<'pour', Result<string, Failure>> & { readonly pot: string; readonly problem?: Failure };
    const commands = createCommandBus<Pour | Command<'other', Result<never, Failure>>>(
      {
        pour: async ({ problem }) => (problem ? failure(problem) : success('tea')),
        other: async () => failure(old),
      },
      [forgetOldVersions<Pour>(cache, { pour: ({ pot }) => [`pot:${pot}`] })],
    );
    const context = { requestId: 'a' };
    await commands.execute({ command: 'pour', pot: 'green' }, context);
    await commands.execute({ command: 'pour', pot: 'green', problem: internalError.failure('no') }, context);
    await commands.execute({ command: 'other' }, context);
    expect(steps).toEqual([]);
    const refused = await commands.execute({ command: 'pour', pot: 'green', problem: old }, context);
    expect(refused).toMatchObject({ ok: false });
    expect(steps).toEqual([['pot:green']]);
  });
});

describe('copies are warmed', () => {
  type Pot = Query<'pot', string> & { readonly pot: string };
  const likely = byEvent([poured], ({ pot }): readonly Pot[] => [{ query: 'pot', pot }]);
  const pouredFrom = (pot: string) => poured.event({ pot });
  const options = { likely, atOnce: 2, limitMs: 1000, now: () => 0 };

  test('with what is likely to be asked after the last events, each once, and not only until one cannot be had', async () => {
    const asked: string[] = [];
    const report = await warmCopies({
      ...options,
      events: [
        pouredFrom('green'),
        pouredFrom('broken'),
        { ...pouredFrom('white'), name: 'toString' },
        pouredFrom('green'),
        pouredFrom('black'),
      ],
      async ask({ pot }) {
        asked.push(pot);
        if (pot === 'broken') throw new Error('no');
      },
    });
    expect(asked).toEqual(['green', 'broken', 'black']);
    expect(report).toEqual({ read: 2, failed: 1, left: 0 });
  });

  test('so many at the same time, and until the time is over', async () => {
    let [underWay, most, time] = [0, 0, 0];
    const report = await warmCopies({
      ...options,
      now: () => time,
      events: Array.from({ length: 20 }, (_, index) => pouredFrom(`${index}`)),
      async ask() {
        underWay += 1;
        most = Math.max(most, underWay);
        await null;
        underWay -= 1;
        time += 100;
      },
    });
    expect(most).toBe(2);
    expect(report.read + report.left).toBe(20);
    expect(report.read).toBeGreaterThanOrEqual(10);
    expect(report.read).toBeLessThanOrEqual(11);
  });

  test('so that whoever asks then is given a copy', async () => {
    const cache = createTestCache();
    let loads = 0;
    const bus = (...middleware: readonly Middleware[]) =>
      createQueryBus<Pot>(
        {
          pot: async ({ pot }) => {
            loads += 1;
            return `tea of the ${pot} pot`;
          },
        },
        [...middleware, cacheAnswers<Pot>(cache, { pot: ({ pot }) => ({ key: pot, ttlMs: 1000, tags: [pot] }) })],
      );
    await warmCopies({
      ...options,
      events: [pouredFrom('green')],
      ask: (query) => bus().ask(query, { requestId: 'a' }),
    });
    const answer = await bus((next) => next).ask({ query: 'pot', pot: 'green' }, { requestId: 'b' });
    expect([answer, loads]).toEqual(['tea of the green pot', 1]);
  });
});
