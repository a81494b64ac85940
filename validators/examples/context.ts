import type { Program } from '../../src/code/compiler/port.ts';
import { packageOfFile, packageOfSpecifier } from '../../src/code/package-paths.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import type { Unit, UnitFile } from './unit.ts';

const importStatement = /^[ \t]*import\s+(?:type\s+)?([^'";]+?)\s+from\s+(['"])([^'"]+)\2/gm;

/** The names that an import clause binds, each with a statement that binds that name alone. */
function* bindingsOf(clause: string, specifier: string): Generator<[name: string, statement: string]> {
  const from = `from ${JSON.stringify(specifier)};`;
  const named = /\{([^}]*)\}/.exec(clause)?.[1];
  const rest = clause.replace(/\{[^}]*\}/, '');
  const space = /\*\s+as\s+([\w$]+)/.exec(rest)?.[1];
  if (space !== undefined) yield [space, `import * as ${space} ${from}`];
  const first = /^\s*([\w$]+)\s*(,|$)/.exec(rest)?.[1];
  if (first !== undefined) yield [first, `import ${first} ${from}`];
  for (const part of named?.split(',') ?? []) {
    const match = /^\s*(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(part);
    if (match) yield [match[2] ?? match[1]!, `import { ${match[1]}${match[2] ? ` as ${match[2]}` : ''} } ${from}`];
  }
}

