import {
  isArrowFunction,
  isFunctionExpression,
  isIdentifier,
  isMethodDeclaration,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isShorthandPropertyAssignment,
  isStringLiteral,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import { bare, initializerOf, literalOf } from '../literals.ts';
import type { CommandLineReading, DeclaredFlag, LiteralValue, NamedPlace } from '../port.ts';

/** What is being found out about the command line that a file declares. */
export interface Findings {
  readonly file: SourceFile;
  /** The specifier that each imported name comes from. */
  readonly imported: ReadonlyMap<string, string>;
  flag(name: string, at: Node, more?: Pick<DeclaredFlag, 'short' | 'type' | 'default' | 'description'>): void;
  command(name: string, at: Node): void;
  /** Says that there may be more than what is written out. */
  open(): void;
  /** Says that the program refuses what it does not know. */
  strict(): void;
}

/** Gathers what a file declares. */
export function gather(
  file: SourceFile,
  imported: Findings['imported'],
): { findings: Findings; reading(): Omit<CommandLineReading, 'lenient'> } {
  const flags: DeclaredFlag[] = [];
  const commands: NamedPlace[] = [];
  let whole = true;
  let strict = false;
  const place = (at: Node): { start: number; end: number } => ({ start: at.getStart(file), end: at.end });
  return {
    findings: {
      file,
      imported,
      flag: (name, at, more = {}) => void flags.push({ name, ...more, ...place(at) }),
      command: (name, at) => void commands.push({ name, ...place(at) }),
      open() {
        whole = false;
      },
      strict() {
        strict = true;
      },
    },
    reading: () => ({ flags, commands, whole, strict }),
  };
}

/** A string that is written out. */
export function stringIn(node: Node | undefined): string | undefined {
  const value = node && literalOf(node);
  return typeof value === 'string' ? value : undefined;
}

/** Strings that are written out: one, or a list of them. */
export function stringsIn(node: Node | undefined): readonly string[] | undefined {
  const value = node && literalOf(node);
  if (typeof value === 'string') return [value];
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
}

/** The object literal that an expression is, or that the variable of the file is given that it names. */
export function objectIn(file: SourceFile, node: Node | undefined): Node | undefined {
  if (!node) return undefined;
  const inner = bare(node);
  const value = isIdentifier(inner) ? initializerOf(file, inner.text) : inner;
  return value && isObjectLiteralExpression(value) ? value : undefined;
}

/** The keys of an object literal with their values, and with the nodes that they are written as. */
export type Entries = readonly (readonly [key: string, value: Node, name: Node])[];

/** The entries of an object literal, a name where a key is the name of a variable; `undefined` when some of it is not written out. */
export function entriesOf(node: Node): Entries | undefined {
  if (!isObjectLiteralExpression(node)) return undefined;
  const entries: Entries[number][] = [];
  for (const property of node.properties) {
    const { name } = property as Node & { readonly name?: Node };
    if (!name || !(isIdentifier(name) || isStringLiteral(name))) return undefined;
    if (isPropertyAssignment(property)) entries.push([name.text, bare(property.initializer), name]);
    else if (isMethodDeclaration(property)) entries.push([name.text, property, name]);
    else if (isShorthandPropertyAssignment(property)) entries.push([name.text, name, name]);
    else return undefined;
  }
  return entries;
}

/** The entries of an object that is written out here or in a variable of the file. Where it is not, there may be more than is known. */
export function entriesIn(found: Findings, node: Node | undefined): Entries | undefined {
  const object = objectIn(found.file, node);
  const entries = object && entriesOf(object);
  if (!entries) found.open();
  return entries;
}

/** Whether an expression is a function that is written where it stands, so that its calls are read with the file. */
export const isFunctionHere = (node: Node): boolean =>
  isArrowFunction(node) || isFunctionExpression(node) || isMethodDeclaration(node);

const written = (value: LiteralValue | undefined): string | undefined =>
  value === undefined || value === null || typeof value === 'object' ? undefined : String(value);

/** What an object literal says of a flag. */
export function detailsIn(entries: Entries): Pick<DeclaredFlag, 'type' | 'default' | 'description'> {
  const said = new Map(entries.map(([key, value]) => [key, literalOf(value)]));
  const [type, fallback] = [written(said.get('type')), written(said.get('default'))];
  const description = said.get('description') ?? said.get('describe') ?? said.get('desc');
  return {
    ...(type !== undefined && { type }),
    ...(fallback !== undefined && { default: fallback }),
    ...(typeof description === 'string' && { description }),
  };
}

/** The name of a flag as it is typed: two dashes, or one before a single letter. */
export const dashed = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`);
