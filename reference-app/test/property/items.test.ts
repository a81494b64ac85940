import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIdentifier } from '../../src/core/types/identifier.ts';
import { changeItem, createItem, type Item, itemLimits, type NewItem } from '../../src/domain/items/item.ts';
import { newItem, team, validItems } from '../kit/items.ts';

const now = new Date('2026-01-01T00:00:00.000Z');
const made = (values: NewItem): Item => {
  const result = createItem(team, values, now);
  if (!result.ok) throw new Error(result.problem.detail);
  return result.value;
};

test('every valid item is accepted, at version 1, with sorted tags', () => {
  fc.assert(
    fc.property(validItems, (values) => {
      const item = made(values);
      expect(item).toMatchObject({
        version: 1,
        status: 'active',
        sku: values.sku,
        name: values.name,
        price: values.price,
      });
      expect(item.tags).toEqual([...new Set(values.tags)].sort());
      expect(isIdentifier(item.id)).toBe(true);
    }),
  );
});

const broken: readonly (readonly [pointer: string, values: fc.Arbitrary<Partial<NewItem>>])[] = [
  [
    '/sku',
    fc.record({
      sku: fc.constantFrom('', 'mug', 'A--B', '-A', 'A-', 'Ä', 'A B', 'A\n', 'A'.repeat(itemLimits.sku + 1)),
    }),
  ],
  [
    '/name',
    fc.record({
      name: fc.constantFrom(
        '',
        ' a',
        'a\n',
        '\u00a0a',
        'a\u0000b',
        'a\ud800b',
        '\udfff',
        'x'.repeat(itemLimits.name + 1),
      ),
    }),
  ],
  [
    '/price/minorUnits',
    fc.record({
      price: fc.record({
        minorUnits: fc.constantFrom(-1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY),
        currency: fc.constant('EUR'),
      }),
    }),
  ],
  [
    '/price/currency',
    fc.record({
      price: fc.record({ minorUnits: fc.constant(1), currency: fc.constantFrom('', 'eur', 'EURO', 'ZZZ') }),
    }),
  ],
  ['/stock', fc.record({ stock: fc.constantFrom(-1, 0.5, itemLimits.stock + 1, Number.NaN) })],
  [
    '/tags/0',
    fc.record({
      tags: fc.constantFrom([''], ['A'], ['a b'], ['-a'], ['a-'], ['a\n'], ['x'.repeat(itemLimits.tag + 1)]),
    }),
  ],
  ['/tags', fc.record({ tags: fc.constant(Array.from({ length: itemLimits.tags + 1 }, (_, index) => `t${index}`)) })],
];

test.each(broken)('a value that breaks a rule is refused at %s', (pointer, values) => {
  fc.assert(
    fc.property(validItems, values, (valid, wrong) => {
      const result = createItem(team, { ...valid, ...wrong }, now);
      expect(result).toMatchObject({
        ok: false,
        problem: { code: 'validation-failed', extensions: { errors: [{ pointer }] } },
      });
    }),
  );
});

test('a change raises the version by one, moves no time backwards and keeps what an item is', () => {
  fc.assert(
    fc.property(validItems, validItems, fc.date({ noInvalidDate: true }), (values, change, at) => {
      const before = made(values);
      const result = changeItem(before, { name: change.name, stock: change.stock, tags: change.tags }, at);
      if (!result.ok) throw new Error(result.problem.detail);
      const after = result.value;
      expect(after).toMatchObject({
        id: before.id,
        sku: before.sku,
        createdAt: before.createdAt,
        version: before.version + 1,
      });
      expect(after.updatedAt.getTime()).toBeGreaterThanOrEqual(before.updatedAt.getTime());
    }),
  );
});

test('what a change leaves out stays', () => {
  const before = made(newItem());
  const result = changeItem(before, { stock: 9 }, now);
  expect(result).toMatchObject({ ok: true, value: { ...before, stock: 9, version: 2 } });
});
