import { copyRules } from '../../src/application/copies.ts';
import type { Buses } from '../../src/application/messages.ts';
import type { Cache } from '../../src/application/shared/cache/cache.ts';
import { forgetAfterCommit } from '../../src/application/shared/cache/forget-copies.ts';
import type { Clock } from '../../src/application/shared/clock.ts';
import type { Metrics, Tracing } from '../../src/application/shared/telemetry.ts';
import type { UnitOfWork, Work } from '../../src/application/shared/unit-of-work.ts';
import { createBuses } from '../../src/main/buses.ts';
import { createTestCache } from './caches.ts';
import { createMemoryAuditLog } from './memory-audit-log.ts';
import { createMemoryUnitOfWork, createMemoryWork, type MemoryUnitOfWork } from './memory-unit-of-work.ts';
import { createPlainHasher, lifetimes, plainTokens, start } from './users.ts';

/** The buses of the service on adapters in memory, and what each message passed. */
export interface WatchedBuses {
  readonly buses: Buses;
  readonly unitOfWork: MemoryUnitOfWork;
  /** The repositories that the buses work with. */
  readonly work: Work;
  /** What was passed since it was asked for last, in its order. */
  steps(): readonly string[];
}

/** What a test wants to be different. */
export interface WatchedOptions {
  readonly clock?: Clock;
  /** Runs where a transaction begins. What it throws is what the transaction throws. */
  begin?(): void;
}

/** Wires the buses as the service does, and notes every place that a message passes. */
export function createWatchedBuses({ clock = () => start, begin = () => {} }: WatchedOptions = {}): WatchedBuses {
  let passed: string[] = [];
  const note = (step: string): void => void passed.push(step);
  const memory = createMemoryWork();
  const { workspaces, answers } = memory;
  const work: Work = {
    ...memory,
    workspaces: {
      ...workspaces,
      membership(workspaceId, userId) {
        note('the role is asked for');
        return workspaces.membership(workspaceId, userId);
      },
    },
    answers: {
      ...answers,
      take(key, now) {
        note('the key is taken');
        return answers.take(key, now);
      },
      keep(...given) {
        note('the answer is kept');
        return answers.keep(...given);
      },
    },
  };
  const unitOfWork = createMemoryUnitOfWork(work);
  const watched: UnitOfWork = {
    async run(action) {
      note('begin');
      begin();
      const result = await unitOfWork.run(action);
      note(result.ok ? 'commit' : 'undo');
      return result;
    },
  };
  const copies = createTestCache({ clock });
  const cache: Cache = {
    read(policy, load) {
      note('a copy is looked for');
      return copies.read(policy, load);
    },
    async invalidate(tags) {
      note(`${tags.length} tags are invalidated`);
      await copies.invalidate(tags);
    },
  };
  const tracing: Tracing = {
    current: () => undefined,
    async span(name, _attributes, action) {
      note(`the span ${name} begins`);
      try {
        return await action();
      } finally {
        note('the span ends');
      }
    },
  };
  const metrics: Metrics = {
    count() {},
    watch() {},
    measure: ({ name }, _value, { outcome }) => note(`${name}: ${outcome}`),
  };
  const rules = copyRules({ itemTtlMs: 60_000 });
  const buses = createBuses({
    ...work,
    clock,
    cache,
    copyRules: rules,
    telemetry: { tracing, metrics },
    logger: { debug: ({ outcome }, message) => note(`${message}: ${outcome}`), info() {}, warn() {} },
    unitOfWork: forgetAfterCommit(watched, cache, rules.touched),
    auditLog: createMemoryAuditLog(),
    passwords: createPlainHasher(),
    accessTokens: plainTokens,
    lifetimes,
  });
  return {
    buses,
    unitOfWork,
    work,
    steps() {
      const since = passed;
      passed = [];
      return since;
    },
  };
}
