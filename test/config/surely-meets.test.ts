import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { surelyMeets } from '../../src/config/surely-meets.ts';
import { knownSchema } from '../../validators/examples/data/schemas/known.ts';
import { loadSchemaValidator } from '../../validators/examples/data/validate.ts';

const names = ['a', 'b', 'constructor', 'x-a', '__proto__'];
const leaf = fc.oneof(
  fc.constantFrom('', 'a', 'b', '😀', 'esnext', true, false, null, 0, 1, 1.5, Number.NaN, Number.POSITIVE_INFINITY),
  fc.constant([]),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...names), tie('value')), { maxLength: 3 })
      .map((entries) => JSON.parse(`{${entries.map(([key, one]) => `"${key}":${JSON.stringify(one)}`).join()}}`)),
  ),
}));
const types = fc.constantFrom('object', 'array', 'string', 'number', 'integer', 'boolean', 'null');
const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(true, false, {}),
    fc.record(
      {
        type: fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
        enum: fc.uniqueArray(leaf, { minLength: 1, maxLength: 4 }),
        items: tie('schema'),
        properties: fc.dictionary(fc.constantFrom('a', 'b', 'constructor'), tie('schema'), { noNullPrototype: true }),
        additionalProperties: tie('schema'),
        title: fc.constant('a title'),
        required: fc.uniqueArray(fc.constantFrom('a', 'b', 'constructor'), { maxLength: 2 }),
        propertyNames: tie('schema'),
        pattern: fc.constantFrom('^a', '^[a-z]+$', '\\p{L}', '.', '['),
        minLength: fc.constantFrom(0, 1, 2),
        minItems: fc.constantFrom(0, 1, 2),
        maxItems: fc.constant(1),
        not: tie('schema'),
        anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
  ),
}));

test('what surely meets a schema is found right by the validator of schemas', async () => {
  const validate = await loadSchemaValidator();
  let sure = 0;
  fc.assert(
    fc.property(schema, value, (one, data) => {
      if (!surelyMeets(data, one)) return;
      sure += 1;
      const found = { label: '', declared: true, schema: { allOf: [one] } };
      expect(validate(data, found, '')).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  expect(sure).toBeGreaterThan(100);
});

describe('a keyword', () => {
  test.each<[schema: Record<string, unknown>, right: unknown, wrong: unknown]>([
    [{ const: 'a' }, 'a', 'b'],
    [{ minimum: 1 }, 1, 0],
    [{ maximum: 1 }, 1, 2],
    [{ minItems: 1 }, ['a'], []],
    [{ minLength: 2 }, '😀a', '😀'],
    [{ pattern: '^a+$' }, 'aa', 'ab'],
    [{ required: ['a', 'b'] }, { a: 1, b: 1 }, { a: 1 }],
    [{ required: ['a'] }, { a: 1 }, { b: 1 }],
    [{ propertyNames: { pattern: '^a' } }, { ab: 1 }, { ab: 1, b: 1 }],
    [{ anyOf: [{ type: 'string' }, { enum: [1, 2] }] }, 2, 3],
  ])('%j holds of %j and not of %j', async (holds, right, wrong) => {
    expect([right, wrong].map((one) => surelyMeets(one, holds))).toEqual([true, false]);
    const validate = await loadSchemaValidator();
    const found = { label: '', declared: true, schema: holds };
    expect([right, wrong].map((one) => validate(one, found, '')?.length === 0)).toEqual([true, false]);
  });

  test('a pattern that is none is not surely met', () => {
    expect(surelyMeets('a', { pattern: '[' })).toBe(false);
  });
});

test('a number that JSON does not have is not surely one', () => {
  const numbers = [1, Number.NaN, Number.POSITIVE_INFINITY];
  expect(numbers.map((one) => surelyMeets(one, { type: 'number' }))).toEqual([true, false, false]);
});

describe('what is sure of the files that most repositories have', () => {
  const tsconfig = { compilerOptions: { strict: true, lib: ['dom'], target: 'es2022' }, include: ['src'], own: {} };
  const manifest = { name: 'a', scripts: { test: 'vitest' }, exports: { '.': './a.js' }, bin: './a.js', own: 1 };

  test('a plain one is', async () => {
    const schemas = [(await knownSchema('tsconfig.json')).schema, (await knownSchema('package.json')).schema];
    expect(schemas.map((one, index) => surelyMeets([tsconfig, manifest][index], one))).toEqual([true, true]);
  });

  test.each([
    { compilerOptions: { stict: true } },
    { compilerOptions: { strict: 'true' } },
    { compilerOptions: { lib: ['dom', 1] } },
    { compilerOptions: { target: 'es2' } },
    { compilerOptions: [] },
    [],
  ])('%j is not', async (wrong) => {
    expect(surelyMeets(wrong, (await knownSchema('tsconfig.json')).schema)).toBe(false);
  });
});
