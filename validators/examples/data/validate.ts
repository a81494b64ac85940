import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv';
import { nearest } from '../../../src/config/nearest.ts';
import { isRecord } from '../../../src/workspace/json.ts';
import type { FoundSchema } from './find-schema.ts';
import type { DataPath } from './parsed.ts';

/** One place at which data does not meet its schema. */
export interface Mismatch {
  readonly path: DataPath;
  /** Whether the key itself is wrong, or the value behind it. */
  readonly part: 'key' | 'value';
  /** What is wrong, as the end of a sentence that begins with the path. */
  readonly problem: string;
  /** The key or value that was probably meant. */
  readonly meant?: string | undefined;
}

/** Compares values with schemas. A schema that cannot be compiled holds nothing. */
export type SchemaValidator = (value: unknown, schema: FoundSchema, text: string) => readonly Mismatch[] | undefined;

/** Schemas that were compiled. The same few come back on every page, and in every run of a session. */
const compiled = new WeakMap<object, { readonly validate: ValidateFunction | undefined }>();

/** Loads the validator. It is worth a tenth of a second only once a block has a schema. */
export async function loadSchemaValidator(): Promise<SchemaValidator> {
  const { Ajv } = await import('ajv');
  const { Ajv2019 } = await import('ajv/dist/2019.js');
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const options = {
    strict: false,
    allErrors: true,
    verbose: true,
    validateFormats: false,
    validateSchema: false,
    addUsedSchema: false,
    logger: false,
  } as const;
  const compile = (schema: AnySchemaObject): ValidateFunction | undefined => {
    const draft = String(schema.$schema ?? '');
    const Validator = draft.includes('2020-12') ? Ajv2020 : draft.includes('2019-09') ? Ajv2019 : Ajv;
    try {
      return new Validator(options).compile(schema);
    } catch {
      return undefined;
    }
  };
  return (value, { schema, declared }, text) => {
    const { validate } = compiled.get(schema) ?? { validate: compile(schema) };
    compiled.set(schema, { validate });
    if (!validate) return undefined;
    if (validate(value)) return [];
    return mismatches(validate.errors ?? [], value, declared && !leavesOut(text));
  };
}

