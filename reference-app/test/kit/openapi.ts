import fc from 'fast-check';
import { anyText } from './texts.ts';

/** A schema of the OpenAPI document, as far as requests use it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
}

/** One operation of the document. */
export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
}

/** The OpenAPI document, as far as it is read here. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Values that exist, by the name of the parameter or the key that takes them. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

const text = fc.oneof(
  fc.string({ maxLength: 30 }),
  anyText({ maxLength: 30 }),
  fc.constantFrom('', ' ', '\u0000', '\ud800', "'; drop table items; --", '../..', '%00', 'a'.repeat(5000)),
);
const wordCharacters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-');
/** What fits no schema, or by chance. */
const junk: fc.Arbitrary<unknown> = fc.oneof(text, fc.jsonValue({ maxDepth: 2 }), fc.integer(), fc.double());

/** Values of a schema, the edges among them. What a pattern asks for beyond is left to {@link KnownValues}. */
export function valuesOf(document: OpenApi, schema: Schema, known: KnownValues, name = ''): fc.Arbitrary<unknown> {
  const { $ref } = schema;
  if ($ref !== undefined) return valuesOf(document, document.components.schemas[$ref.split('/').at(-1)!]!, known, name);
  const given = known[name];
  const fitting = fittingValues(document, schema, known);
  return given
    ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...given) }, { weight: 1, arbitrary: fitting })
    : fitting;
}

function fittingValues(document: OpenApi, schema: Schema, known: KnownValues): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => valuesOf(document, each, known)));
  switch (schema.type) {
    case 'string':
      if (schema.format === 'uuid') return fc.uuid({ version: 7 });
      return fc.oneof(
        fc.string({ unit: wordCharacters, maxLength: Math.min(schema.maxLength ?? 20, 20) }),
        fc.constant('x'.repeat(schema.minLength ?? 0)),
        fc.constant('x'.repeat(Math.min(schema.maxLength ?? 200, 5000))),
      );
    case 'integer':
    case 'number': {
      const [min, max] = [schema.minimum ?? -1000, schema.maximum ?? 1000];
      return fc.oneof(
        fc.constantFrom(min, max),
        fc.integer({ min: Math.max(min, -(2 ** 31)), max: Math.min(max, 100) }),
      );
    }
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valuesOf(document, schema.items ?? {}, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case 'object': {
      const entries = Object.entries(schema.properties ?? {});
      return fc.record(Object.fromEntries(entries.map(([key, each]) => [key, valuesOf(document, each, known, key)])), {
        requiredKeys: [...(schema.required ?? [])],
      });
    }
    default:
      return junk;
  }
}

/** A value with one thing in it that is wrong: another value, a key too many, one too few, or all of it. */
export function spoil(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return junk;
  const entries = Object.entries(value);
  const whole = [junk, fc.tuple(text, junk).map(([key, extra]) => ({ ...value, [key]: extra }))];
  if (entries.length === 0) return fc.oneof(...whole);
  const key = fc.constantFrom(...entries.map(([each]) => each));
  return fc.oneof(
    ...whole,
    fc.tuple(key, junk).map(([each, wrong]) => ({ ...value, [each]: wrong })),
    key.map((each) => Object.fromEntries(entries.filter(([other]) => other !== each))),
  );
}
