/** Keywords that say nothing about a value. */
const silent = new Set([
  'title',
  'description',
  'default',
  'examples',
  'definitions',
  '$defs',
  '$schema',
  '$id',
  '$comment',
]);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a schema says of the keys of an object. */
interface Keys {
  readonly properties?: unknown;
  readonly additionalProperties?: unknown;
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'object':
      return isRecord(value);
    case 'array':
      return Array.isArray(value);
    case 'number':
      return Number.isFinite(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case 'string':
    case 'boolean':
      return typeof value === type;
    default:
      return false;
  }
}

function matches(text: string, pattern: unknown): boolean {
  try {
    return typeof pattern === 'string' && new RegExp(pattern, 'u').test(text);
  } catch {
    // A pattern that is none is for the validator of schemas to say.
    return false;
  }
}

/** Whether the keys of an object are surely right. */
function areKeysMet(value: Readonly<Record<string, unknown>>, schema: Keys): boolean {
  const { properties = {}, additionalProperties = true } = schema;
  if (!isRecord(properties)) return false;
  for (const [key, inner] of Object.entries(properties)) {
    if (value[key] !== undefined && !surelyMeets(value[key], inner)) return false;
  }
  return Object.keys(value).every(
    (key) => Object.hasOwn(properties, key) || surelyMeets(value[key], additionalProperties),
  );
}

/**
 * Whether a value surely meets a schema, by the few keywords that most schemas of configs are made of. `false` says nothing:
 * the value may be wrong, or the schema may hold more than is understood here. Most blocks are right, and to load the
 * validator of schemas and to compile one takes a tenth of a second.
 */
export function surelyMeets(value: unknown, schema: unknown): boolean {
  if (schema === true) return true;
  if (!isRecord(schema)) return false;
  for (const [keyword, holds] of Object.entries(schema)) {
    switch (keyword) {
      case 'type':
        if (!(Array.isArray(holds) ? holds : [holds]).some((type) => isOfType(value, type))) return false;
        break;
      case 'enum':
        if (!Array.isArray(holds) || !holds.includes(value)) return false;
        break;
      case 'const':
        // One that is a list or an object is never the same as another.
        if (value !== holds) return false;
        break;
      case 'minimum':
        if (typeof value === 'number' && !(value >= Number(holds))) return false;
        break;
      case 'maximum':
        if (typeof value === 'number' && !(value <= Number(holds))) return false;
        break;
      case 'items':
        if (Array.isArray(value) && !value.every((item) => surelyMeets(item, holds))) return false;
        break;
      case 'minItems':
        if (Array.isArray(value) && !(value.length >= Number(holds))) return false;
        break;
      case 'minLength':
        if (typeof value === 'string' && !([...value].length >= Number(holds))) return false;
        break;
      case 'pattern':
        if (typeof value === 'string' && !matches(value, holds)) return false;
        break;
      case 'required':
        if (isRecord(value) && !(Array.isArray(holds) && holds.every((key) => Object.hasOwn(value, key)))) return false;
        break;
      case 'propertyNames':
        if (isRecord(value) && !Object.keys(value).every((key) => surelyMeets(key, holds))) return false;
        break;
      case 'anyOf':
        if (!Array.isArray(holds) || !holds.some((one) => surelyMeets(value, one))) return false;
        break;
      case 'properties':
      case 'additionalProperties':
        break;
      default:
        if (!silent.has(keyword) && !keyword.startsWith('x-')) return false;
    }
  }
  return !isRecord(value) || areKeysMet(value, schema);
}
