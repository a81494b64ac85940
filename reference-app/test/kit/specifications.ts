import fc from 'fast-check';
import type {
  ComparisonOperator,
  FieldSpecification,
  Scalar,
  Specification,
} from '../../src/core/specification/specification.ts';
import { createIdentifier, type Identifier } from '../../src/core/types/identifier.ts';

/** A thing with a field of every type, each of which may be missing. */
export interface Specimen {
  readonly id: Identifier<'specimen'>;
  readonly text: string | undefined;
  readonly whole: number | undefined;
  readonly large: number | undefined;
  readonly flag: boolean | undefined;
  readonly time: Date | undefined;
  readonly list: readonly string[] | undefined;
  readonly inner: { readonly text: string | undefined };
}

// Few values, so that they meet; those that languages and encodings order differently; and what patterns treat apart.
const texts = ['', 'a', 'A', 'b', 'ä', 'Z', 'ab', 'a b', 'a%b', 'a_b', 'a\\b', 'a\nb', '\uffee', '🎁', '10', '9', '.*'];
const wholes = [-2_147_483_648, -1, 0, 1, 7, 1_000_000, 2_147_483_647];
const larges = [-Number.MAX_SAFE_INTEGER, -1, 0, 12, 3_000_000_000, Number.MAX_SAFE_INTEGER];
const times = [
  '0001-01-01T00:00:00.000Z',
  '1999-12-31T23:59:59.999Z',
  '2026-03-29T01:30:00.000Z',
  '9999-12-31T23:59:59.999Z',
];
const identifiers = Array.from({ length: 4 }, () => createIdentifier<'specimen'>());

const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...texts) },
  fc.string({ unit: 'grapheme', maxLength: 3 }).map((text) => text.replaceAll('\u0000', '')),
);
const anyTime = fc.oneof(
  fc.constantFrom(...times).map((text) => new Date(text)),
  fc.date({ min: new Date(times[0]!), max: new Date(times[3]!), noInvalidDate: true }),
);
const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined, freq: 3 });

/** Things to look for. */
export const specimens: fc.Arbitrary<Specimen> = fc.record({
  id: fc.constantFrom(...identifiers),
  text: maybe(anyText),
  whole: maybe(fc.constantFrom(...wholes)),
  large: maybe(fc.constantFrom(...larges)),
  flag: maybe(fc.boolean()),
  time: maybe(anyTime),
  list: maybe(fc.array(fc.constantFrom(...texts), { maxLength: 3 })),
  inner: fc.record({ text: maybe(anyText) }),
});

const ordered = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'in', 'between'] as const;
const patterns = fc
  .array(fc.constantFrom('%', '_', 'a', 'b', ' ', '\\%', '\\_', '\\\\', 'ä', '🎁', '.', '\n'), { maxLength: 4 })
  .map((parts) => parts.join(''));

const comparisons = (
  field: FieldSpecification<Specimen>['field'],
  operators: readonly ComparisonOperator[],
  values: fc.Arbitrary<Scalar>,
): fc.Arbitrary<FieldSpecification<Specimen>> =>
  fc.constantFrom(...operators, 'is-null' as const).chain((operator): fc.Arbitrary<FieldSpecification<Specimen>> => {
    const operands: fc.Arbitrary<FieldSpecification<Specimen>['operand']> =
      operator === 'is-null'
        ? fc.boolean()
        : operator === 'like'
          ? patterns
          : operator === 'in'
            ? fc.array(values, { maxLength: 3 })
            : operator === 'between'
              ? fc.tuple(values, values)
              : values;
    return operands.map((operand) => ({ kind: 'field', field, operator, operand }));
  });

/** One comparison of one field, of every kind that the types admit. */
export const fieldSpecifications: fc.Arbitrary<FieldSpecification<Specimen>> = fc.oneof(
  comparisons('id', [...ordered, 'like'], fc.oneof(fc.constantFrom<string>(...identifiers), anyText)),
  comparisons('text', [...ordered, 'like'], anyText),
  comparisons('inner.text', [...ordered, 'like'], anyText),
  comparisons('whole', ordered, fc.oneof(fc.constantFrom(...wholes), fc.constantFrom(-0, 0.5, 1e21, 2 ** 31))),
  comparisons('large', ordered, fc.oneof(fc.constantFrom(...larges), fc.constantFrom(11.5, 2 ** 60))),
  comparisons('flag', ['eq', 'ne', 'in'], fc.boolean()),
  comparisons('time', ordered, anyTime),
  comparisons('list', ['has'], anyText),
);

/** Specifications of any shape, some levels deep. */
export const specifications: fc.Arbitrary<Specification<Specimen>> = fc.letrec<{ any: Specification<Specimen> }>(
  (tie) => ({
    any: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fieldSpecifications,
      fc.record({ kind: fc.constantFrom('and', 'or'), parts: fc.array(tie('any'), { maxLength: 3 }) }),
      fc.record({ kind: fc.constant('not'), part: tie('any') }),
    ),
  }),
).any;
