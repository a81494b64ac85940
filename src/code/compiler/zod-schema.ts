import {
  isCallExpression,
  isIdentifier,
  isPropertyAccessExpression,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import { isEnvironment } from './environment.ts';
import { bare, initializerOf, literalOf, propertiesOf } from './literals.ts';
import type { LiteralValue, SchemaKey } from './port.ts';

/** One call of a chain such as `z.int().min(1).optional()`, the outermost first. */
interface Link {
  readonly method: string;
  readonly args: readonly Node[];
}

/** The calls of a chain, and the name that it begins with. */
function chainOf(expression: Node): { readonly links: readonly Link[]; readonly root: string | undefined } {
  const links: Link[] = [];
  let node = bare(expression);
  while (isCallExpression(node) && isPropertyAccessExpression(node.expression)) {
    links.push({ method: node.expression.name.text, args: [...node.arguments] });
    node = bare(node.expression.expression);
  }
  return { links, root: isIdentifier(node) ? node.text : undefined };
}

const objects = new Set(['object', 'strictObject', 'looseObject']);

interface Reading {
  readonly type: string;
  readonly required: boolean;
  readonly default: LiteralValue | undefined;
  readonly description: string | undefined;
  /** The object literal of the keys, when the schema is one of an object. */
  readonly shape: Node | undefined;
}

/** Reads a schema as far as it is written out. A name is followed to the variable of the same file that it stands for. */
function readSchema(file: SourceFile, expression: Node, seen: ReadonlySet<string>): Reading {
  const { links, root } = chainOf(expression);
  const named = root !== undefined && !seen.has(root) ? initializerOf(file, root) : undefined;
  const base = named && readSchema(file, named, new Set([...seen, root!]));
  const first = links.at(-1);
  const own = (method: string): Link | undefined => links.find((link) => link.method === method);
  const meta = own('meta')?.args[0];
  const said: Record<string, LiteralValue> = {};
  for (const [key, value] of meta ? propertiesOf(bare(meta)) : []) {
    const literal = literalOf(value);
    if (literal !== undefined) said[key] = literal;
  }
  const described = own('describe')?.args[0];
  const description = said.description ?? (described && literalOf(described));
  const given = own('default')?.args[0] ?? own('prefault')?.args[0];
  const written = given && literalOf(given);
  const shape = first && !base && objects.has(first.method) && first.args[0] ? bare(first.args[0]) : base?.shape;
  const values = first?.method === 'enum' && first.args[0] ? literalOf(first.args[0]) : undefined;
  const isOptional = ['optional', 'nullish', 'default', 'prefault', 'exactOptional'].some((method) => own(method));
  return {
    type:
      base?.type ??
      (Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(' | ') : (first?.method ?? 'unknown')),
    required: !isOptional && (base?.required ?? true),
    default: said.default ?? written ?? base?.default,
    description: typeof description === 'string' ? description : base?.description,
    shape,
  };
}

/** The keys of a zod schema that a variable of the file holds, those of inner objects behind the key of the outer one. */
export function schemaKeys(file: SourceFile, name: string): SchemaKey[] {
  const walk = (shape: Node, prefix: string, depth: number): SchemaKey[] =>
    [...propertiesOf(shape)].flatMap(([key, value, node]) => {
      const { shape: inner, ...reading } = readSchema(file, value, new Set());
      const path = prefix + key;
      const entry = { path, ...reading, start: node.getStart(file), end: node.end };
      return [entry, ...(inner && depth > 0 ? walk(inner, `${path}.`, depth - 1) : [])];
    });
  const schema = initializerOf(file, name);
  const shape = schema && readSchema(file, schema, new Set([name])).shape;
  return shape ? walk(shape, '', deepest) : [];
}

const parsers = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync']);

/** The parts of an object that the packages named `@t3-oss/env-…` take, which hold schemas. */
const partsOfEnvironment = new Set(['server', 'client', 'shared']);

const variable = /^[A-Z][A-Z\d_]*$/;

/**
 * The variables that a file reads from the environment by a zod schema: one that parses `process.env`, or those that
 * `createEnv` of https://env.t3.gg takes.
 */
export function environmentSchemas(file: SourceFile): SchemaKey[] {
  const keys = new Map<string, SchemaKey>();
  const add = (shape: Node | undefined): void => {
    for (const [key, value, node] of shape ? propertiesOf(shape) : []) {
      if (!variable.test(key) || keys.has(key)) continue;
      const { shape: _, ...reading } = readSchema(file, value, new Set());
      keys.set(key, { path: key, ...reading, start: node.getStart(file), end: node.end });
    }
  };
  const visit = (node: Node): void => {
    if (isCallExpression(node)) {
      const { expression: callee, arguments: args } = node;
      const [first] = args;
      if (first && isPropertyAccessExpression(callee) && parsers.has(callee.name.text) && isEnvironment(bare(first))) {
        add(readSchema(file, callee.expression, new Set()).shape);
      }
      if (first && isIdentifier(callee) && callee.text === 'createEnv') {
        for (const [key, part] of propertiesOf(bare(first))) if (partsOfEnvironment.has(key)) add(bare(part));
      }
    }
    node.forEachChild((child) => void visit(child));
  };
  visit(file);
  return [...keys.values()];
}

/** How many objects deep keys are listed. A schema that holds itself would never end. */
const deepest = 5;
