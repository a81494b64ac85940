import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { CollectContext } from './context.ts';
import { type Fact, type FactDetails, factId } from './fact.ts';

/** The usual names of a JSON schema of settings. Others describe data, or documents of somebody else. */
export const isSettingsSchemaName = (path: string): boolean =>
  /(^|[/.-])(config|configuration|settings|options)[._-]schema\.json$/.test(path);

/** How many objects deep keys are listed. A schema that refers to itself would never end. */
const deepest = 5;

const valueAt = (node: Node | undefined, key: string): unknown => {
  const found = node && findNodeAtLocation(node, [key]);
  return found && plain(found);
};

/** A value as JSON has it. */
function plain(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plain);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(
    (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
      key && value ? [[key.value, plain(value)]] : [],
    ),
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Follows a pointer such as `/definitions/Options`. */
function pointed(root: Node, pointer: string): Node | undefined {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.length === 0 ? root : findNodeAtLocation(root, keys);
}

/** A part of a schema with all that it refers to in the same file, the nearest first. */
function partsOf(root: Node, node: Node, seen: readonly Node[] = []): Node[] {
  if (seen.includes(node) || node.type !== 'object') return [];
  const ref = valueAt(node, '$ref');
  const target = typeof ref === 'string' && ref.startsWith('#') ? pointed(root, ref.slice(1)) : undefined;
  const all = findNodeAtLocation(node, ['allOf'])?.children ?? [];
  return [node, ...[...(target ? [target] : []), ...all].flatMap((part) => partsOf(root, part, [...seen, node]))];
}

const firstOf = (parts: readonly Node[], key: string): unknown =>
  parts.map((part) => valueAt(part, key)).find((value) => value !== undefined);

/** The type of a key as a reader would write it: its choices, or the names of its types. */
function typeOf(root: Node, parts: readonly Node[]): string | undefined {
  const values = firstOf(parts, 'enum');
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ');
  const only = firstOf(parts, 'const');
  if (only !== undefined) return JSON.stringify(only);
  const type = firstOf(parts, 'type');
  if (type !== undefined) return [type].flat().join(' | ');
  const variants = parts.flatMap((part) =>
    ['anyOf', 'oneOf'].flatMap((key) => findNodeAtLocation(part, [key])?.children ?? []),
  );
  const types = variants.map((variant) => typeOf(root, partsOf(root, variant)));
  return types.length === 0 || types.includes(undefined) ? undefined : [...new Set(types)].join(' | ');
}

interface SchemaSource {
  readonly kind: string;
  /** POSIX path. */
  readonly file: string;
  /** Where in the file the schema is: the keys that lead there. */
  readonly at: readonly (string | number)[];
}

/** The keys that a JSON schema gives properties for, inner objects with dots. Empty when it is none. Throws when the file does not parse. */
export function collectJsonSchema(context: CollectContext, { kind, file, at }: SchemaSource): Fact[] {
  const root = parseTree(context.workspace.files.read(file) ?? '', [], { allowTrailingComma: true });
  if (!root) throw new Error(`${file} is not JSON`);
  const start = at.length === 0 ? root : findNodeAtLocation(root, [...at]);
  const packageName = context.packageOf(file);
  const facts = new Map<string, Fact>();

  function walk(schema: Node, prefix: string, above: readonly Node[], depth: number): void {
    const parts = partsOf(root!, schema);
    if (depth > deepest || parts.some((part) => above.includes(part))) return;
    const required = new Set(parts.flatMap((part) => [valueAt(part, 'required') ?? []].flat()));
    for (const property of parts.flatMap((part) => findNodeAtLocation(part, ['properties'])?.children ?? [])) {
      const [key, value] = property.children ?? [];
      if (!key || value?.type !== 'object') continue;
      const inner = partsOf(root!, value);
      const name = prefix + String(key.value);
      if (facts.has(name)) continue;
      const type = typeOf(root!, inner);
      const fallback = firstOf(inner, 'default');
      const described =
        firstOf(inner, 'description') ?? firstOf(inner, 'markdownDescription') ?? firstOf(inner, 'title');
      const secret = firstOf(inner, 'writeOnly') === true || firstOf(inner, 'format') === 'password';
      const details: FactDetails = {
        ...(type !== undefined && { type }),
        ...(fallback !== undefined && { default: textOf(fallback) }),
        required: required.has(key.value) && fallback === undefined,
        ...(secret && { secret }),
      };
      facts.set(name, {
        id: factId(kind, packageName, name),
        kind,
        package: packageName,
        name,
        aliases: [],
        description: typeof described === 'string' ? described : undefined,
        location: context.locate(file, key.offset, key.offset + key.length),
        details,
      });
      walk(value, `${name}.`, [...above, ...parts], depth + 1);
    }
  }
  if (start) walk(start, '', [], 0);
  return [...facts.values()];
}
