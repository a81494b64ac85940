import type { CollectInventory, ListInventory, SchemaInventory, TypeInventory } from '../../config/define.ts';
import type { LiteralValue, SchemaKey } from '../compiler/port.ts';
import type { CollectContext } from './context.ts';
import { type Fact, factId } from './fact.ts';
import { collectJsonSchema } from './json-schema.ts';
import { descriptionOf, detailsOf } from './registries.ts';

/** A file and a variable in it, as a config names both: `src/options.ts#options`. */
export function readReference(reference: string): { readonly file: string; readonly name: string } {
  const hash = reference.lastIndexOf('#');
  return hash < 0 ? { file: reference, name: '' } : { file: reference.slice(0, hash), name: reference.slice(hash + 1) };
}

const shown = (value: LiteralValue | undefined): string | undefined =>
  value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);

/** The facts that the objects of a list declare. Throws when the list is not where the config says. */
export function collectList(context: CollectContext, definition: ListInventory): Fact[] {
  const { kind, prefix = '' } = definition;
  const { file, name: variable } = readReference(definition.list);
  const packageName = context.packageOf(file);
  return context.program.recordsOf(context.absolute(file), variable).flatMap((record): Fact[] => {
    const named = definition.name === undefined ? (record.key ?? record.values.name) : record.values[definition.name];
    if (typeof named !== 'string') return [];
    const name = prefix + named;
    return [
      {
        id: factId(kind, packageName, name),
        kind,
        package: packageName,
        name,
        aliases: [],
        description: descriptionOf(record),
        location: context.locate(file, record.start, record.end),
        details: detailsOf(record, kind),
      },
    ];
  });
}

/** The facts that keys of a schema or a type are. Those of one name are listed once. */
export function keyFacts(context: CollectContext, kind: string, file: string, keys: readonly SchemaKey[]): Fact[] {
  const packageName = context.packageOf(file);
  return keys.flatMap((key): Fact[] => {
    const value = shown(key.default);
    const where = key.file === undefined ? file : context.relative(key.file);
    if (where === undefined) return [];
    return [
      {
        id: factId(kind, packageName, key.path),
        kind,
        package: packageName,
        name: key.path,
        aliases: [],
        description: key.description,
        location: context.locate(where, key.start, key.end),
        details: {
          type: key.type,
          required: key.required,
          ...(value !== undefined && { default: value }),
          ...(key.secret !== undefined && { secret: key.secret }),
        },
      },
    ];
  });
}

/** The keys of a zod schema or a JSON schema, as facts. */
export function collectSchema(context: CollectContext, { kind, schema }: SchemaInventory): Fact[] {
  const { file, name } = readReference(schema);
  if (file.endsWith('.json')) {
    const at = name.split('/').slice(1);
    return collectJsonSchema(context, { kind, file, at });
  }
  return keyFacts(context, kind, file, context.program.schemaKeysOf(context.absolute(file), name));
}

/** The keys of a TypeScript type, as facts. */
export function collectType(context: CollectContext, { kind, type }: TypeInventory): Fact[] {
  const { file, name } = readReference(type);
  return keyFacts(
    context,
    kind,
    file,
    context.program.typeKeysOf(context.absolute(file), name, context.workspace.root),
  );
}

/** The facts that a collector of the config finds. It is part of the config, and so is trusted as the config is. */
export async function collectOwn(context: CollectContext, { kind, collect }: CollectInventory): Promise<Fact[]> {
  const { files } = context.workspace;
  const facts: Fact[] = [];
  for (const declared of await collect({ paths: files.paths, read: (path) => files.read(path) })) {
    const { name, file, line = 1, aliases = [], description, details = {} } = declared;
    if (!files.has(file)) throw new Error(`it says that \`${name}\` is declared in ${file}, which does not exist`);
    const packageName = context.packageOf(file);
    const location = { file, line, column: 1, endLine: line, endColumn: 1 };
    facts.push({
      id: factId(kind, packageName, name),
      kind,
      package: packageName,
      name,
      aliases,
      description,
      location,
      details,
    });
  }
  return facts;
}
