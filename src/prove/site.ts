import { findNodeAtOffset, type Node, parseTree } from 'jsonc-parser';
import type { NodeSpan, Program, Span } from '../code/compiler/port.ts';
import type { Fact } from '../code/inventories/fact.ts';
import { createSourceText } from '../workspace/source-text.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Where a fact is written down in its file. Offsets are UTF-16 code units. */
export interface Site {
  readonly file: string;
  readonly text: string;
  /** The part of the fact's name that is written there. */
  readonly written: string;
  /** Where that is. */
  readonly name: Span;
  /** All that declares the fact, comments before it included. */
  readonly whole: Span;
  /** Whether commas part it from its neighbours. */
  readonly listed: boolean;
  /** Whether the name is a key, which must be what the language takes for one. */
  readonly isKey: boolean;
}

/** What of a name may be written in the code: all of it, without its prefix, its last part. */
function writtenForms({ kind, name }: Fact): string[] {
  const last = name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(' ')) + 1);
  return [...new Set(kind === 'routes' ? [name.slice(name.indexOf(' ') + 1)] : [name, name.replace(/^-+/, ''), last])];
}

const members = new Set(['PropertySignature', 'MethodSignature', 'PropertyDeclaration', 'MethodDeclaration']);

/** The node that declares a fact, and whether commas part it from others. */
function declaringNode(fact: Fact, nodes: readonly NodeSpan[]): { node: NodeSpan; listed: boolean } | undefined {
  if (fact.kind === 'exports') return nodes.length === 0 ? undefined : { node: nodes.at(-1)!, listed: false };
  for (const [index, node] of nodes.entries()) {
    if (nodes[index + 1]?.kind === 'ArrayLiteralExpression') return { node, listed: true };
    if (node.kind === 'PropertyAssignment') return { node, listed: true };
    if (members.has(node.kind) || index === nodes.length - 1) return { node, listed: false };
  }
  return undefined;
}

/** Where one of the forms of a name stands in a range: at the place of the fact, or as the whole of a string. */
function findName(
  text: string,
  at: number,
  whole: Span,
  forms: readonly string[],
): Pick<Site, 'written' | 'name' | 'isKey'> | undefined {
  for (const written of forms) {
    const isThere = text.startsWith(written, at) && !/^[\w$]/.test(text.slice(at + written.length));
    if (isThere) return { written, name: { start: at, end: at + written.length }, isKey: true };
  }
  for (const written of forms) {
    for (const quote of ["'", '"', '`']) {
      const found = text.indexOf(quote + written + quote, whole.start);
      if (found < 0 || found >= whole.end) continue;
      return { written, name: { start: found + 1, end: found + 1 + written.length }, isKey: false };
    }
  }
  return undefined;
}

function siteInScript(fact: Fact, text: string, at: number, program: Program, path: string): Site | undefined {
  const declaring = declaringNode(fact, program.nodesAt(path, at));
  if (!declaring) return undefined;
  const { node, listed } = declaring;
  const whole = { start: node.fullStart, end: node.end };
  const named = findName(text, at, whole, writtenForms(fact));
  return named && { file: fact.location.file, text, whole, listed, ...named };
}

const spanOf = ({ offset, length }: Node): Span => ({ start: offset, end: offset + length });

function siteInJson(fact: Fact, text: string, at: number): Site | undefined {
  const tree = parseTree(text);
  const node = tree && findNodeAtOffset(tree, at, true);
  const property = node?.type === 'property' ? node : node?.parent;
  const [key, value] = property?.children ?? [];
  if (!node || !property || !key || !value) return undefined;
  const isNamed = node === value || value.value === fact.name;
  const route = fact.kind === 'routes' ? property.parent?.parent?.children?.[0] : undefined;
  const named = route ?? (isNamed ? value : key);
  const whole = isNamed ? property.parent! : property;
  const { start, end } = spanOf(named);
  return {
    file: fact.location.file,
    text,
    written: String(named.value),
    name: { start: start + 1, end: end - 1 },
    whole: spanOf(whole),
    listed: true,
    isKey: false,
  };
}

/** Finds where a fact is written; `undefined` where that cannot be told. */
export function siteOf(workspace: Workspace, program: Program, fact: Fact): Site | undefined {
  const { file, line, column } = fact.location;
  const text = workspace.files.read(file);
  if (text === undefined) return undefined;
  const at = createSourceText(file, text).offsetAt({ line, column });
  if (/\.[mc]?tsx?$/.test(file)) return siteInScript(fact, text, at, program, `${workspace.root}/${file}`);
  return file.endsWith('.json') ? siteInJson(fact, text, at) : undefined;
}

const cut = (text: string, { start, end }: Span): string => text.slice(0, start) + text.slice(end);

/** The text without what declares the fact. */
export function withoutSite({ text, whole, listed }: Site): string {
  if (!listed) return cut(text, whole);
  const behind = /^\s*,/.exec(text.slice(whole.end));
  if (behind) return cut(text, { start: whole.start, end: whole.end + behind[0].length });
  const before = /,\s*$/.exec(text.slice(0, whole.start));
  return cut(text, { start: whole.start - (before?.[0].length ?? 0), end: whole.end });
}

/** The text with another name at the place of the fact. */
export const renamedAt = ({ text, name }: Site, other: string): string =>
  text.slice(0, name.start) + other + text.slice(name.end);

/** What declares the fact, with a suffix behind each of its other names. */
const withoutAliases = (declared: string, aliases: readonly string[], suffix: string): string =>
  aliases.reduce(
    (text, alias) => text.replace(`'${alias}'`, `'${alias}${suffix}'`).replace(`"${alias}"`, `"${alias}${suffix}"`),
    declared,
  );

/**
 * The text with what declares the fact once more, under another name. Each of its `aliases` gets a suffix, so that the copy
 * has no name that the fact has.
 */
export function withCopy(site: Site, other: string, aliases: readonly string[], suffix: string): string {
  const { text, name, whole, listed } = site;
  const own = text.slice(whole.start, whole.end);
  if (name.end <= whole.start) {
    // The name is that of what holds it, as the path of an operation is: the copy gets a holder of its own.
    const at = name.start - 1;
    return `${text.slice(0, at)}"${other}": { ${withoutAliases(own, aliases, suffix)} },\n${text.slice(at)}`;
  }
  const renamed = own.slice(0, name.start - whole.start) + other + own.slice(name.end - whole.start);
  const copy = withoutAliases(renamed, aliases, suffix).trimEnd();
  return `${text.slice(0, whole.start)}${copy}${listed ? ',' : '\n'}${text.slice(whole.start)}`;
}
