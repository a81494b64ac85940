import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { deadLetterCount, eventDeliveries, outboxWaiting } from '../../src/application/metrics.ts';
import type { Subscriber } from '../../src/application/shared/events/subscriber.ts';
import { recordActivity } from '../../src/application/workspaces/events/record-activity.ts';
import { definedEvents, defineEvent } from '../../src/core/events/define-event.ts';
import type { EventRecord } from '../../src/core/events/event-record.ts';
import { isEventHandler } from '../../src/core/protocols/event-handler.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { memberLeft } from '../../src/domain/workspaces/workspace.events.ts';
import { replay } from '../../src/infrastructure/event-store/replay.ts';
import { BrokerAwayError } from '../../src/infrastructure/messaging/event-broker.ts';
import { decodeEvent, encodeEvent } from '../../src/infrastructure/messaging/event-wire.ts';
import { createInboxDelivery } from '../../src/infrastructure/messaging/inbox-delivery.ts';
import { observeDeliveries, watchOutbox } from '../../src/infrastructure/messaging/observed.ts';
import { createRelay, type RelayOptions } from '../../src/infrastructure/messaging/relay.ts';
import { createMemoryEventStore } from '../kit/memory-event-store.ts';
import { createMemoryInbox } from '../kit/memory-inbox.ts';
import { createMemoryMetrics } from '../kit/memory-metrics.ts';
import { createMemoryOutbox } from '../kit/memory-outbox.ts';
import { createMemoryTracing } from '../kit/memory-tracing.ts';
import { createMemoryWork } from '../kit/memory-unit-of-work.ts';
import { later, start } from '../kit/users.ts';

const poured = defineEvent({
  name: 'tea.poured',
  version: 2,
  description: 'Somebody poured tea.',
  schema: z.strictObject({ cups: z.int() }),
  earlier: [
    {
      version: 1,
      schema: z.strictObject({ pots: z.int() }),
      upgrade: ({ pots }: { pots: number }) => ({ cups: 4 * pots }),
    },
  ],
});
const recordOf = (cups = 1): EventRecord => ({
  ...poured.event({ cups }),
  id: createIdentifier<'event'>(),
  occurredAt: start,
  requestId: '0b9e1d6a-5c1f-4e0a-9d0e-111111111111',
});

describe('the registry of events', () => {
  test('refuses a name that is taken, and one that is none', () => {
    const other = { version: 1, description: '', schema: z.unknown() };
    expect(() => defineEvent({ ...other, name: 'tea.poured' })).toThrow('defined twice');
    for (const name of ['tea', 'Tea.poured', 'tea.poured.again', 'tea_poured'])
      expect(() => defineEvent({ ...other, name })).toThrow('lower-case');
    expect(definedEvents().get('tea.poured')).toMatchObject({ version: 2 });
  });

  test('refuses a version whose shapes before are not told, all of them and in their order', () => {
    const shape = (version: number) => ({ version, schema: z.unknown(), upgrade: () => ({}) });
    for (const [version, earlier] of [
      [2, undefined],
      [2, []],
      [1, [shape(1)]],
      [3, [shape(2), shape(1)]],
      [3, [shape(2)]],
    ] as const)
      expect(() =>
        defineEvent({ name: 'tea.brewed', version, description: '', schema: z.unknown(), ...(earlier && { earlier }) }),
      ).toThrow('does not say what its versions before were');
  });

  test('reads an event by its name and its version, and refuses a payload that has not the shape', () => {
    const { name, version } = poured;
    expect(poured.read(recordOf())).toEqual({ name, version, payload: { cups: 1 } });
    expect(poured.read({ ...recordOf(), name: 'tea.spilt' })).toBeUndefined();
    expect(poured.read({ ...recordOf(), version: 3 })).toBeUndefined();
    expect(() => poured.read({ ...recordOf(), payload: { cups: 'many' } })).toThrow();
  });

  test('reads what was kept in an earlier version as if it were of today', () => {
    const { name, version } = poured;
    expect(poured.read({ name, version: 1, payload: { pots: 2 } })).toEqual({ name, version, payload: { cups: 8 } });
    expect(() => poured.read({ name, version: 1, payload: { cups: 2 } })).toThrow();
    const drunk = defineEvent({
      name: 'tea.drunk',
      version: 3,
      description: '',
      schema: z.strictObject({ litres: z.number() }),
      earlier: [
        {
          version: 1,
          schema: z.strictObject({ pots: z.int() }),
          upgrade: ({ pots }: { pots: number }) => ({ cups: 4 * pots }),
        },
        {
          version: 2,
          schema: z.strictObject({ cups: z.int() }),
          upgrade: ({ cups }: { cups: number }) => ({ litres: cups / 4 }),
        },
      ],
    });
    const old = [
      { version: 1, payload: { pots: 3 } },
      { version: 2, payload: { cups: 12 } },
      { version: 3, payload: { litres: 3 } },
    ];
    for (const each of old) expect(drunk.read({ name: 'tea.drunk', ...each })?.payload).toEqual({ litres: 3 });
  });
});