const declaring = /\b(?:const|let|var|function|class|type|interface)\s+([\w$]+)/g;
const destructuring = /\b(?:const|let|var)\s*[{[]([^=]*?)[}\]]\s*=/g;
const parameters = /(?:\(([^()]*)\)|\b([\w$]+))\s*(?::[^=(){}]*)?=>|\bfunction\b[^(]*\(([^()]*)\)/g;

/** The names that a text binds itself, as far as its look tells. */
function* boundNames(body: string): Generator<string> {
  for (const match of body.matchAll(declaring)) yield match[1]!;
  for (const match of body.matchAll(destructuring)) yield* match[1]!.match(/[\w$]+/g) ?? [];
  for (const match of body.matchAll(parameters)) yield* (match[1] ?? match[2] ?? match[3] ?? '').match(/[\w$]+/g) ?? [];
}

const most = 4;

/** How the docs of a workspace import from its packages. A snippet that leaves its imports out means one of these. */
export interface ImportHabits {
  /** Statements that bind a name: those of the page first, then those of the other pages, the most frequent first. */
  statementsFor(page: string, name: string): readonly string[];
  /** Whether some block of the docs uses the name for something of its own. */
  isBound(name: string): boolean;
}

/** Learns from the blocks that do import how the others mean it. */
export function learnImports(workspace: Workspace, units: readonly Unit[]): ImportHabits {
  const everywhere = new Map<string, Map<string, number>>();
  const onPages = new Map<string, Map<string, Set<string>>>();
  const bound = new Map<string, number>();
  for (const { page, files } of units) {
    for (const { body } of files) {
      for (const name of new Set(boundNames(body))) bound.set(name, (bound.get(name) ?? 0) + 1);
      for (const [, clause = '', , specifier = ''] of body.matchAll(importStatement)) {
        if (!packageOfSpecifier(workspace, specifier)) continue;
        for (const [name, statement] of bindingsOf(clause, specifier)) {
          const counts = everywhere.get(name) ?? new Map<string, number>();
          everywhere.set(name, counts.set(statement, (counts.get(statement) ?? 0) + 1));
          const onPage = onPages.get(page.file) ?? new Map<string, Set<string>>();
          onPages.set(page.file, onPage.set(name, (onPage.get(name) ?? new Set()).add(statement)));
        }
      }
    }
  }
  // A name that more blocks use for something of their own than import it is only what an import of the same page makes it.
  const isBound = (name: string): boolean => {
    const imported = [...(everywhere.get(name)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
    return (bound.get(name) ?? 0) > imported;
  };
  return {
    statementsFor(page, name) {
      const elsewhere = isBound(name) ? [] : (everywhere.get(name) ?? []);
      const counts = [...elsewhere].sort((a, b) => b[1] - a[1]).map(([statement]) => statement);
      return [...new Set([...(onPages.get(page)?.get(name) ?? []), ...counts])].slice(0, most);
    },
    isBound,
  };
}

const areAlternatives = (a: Unit, b: Unit): boolean =>
  a.block.alternative !== undefined &&
  a.block.alternative.group === b.block.alternative?.group &&
  a.block.alternative.option !== b.block.alternative.option;

/** Gives names of an earlier block to a later one: the earlier exports them, the later imports them. */
export function continueFrom(program: Program, earlier: UnitFile, later: UnitFile, names: ReadonlySet<string>): void {
  const declared = program.declarationsOf(earlier.path).filter(({ name }) => names.has(name));
  if (declared.length === 0) return;
  exportNames(
    earlier,
    declared.filter(({ exported }) => !exported).map(({ name }) => name),
  );
  later.prefix += importNames(
    earlier,
    declared.map(({ name }) => name),
  );
}

/** Lets a later block import names of this one. */
export function exportNames(file: UnitFile, names: Iterable<string>): void {
  for (const name of new Set(names)) {
    const statement = `\nexport { ${name} };`;
    if (!file.suffix.includes(statement)) file.suffix += statement;
  }
}

/** An import of names from a block of the same page. */
export function importNames(file: UnitFile, names: Iterable<string>): string {
  return `import { ${[...new Set(names)].join(', ')} } from ${JSON.stringify(file.path.replace(/^.*\//, './'))};`;
}

const identifier = /^[A-Za-z_$][\w$]*$/;

/** One way to supply a name: a statement, or a block of the page that declares it. */
export type Supply = string | UnitFile;

/** For every name that a block leaves undeclared, the ways to supply it, the likeliest first. */
export type Supplies = ReadonlyMap<string, readonly Supply[]>;

/**
 * Finds what a snippet leaves out: names that an earlier block of the page declares, names that the docs import
 * elsewhere, names that the page's own package exports.
 */
export function findSupplies(
  workspace: Workspace,
  program: Program,
  unit: Unit,
  earlier: readonly Unit[],
  habits: ImportHabits,
  missing: ReadonlySet<string>,
): Supplies {
  const supplies = new Map<string, Supply[]>();
  for (const name of missing) {
    const blocks = earlier
      .filter((other) => !areAlternatives(other, unit) && other.files.length === 1 && unit.files.length === 1)
      .map((other) => other.files[0]!)
      .filter((file) => program.declarationsOf(file.path).some((declared) => declared.name === name))
      .reverse()
      .slice(0, most);
    const own = habits.isBound(name) ? undefined : exportStatement(workspace, program, unit, name);
    const statements = [...habits.statementsFor(unit.page.file, name), ...(own === undefined ? [] : [own])];
    supplies.set(name, identifier.test(name) ? [...blocks, ...new Set(statements)] : []);
  }
  return supplies;
}

/** Supplies each name in its n-th likeliest way; a name with fewer ways keeps its last. */
export function supply(program: Program, unit: Unit, supplies: Supplies, round: number): void {
  const last = unit.files.at(-1)!;
  const fromBlocks = new Map<UnitFile, Set<string>>();
  let statements = '';
  for (const [name, ways] of supplies) {
    const way = ways[Math.min(round, ways.length - 1)];
    if (typeof way === 'string') statements += way;
    else if (way) fromBlocks.set(way, (fromBlocks.get(way) ?? new Set()).add(name));
  }
  last.prefix = statements + last.frame;
  for (const [file, names] of fromBlocks) {
    const before = last.prefix;
    last.prefix = '';
    continueFrom(program, file, last, names);
    last.prefix += before;
  }
}

/** An import of a name from the package that the page belongs to, when that package exports it. */
function exportStatement(workspace: Workspace, program: Program, unit: Unit, name: string): string | undefined {
  const owner = packageOfFile(workspace, `${workspace.root}/${unit.page.file}`);
  const entry = owner?.entries.find(({ subpath }) => subpath === '.');
  if (!owner || !entry || owner.name === '') return undefined;
  const exported = program.exportsOf(`${workspace.root}/${entry.source}`);
  return exported.includes(name) ? `import { ${name} } from ${JSON.stringify(owner.name)};` : undefined;
}
