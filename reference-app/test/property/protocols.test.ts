import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameEntity, revise } from '../../src/core/base/entity.ts';
import { equalValues } from '../../src/core/base/value-object.ts';
import { isCacheProvider } from '../../src/core/protocols/cache-provider.ts';
import { isIdentifiable, isSoftDeletable, isTimestamped } from '../../src/core/protocols/entity.ts';
import { isEventHandler } from '../../src/core/protocols/event-handler.ts';
import { isCommand, isQuery } from '../../src/core/protocols/messages.ts';
import { isRepository } from '../../src/core/protocols/repository.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { someItem } from '../kit/items.ts';
import { createMemoryItemRepository } from '../kit/memory-item-repository.ts';

const method = () => undefined;
const now = new Date('2026-01-01T00:00:00.000Z');

const protocols: readonly (readonly [
  name: string,
  guard: (value: unknown) => boolean,
  good: Record<string, unknown>,
])[] = [
  ['Identifiable', isIdentifiable, { id: createIdentifier() }],
  ['Timestamped', isTimestamped, { createdAt: now, updatedAt: now }],
  ['SoftDeletable', isSoftDeletable, { deletedAt: now }],
  ['Repository', isRepository, { insert: method, find: method, list: method, replace: method }],
  ['CacheProvider', isCacheProvider, { get: method, set: method, delete: method }],
  ['EventHandler', isEventHandler, { name: 'tell-somebody', handle: method }],
  ['Command', isCommand, { command: 'create-item' }],
  ['Query', isQuery, { query: 'get-item' }],
];

describe.each(protocols)('reusable-patterns.txt, Property 1: Protocol Runtime Checkable: %s', (_name, guard, good) => {
  test('takes whatever has the members, with others beside them', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (more) => {
        expect(guard({ ...more, ...good })).toBe(true);
      }),
    );
  });

  test('refuses whatever lacks one of them, or holds something else in its place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(good)),
        fc.oneof(fc.integer(), fc.object(), fc.constant(null)),
        (key, wrong) => {
          expect(guard(Object.fromEntries(Object.entries(good).filter(([name]) => name !== key)))).toBe(false);
          expect(guard({ ...good, [key]: wrong })).toBe(false);
        },
      ),
    );
  });

  test('refuses what is no object', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer(), fc.constantFrom(null, undefined, true)), (value) => {
        expect(guard(value)).toBe(false);
      }),
    );
  });
});

test('what the service has fits its protocols', () => {
  const item = someItem();
  expect([isIdentifiable(item), isTimestamped(item), isRepository(createMemoryItemRepository())]).toEqual([
    true,
    true,
    true,
  ]);
  expect(isSoftDeletable(item)).toBe(false);
});

test('a thing that is not taken away yet can be, and times in the wrong order are none', () => {
  expect(isSoftDeletable({ deletedAt: undefined })).toBe(true);
  expect(isTimestamped({ createdAt: now, updatedAt: new Date(now.getTime() - 1) })).toBe(false);
  expect(isTimestamped({ createdAt: new Date(Number.NaN), updatedAt: now })).toBe(false);
  expect(isEventHandler({ name: '', handle: method })).toBe(false);
  expect(isIdentifiable({ id: 'seven' })).toBe(false);
});

test('entities are the same by their identifier, values by what they hold', () => {
  const [one, other] = [someItem(), someItem()];
  const renamed = { ...one, name: 'Another name' };
  const lookalike = { ...one, id: other.id };
  expect(isSameEntity(one, renamed)).toBe(true);
  expect(isSameEntity(one, lookalike)).toBe(false);
  expect(equalValues(one.price, { ...one.price })).toBe(true);
  expect(equalValues(one.price, { ...one.price, minorUnits: 1 })).toBe(false);
});

test('a revision is one version later, and never earlier in time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.date({ noInvalidDate: true }), (version, at) => {
      const revised = revise({ ...someItem(), version }, at);
      expect(revised.version).toBe(version + 1);
      expect(revised.updatedAt.getTime()).toBe(Math.max(at.getTime(), someItem().updatedAt.getTime()));
    }),
  );
});