const silent = { debug() {}, info() {}, warn() {} };
const relayOf = (options: Pick<RelayOptions, 'outbox' | 'deliver'> & Partial<RelayOptions>) =>
  createRelay({
    clock: () => start,
    log: silent,
    batch: 10,
    leaseMs: 1000,
    attempts: 3,
    pauseMs: 100,
    idleMs: 1,
    ...options,
  });

describe('an event on the wire', () => {
  test('is the same at the other end', () => {
    const record = { ...recordOf(), actorId: createIdentifier<'user'>() };
    for (const event of [record, recordOf()]) expect(decodeEvent(encodeEvent(event))).toEqual(event);
  });

  test('is none when it has not its shape', () => {
    const json = JSON.parse(encodeEvent(recordOf())) as object;
    for (const wrong of [{ id: 'no' }, { occurredAt: 1 }, { version: 0 }, { requestId: undefined }])
      expect(decodeEvent(JSON.stringify({ ...json, ...wrong }))).toBeUndefined();
    for (const text of ['', '{', 'null', '[]']) expect(decodeEvent(text)).toBeUndefined();
  });
});

describe('the relay', () => {
  test('delivers what is due, and settles it', async () => {
    const events = [recordOf(1), recordOf(2), recordOf(3)];
    const { outbox, rows } = createMemoryOutbox(...events);
    const told: unknown[] = [];
    const relay = relayOf({ outbox, deliver: async ({ payload }) => void told.push(payload), batch: 2 });
    expect([await relay.tick(), await relay.tick(), await relay.tick()]).toEqual([2, 1, 0]);
    expect(told).toEqual([{ cups: 1 }, { cups: 2 }, { cups: 3 }]);
    expect(rows.size).toBe(0);
  });

  test('tries again after pauses that double, and gives up after the last attempt', async () => {
    const event = recordOf();
    const { outbox, rows } = createMemoryOutbox(event);
    let now = start;
    const relay = relayOf({
      outbox,
      clock: () => now,
      deliver: async () => {
        throw new Error('nobody is there');
      },
    });
    const due: number[] = [];
    for (;;) {
      await relay.tick();
      const row = rows.get(event.id);
      if (!row) break;
      due.push(row.dueAt.getTime() - now.getTime());
      now = row.dueAt;
    }
    expect(due).toEqual([100, 200]);
    expect(await outbox.deadLetters()).toEqual([{ event, attempts: 3, reason: 'nobody is there', diedAt: later(0.3) }]);
  });

  test('an event that only a broker keeps from going is never given up', async () => {
    const { outbox, rows } = createMemoryOutbox(recordOf());
    let now = start;
    let away = true;
    const relay = relayOf({
      outbox,
      clock: () => now,
      deliver: async () => {
        if (away) throw new BrokerAwayError();
      },
    });
    for (let round = 1; round <= 20; round += 1) {
      expect(await relay.tick()).toBe(1);
      now = later(round);
    }
    expect(await outbox.deadLetters()).toEqual([]);
    away = false;
    await relay.tick();
    expect(rows.size).toBe(0);
  });

  test('hands a broker all that it has claimed together, in its order', async () => {
    const events = [recordOf(1), recordOf(2), recordOf(3)];
    const { outbox, rows } = createMemoryOutbox(...events);
    const told: unknown[] = [];
    const all = Promise.withResolvers<void>();
    const relay = relayOf({
      outbox,
      together: true,
      async deliver({ payload }) {
        told.push(payload);
        if (told.length === 3) all.resolve();
        await all.promise;
      },
    });
    expect(await relay.tick()).toBe(3);
    expect(told).toEqual([{ cups: 1 }, { cups: 2 }, { cups: 3 }]);
    expect(rows.size).toBe(0);
  });

  test('waits an hour at the most', async () => {
    const event = recordOf();
    const { outbox, rows } = createMemoryOutbox(event);
    let now = start;
    const deliver = () => Promise.reject(new Error('nobody is there'));
    const relay = relayOf({ outbox, clock: () => now, deliver, attempts: 20, pauseMs: 1_000_000 });
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await relay.tick();
      const { dueAt } = rows.get(event.id)!;
      pauses.push(dueAt.getTime() - now.getTime());
      now = dueAt;
    }
    expect(pauses).toEqual([1_000_000, 2_000_000, 3_600_000, 3_600_000]);
  });

  test('told to stop, begins nothing more of what it has claimed', async () => {
    const { outbox, rows } = createMemoryOutbox(recordOf(1), recordOf(2), recordOf(3));
    const told: unknown[] = [];
    const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const relay = relayOf({
      outbox,
      async deliver({ payload }) {
        told.push(payload);
        begun.resolve();
        await gate.promise;
      },
    });
    relay.start();
    await begun.promise;
    const stopped = relay.stop();
    gate.resolve();
    await stopped;
    expect(told).toEqual([{ cups: 1 }]);
    expect(rows.size).toBe(2);
  });

  test('fails with what it could not note, when it hands over all together', async () => {
    const { outbox } = createMemoryOutbox(recordOf(1), recordOf(2));
    let settled = 0;
    const relay = relayOf({
      outbox: {
        ...outbox,
        async settle(claimed) {
          settled += 1;
          if (settled === 1) throw new Error('the store is away');
          await outbox.settle(claimed);
        },
      },
      together: true,
      deliver: async () => {},
    });
    await expect(relay.tick()).rejects.toThrow('the store is away');
    // The other one was noted all the same.
    expect(settled).toBe(2);
  });

  test('works until it is stopped, waits for a store that is away, and says so once', async () => {
    const events = [recordOf(1), recordOf(2)];
    const { outbox, rows } = createMemoryOutbox(...events);
    let away = 3;
    const warnings: string[] = [];
    let allTold = () => {};
    const told = new Promise<void>((resolve) => {
      allTold = resolve;
    });
    const relay = relayOf({
      outbox: {
        ...outbox,
        async claim(...claimed) {
          away -= 1;
          if (away >= 0) throw new Error('the store is away');
          return outbox.claim(...claimed);
        },
      },
      deliver: async ({ payload }) => {
        if ((payload as { cups: number }).cups === 2) allTold();
      },
      log: { ...silent, warn: (_fields, message) => void warnings.push(message) },
    });
    relay.start();
    await told;
    await relay.stop();
    expect(rows.size).toBe(0);
    expect(warnings).toEqual(['the relay cannot work']);
    const after = away;
    await new Promise((resolve) => setImmediate(resolve));
    expect(away).toBe(after);
  });
});