const leavesOut = (text: string): boolean => /\.\.\.|…|\/\/|\/\*|^\s*#/m.test(text.replace(/https?:\/\//g, ''));
const isPlaceholder = (value: unknown): boolean =>
  typeof value === 'string' && /\.\.\.|…|<[^<>]*>|\$\{|\{\{|^[A-Z][A-Z\d_-]{2,}$|\b[Yy]our\b/.test(value);

const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

const shown = (value: unknown): string => {
  const json = JSON.stringify(value) ?? String(value);
  return json.length <= 60 ? json : `${json.slice(0, 59)}…`;
};

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

const either = (words: readonly string[]): string => {
  const unique = [...new Set(words)];
  return unique.length <= 1 ? (unique[0] ?? '') : `${unique.slice(0, -1).join(', ')} or ${unique.at(-1)}`;
};

const most = 8;
const isIncomplete = new Set([
  'required',
  'minProperties',
  'minItems',
  'contains',
  'dependencies',
  'dependentRequired',
  'if',
]);

/**
 * Turns the validator's errors into what an author can act on: one for each place. An alternative that fails is told by
 * its parts where these lie deeper, and else by all that would have been right in its place.
 */
function mismatches(errors: readonly ErrorObject[], whole: unknown, complete: boolean): Mismatch[] {
  const found = new Map<string, Mismatch>();
  const add = (mismatch: Mismatch | undefined): void => {
    const key = mismatch && JSON.stringify([mismatch.path, mismatch.part]);
    if (key !== undefined && !found.has(key)) found.set(key, mismatch!);
  };
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const inAlternative = ({ instancePath }: ErrorObject): ErrorObject | undefined =>
    alternatives.find(
      (other) => instancePath === other.instancePath || instancePath.startsWith(`${other.instancePath}/`),
    );
  for (const error of errors) {
    if (isExcused(error, whole)) continue;
    if (isIncomplete.has(error.keyword) && !complete) continue;
    const outer = inAlternative(error);
    if (!outer) add(explain(error));
    else if (error === outer) add(explainAlternative(outer, errors, complete, whole));
  }
  return [...found.values()];
}

/** What stands for something else, or is left out, is not held against the schema. */
function isExcused({ instancePath, data, keyword, params }: ErrorObject, whole: unknown): boolean {
  if (isPlaceholder(data)) return true;
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    const key = String(params.additionalProperty ?? params.unevaluatedProperty);
    if (/\.\.\.|…|[<{[]/.test(key)) return true;
  }
  let value = whole;
  for (const step of pathOf(instancePath)) {
    if (isRecord(value) && Object.keys(value).some((key) => /^(\.\.\.|…)/.test(key))) return true;
    if (Array.isArray(value) && value.some((item) => item === '...' || item === '…')) return true;
    value = isRecord(value) || Array.isArray(value) ? (value as Record<string, unknown>)[step] : undefined;
  }
  return false;
}

function explain({ instancePath, keyword, params, data, parentSchema }: ErrorObject): Mismatch | undefined {
  const path = pathOf(instancePath);
  const at = (problem: string, meant?: string): Mismatch => ({ path, part: 'value', problem, meant });
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const key = String(params.additionalProperty ?? params.unevaluatedProperty);
      const known = isRecord(parentSchema?.properties) ? Object.keys(parentSchema.properties) : [];
      const meant = nearest(key, known);
      // New versions add keys to what is open: there only a key that is nearly one of the known ones is surely wrong.
      if (parentSchema?.['x-open'] === true && meant === undefined) return undefined;
      return { path: [...path, key], part: 'key', problem: 'is no known key', meant };
    }
    case 'propertyNames':
      return { path: [...path, String(params.propertyName)], part: 'key', problem: 'is not allowed as a key here' };
    case 'type': {
      const types: readonly string[] = Array.isArray(params.type) ? params.type : String(params.type).split(',');
      return at(`must be ${either(types.map((type) => kinds[type] ?? type))}, not ${shown(data)}`);
    }
    case 'enum': {
      const allowed = params.allowedValues as readonly unknown[];
      if (parentSchema?.['x-any-case'] === true && typeof data === 'string') {
        if (allowed.includes(data.toLowerCase())) return undefined;
      }
      const meant =
        typeof data === 'string'
          ? nearest(
              data,
              allowed.filter((value): value is string => typeof value === 'string'),
            )
          : undefined;
      const list =
        allowed.length <= most
          ? `must be ${either(allowed.map(shown))}, not ${shown(data)}`
          : `cannot be ${shown(data)}`;
      return at(list, meant);
    }
    case 'const':
      return at(`must be ${shown(params.allowedValue)}, not ${shown(data)}`);
    case 'required':
      return at(`lacks the key \`${params.missingProperty}\``);
    case 'pattern':
      return at(`must match \`${params.pattern}\`, not ${shown(data)}`);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return at(`must be ${params.comparison} ${params.limit}, not ${shown(data)}`);
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
    case 'maxProperties':
      return at(
        `must have ${keyword.startsWith('min') ? 'at least' : 'at most'} ${params.limit}, not as ${shown(data)}`,
      );
    case 'uniqueItems':
      return at(`holds the same value twice: items ${params.j} and ${params.i}`);
    case 'not':
    case 'false schema':
      return at(`cannot be ${shown(data)} here`);
    default:
      return undefined;
  }
}

function explainAlternative(
  outer: ErrorObject,
  errors: readonly ErrorObject[],
  complete: boolean,
  whole: unknown,
): Mismatch | undefined {
  const { instancePath, data } = outer;
  const inner = errors.filter((error) => error !== outer && !isExcused(error, whole));
  const below = inner.filter((error) => error.instancePath.startsWith(`${instancePath}/`));
  const here = inner.filter((error) => error.instancePath === instancePath);
  const excused = errors.some((error) => error.instancePath.startsWith(`${instancePath}/`) && isExcused(error, whole));
  if (excused) return undefined;
  if (!complete && [...below, ...here].some(({ keyword }) => isIncomplete.has(keyword))) return undefined;
  const deeper = [...below, ...here.filter(({ keyword }) => /Properties$/.test(keyword))].find(
    ({ keyword }) => keyword !== 'anyOf' && keyword !== 'oneOf',
  );
  if (deeper && (isRecord(data) || Array.isArray(data))) return explain(deeper);
  const expected = here.flatMap(({ keyword, params }) => {
    if (keyword === 'type')
      return (Array.isArray(params.type) ? params.type : [params.type]).map((type) => kinds[type] ?? type);
    if (keyword === 'enum') return (params.allowedValues as unknown[]).slice(0, most).map(shown);
    if (keyword === 'const') return [shown(params.allowedValue)];
    return [];
  });
  if (expected.length === 0) return { path: pathOf(instancePath), part: 'value', problem: `cannot be ${shown(data)}` };
  const values = here.flatMap(({ keyword, params }) =>
    keyword === 'enum' ? (params.allowedValues as unknown[]) : keyword === 'const' ? [params.allowedValue] : [],
  );
  return {
    path: pathOf(instancePath),
    part: 'value',
    problem: `must be ${either(expected)}, not ${shown(data)}`,
    meant:
      typeof data === 'string'
        ? nearest(
            data,
            values.filter((value): value is string => typeof value === 'string'),
          )
        : undefined,
  };
}
