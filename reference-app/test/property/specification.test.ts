import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SpecificationError, specify } from '../../src/core/specification/builder.ts';
import { isSatisfiedBy } from '../../src/core/specification/is-satisfied-by.ts';
import { likePattern } from '../../src/core/specification/like-pattern.ts';
import {
  allOf,
  anyOf,
  comparisonOperators,
  not,
  type Specification,
} from '../../src/core/specification/specification.ts';
import type { Item } from '../../src/domain/items/item.ts';
import { someItem } from '../kit/items.ts';
import { fieldSpecifications, type Specimen, specifications, specimens } from '../kit/specifications.ts';

const fits = (specification: Specification<Specimen>, specimen: Specimen) => isSatisfiedBy(specification, specimen);

test('reusable-patterns.txt, Property 2: Specification Operator Correctness', () => {
  const numbers = fc.integer({ min: -3, max: 3 });
  fc.assert(
    fc.property(
      fc.record({ price: fc.record({ minorUnits: numbers, currency: fc.constant('EUR') }) }),
      numbers,
      numbers,
      (values, a, b) => {
        const item: Item = { ...someItem(), ...values };
        const held = values.price.minorUnits;
        const price = specify<Item>();
        const told = {
          eq: price.where('price.minorUnits', 'eq', a),
          ne: price.where('price.minorUnits', 'ne', a),
          gt: price.where('price.minorUnits', 'gt', a),
          lt: price.where('price.minorUnits', 'lt', a),
          ge: price.where('price.minorUnits', 'ge', a),
          le: price.where('price.minorUnits', 'le', a),
          in: price.where('price.minorUnits', 'in', [a, b]),
          between: price.where('price.minorUnits', 'between', [a, b]),
        };
        const meant = {
          eq: held === a,
          ne: held !== a,
          gt: held > a,
          lt: held < a,
          ge: held >= a,
          le: held <= a,
          in: held === a || held === b,
          between: held >= a && held <= b,
        };
        expect(
          Object.fromEntries(Object.entries(told).map(([name, step]) => [name, isSatisfiedBy(step.build(), item)])),
        ).toEqual(meant);
      },
    ),
  );
});

test('the operators are those that are documented, and a missing value satisfies `is-null` and `ne` alone', () => {
  expect(comparisonOperators).toEqual(['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'in', 'like', 'between', 'has', 'is-null']);
  const nothing: Specimen = {
    id: '019aa3e0-0000-7000-8000-000000000000' as Specimen['id'],
    text: undefined,
    whole: undefined,
    large: undefined,
    flag: undefined,
    time: undefined,
    list: undefined,
    inner: { text: undefined },
  };
  fc.assert(
    fc.property(fieldSpecifications, (specification) => {
      fc.pre(specification.field !== 'id');
      const { operator, operand } = specification;
      expect(fits(specification, nothing)).toBe(operator === 'is-null' ? operand : operator === 'ne');
    }),
  );
});

test('reusable-patterns.txt, Property 3: Specification Composition', () => {
  fc.assert(
    fc.property(fc.array(specifications, { maxLength: 4 }), specimens, (parts, specimen) => {
      const each = parts.map((part) => fits(part, specimen));
      expect(fits(allOf(...parts), specimen)).toBe(each.every(Boolean));
      expect(fits(anyOf(...parts), specimen)).toBe(each.some(Boolean));
    }),
  );
});

test('reusable-patterns.txt, Property 4: Specification Negation', () => {
  fc.assert(
    fc.property(specifications, specifications, specimens, (one, other, specimen) => {
      expect(fits(not(one), specimen)).toBe(!fits(one, specimen));
      expect(fits(not(not(one)), specimen)).toBe(fits(one, specimen));
      // The laws of De Morgan.
      expect(fits(not(allOf(one, other)), specimen)).toBe(fits(anyOf(not(one), not(other)), specimen));
      expect(fits(not(anyOf(one, other)), specimen)).toBe(fits(allOf(not(one), not(other)), specimen));
    }),
  );
});

describe('the builder', () => {
  test('applies each step to everything before it', () => {
    const written = specify<Item>()
      .where('stock', 'gt', 0)
      .orWhere('status', 'eq', 'archived')
      .andWhere('tags', 'has', 'gift')
      .build();
    const item = { ...someItem({ stock: 0, tags: ['gift'] }), status: 'archived' as const };
    expect(isSatisfiedBy(written, item)).toBe(true);
    expect(isSatisfiedBy(written, { ...item, tags: [] })).toBe(false);
    expect(isSatisfiedBy(written, { ...item, status: 'active' })).toBe(false);
    expect(isSatisfiedBy(written, { ...item, status: 'active', stock: 1 })).toBe(true);
  });

  test.each([
    ['an unfinished escape', () => specify<Item>().where('name', 'like', 'a\\')],
    ['the character NUL', () => specify<Item>().where('name', 'eq', 'a\u0000')],
    ['half of a surrogate pair', () => specify<Item>().where('name', 'in', ['a', '\ud800'])],
    ['no number', () => specify<Item>().where('stock', 'gt', Number.NaN)],
    ['no time', () => specify<Item>().where('createdAt', 'lt', new Date(Number.NaN))],
    ['a year that nobody stores', () => specify<Item>().where('createdAt', 'between', [new Date(), new Date(8.64e15)])],
  ])('refuses %s', (_name, write) => {
    expect(write).toThrow(SpecificationError);
  });

  test('admits a backslash that takes the meaning from another', () => {
    expect(isSatisfiedBy(specify<Item>().where('name', 'like', 'a\\\\').build(), { ...someItem(), name: 'a\\' })).toBe(
      true,
    );
  });
});

test('a pattern without signs fits itself only', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, other) => {
      const plain = text.replaceAll(/[%_\\]/g, '\\$&');
      expect(likePattern(plain).test(text)).toBe(true);
      expect(likePattern(plain).test(other)).toBe(text === other);
      expect(likePattern(`%${plain}%`).test(`${other}${text}${other}`)).toBe(true);
    }),
  );
});