describe('the delivery to subscribers', () => {
  test('tells each one that wants to know, though another fails, and fails when one does', async () => {
    const told: string[] = [];
    const subscriber = (name: string, events: readonly string[], fails = false): Subscriber => ({
      name,
      events,
      async handle() {
        told.push(name);
        if (fails && told.filter((each) => each === name).length === 1) throw new Error(`${name} fails`);
      },
    });
    const deliver = createInboxDelivery(createMemoryInbox(), [
      subscriber('first', ['tea.poured'], true),
      subscriber('second', ['tea.poured']),
      subscriber('deaf', ['tea.spilt']),
    ]);
    const event = recordOf();
    await expect(deliver(event)).rejects.toThrow('first fails');
    await deliver(event);
    expect(told).toEqual(['first', 'second', 'first']);
  });

  test('the activity is told of everything that happens in a workspace', async () => {
    expect(isEventHandler(recordActivity)).toBe(true);
    const ofWorkspaces = [...definedEvents().keys()].filter((name) => /^(workspace|member|item|example)\./.test(name));
    expect([...recordActivity.events].sort()).toEqual(ofWorkspaces.sort());
    const work = createMemoryWork();
    const [workspaceId, userId] = [createIdentifier<'workspace'>(), createIdentifier<'user'>()];
    const event = { ...recordOf(), ...memberLeft.event({ workspaceId, userId }), actorId: userId };
    await recordActivity.handle({ event, work });
    expect(await work.activity.list(workspaceId, 5)).toEqual([
      { id: event.id, workspaceId, event: 'member.left', actorId: userId, details: { userId }, occurredAt: start },
    ]);
    await expect(recordActivity.handle({ event: { ...event, version: 99 }, work })).rejects.toThrow('not known');
  });
});

test('each delivery is counted by how it ended, as a part of the trace in which the event happened', async () => {
  const [metrics, tracing] = [createMemoryMetrics(), createMemoryTracing()];
  let leaks = true;
  const deliver = observeDeliveries(
    async () => {
      if (leaks) throw new Error('it leaks');
    },
    { metrics, tracing },
  );
  const traceparent = await tracing.span('request', {}, async () => tracing.current()!);
  const event = { ...recordOf(), traceparent };
  await expect(deliver(event)).rejects.toThrow('it leaks');
  leaks = false;
  await deliver(event);
  await deliver(event);
  expect(await metrics.shown(eventDeliveries)).toEqual([
    { labels: { event: 'tea.poured', outcome: 'failed' }, value: 1 },
    { labels: { event: 'tea.poured', outcome: 'done' }, value: 2 },
  ]);
  const [request, ...deliveries] = tracing.ended();
  expect(deliveries.map(({ parent, failed }) => [parent, failed])).toEqual([
    [request!.id, true],
    [request!.id, false],
    [request!.id, false],
  ]);
  expect(deliveries[0]).toMatchObject({ name: 'deliver tea.poured', attributes: { 'almanac.event.id': event.id } });
});

test('what waits in the outbox, and what was given up, is told to whoever asks', async () => {
  const metrics = createMemoryMetrics();
  const { outbox } = createMemoryOutbox(recordOf(1), recordOf(2), recordOf(3));
  watchOutbox(outbox, metrics);
  const [claimed] = await outbox.claim(1, 1000, start);
  await outbox.bury(claimed!, 'nobody is there', start);
  expect((await metrics.shown(outboxWaiting)).map(({ value }) => value)).toEqual([2]);
  expect((await metrics.shown(deadLetterCount)).map(({ value }) => value)).toEqual([1]);
});

describe('a replay', () => {
  /** More events than are read at once, of which every third one is of another name, and a subscriber that notes them. */
  const remembered = () => {
    const events = Array.from({ length: 250 }, (_, index) => ({
      ...recordOf(index),
      name: index % 3 === 0 ? 'tea.spilt' : 'tea.poured',
    }));
    const told: string[] = [];
    const inbox = createMemoryInbox();
    const subscriber: Subscriber = {
      name: 'guest',
      events: ['tea.poured', 'tea.spilt'],
      handle: async ({ event }) => void told.push(event.id),
    };
    const store = createMemoryEventStore(events, inbox.hasHad);
    return { events, told, inbox, parts: { store, inbox, subscribers: [subscriber] } };
  };
  const order = { subscriber: 'guest', from: 1, dryRun: false, again: false };
  const idsOf = (events: readonly EventRecord[]) => events.map(({ id }) => id);

  test('tells a subscriber of what it has not had, in its order, once, and only counts when it is to', async () => {
    const { events, told, inbox, parts } = remembered();
    await inbox.once(events[7]!, 'guest', async () => {});
    expect(await replay(parts, { ...order, dryRun: true })).toEqual({ told: 249, had: 1, last: 250 });
    expect(await replay(parts, { ...order, dryRun: true, again: true })).toEqual({ told: 250, had: 0, last: 250 });
    expect(told).toEqual([]);
    expect(await replay(parts, order)).toEqual({ told: 249, had: 1, last: 250 });
    expect(told).toEqual(idsOf(events.toSpliced(7, 1)));
    expect(await replay(parts, order)).toEqual({ told: 0, had: 250, last: 250 });
    expect(await replay(parts, { ...order, again: true })).toEqual({ told: 250, had: 0, last: 250 });
    expect(told).toHaveLength(499);
  });

  test('takes a part: from a place to one, of one name', async () => {
    const { events, told, parts } = remembered();
    expect(await replay(parts, { ...order, from: 10, to: 130, event: 'tea.spilt' })).toEqual({
      told: 41,
      had: 0,
      last: 130,
    });
    expect(told).toEqual(idsOf(events.slice(9, 130).filter(({ name }) => name === 'tea.spilt')));
    expect(await replay(parts, { ...order, from: 251 })).toEqual({ told: 0, had: 0, last: undefined });
  });

  test('of nobody, or of what is not theirs, is refused', async () => {
    const { parts } = remembered();
    await expect(replay(parts, { ...order, subscriber: 'stranger' })).rejects.toThrow('There are: guest.');
    await expect(replay(parts, { ...order, event: 'tea.boiled' })).rejects.toThrow(
      'guest is not told of tea.boiled, but of tea.poured, tea.spilt.',
    );
  });

  test('ends at the event that fails, says where, and goes on from there', async () => {
    const { told, parts } = remembered();
    let leaks = true;
    const [guest] = parts.subscribers;
    const clumsy: Subscriber = {
      ...guest!,
      async handle(delivery) {
        if (leaks && told.length === 120) throw new Error('it leaks.');
        await guest!.handle(delivery);
      },
    };
    const again = { ...parts, subscribers: [clumsy] };
    await expect(replay(again, order)).rejects.toThrow('guest failed at the position 121: it leaks. Before it, 120');
    leaks = false;
    expect(await replay(again, order)).toEqual({ told: 130, had: 120, last: 250 });
    expect(new Set(told).size).toBe(250);
  });
});
