import { packageOfSpecifier } from '../../src/code/package-paths.ts';
import type { Page } from '../../src/docs/page.ts';
import type { WorkspacePackage } from '../../src/workspace/packages.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import type { Unit } from './unit.ts';
import { speaksOfOtherVersion } from './versions.ts';

/** An import that binds names: its clause is the first group, its specifier the third. */
export const importStatement = /^[ \t]*import\s+(?:type\s+)?([^'";]+?)\s+from\s+(['"])([^'"]+)\2/gm;

/** The names that an import clause binds, each with a statement that binds that name alone. */
export function* bindingsOf(clause: string, specifier: string): Generator<[name: string, statement: string]> {
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
export function* boundNames(body: string): Generator<string> {
  for (const match of body.matchAll(declaring)) yield match[1]!;
  for (const match of body.matchAll(destructuring)) yield* match[1]!.match(/[\w$]+/g) ?? [];
  for (const match of body.matchAll(parameters)) yield* (match[1] ?? match[2] ?? match[3] ?? '').match(/[\w$]+/g) ?? [];
}

/** How many ways to supply one name are tried. */
export const mostWays = 6;

/** How many blocks must agree on what a name stands for before that is a convention of the docs. */
const convention = 3;

const instances = /\b(?:const|let|var)\s+([\w$]+)\s*=\s*(?:await\s+)?new\s+([A-Z][\w$]*)\s*([(<])/g;

/** How the docs of a workspace import from its packages. A snippet that leaves its imports out means one of these. */
export interface ImportHabits {
  /** Statements that bind a name: those of the page first, then one of each module, the most frequent first. */
  statementsFor(page: string, name: string): readonly string[];
  /** Whether some block of the page has this statement for the name. */
  isImportedOn(page: string, name: string, statement: string): boolean;
  /**
   * Whether a block of the page that has the name and no import must mean this statement: the page has it, or several blocks
   * elsewhere have it and the docs never use the name for anything else.
   */
  isMeantBy(page: string, name: string, statement: string): boolean;
  /** Whether the docs use the name for something of their own as often as they import it. */
  isBound(name: string): boolean;
  /** Whether some block of the docs uses the name for something of its own. */
  isEverBound(name: string): boolean;
  /** The class that a variable of this name is an instance of wherever the docs make one. */
  classOf(name: string): string | undefined;
  /** Whether the docs give types to a class where they make an instance of it. */
  isGeneric(made: string): boolean;
  /** The package that the page imports from most, or else the docs as a whole. */
  packageOf(page: string): WorkspacePackage | undefined;
}

const moduleOf = (statement: string): string => statement.slice(statement.lastIndexOf(' from '));

/** Statements with the first of each module before the others. */
function oneOfEachModule(statements: readonly string[]): string[] {
  const firsts = [...new Map(statements.toReversed().map((statement) => [moduleOf(statement), statement])).values()];
  const isFirst = new Set(firsts);
  return [
    ...statements.filter((statement) => isFirst.has(statement)),
    ...statements.filter((statement) => !isFirst.has(statement)),
  ];
}

/** Learns from the blocks that do import how the others mean it. */
export function learnImports(workspace: Workspace, units: readonly Unit[]): ImportHabits {
  const everywhere = new Map<string, Map<string, number>>();
  const onPages = new Map<string, Map<string, Set<string>>>();
  const bound = new Map<string, number>();
  const classes = new Map<string, string[]>();
  const generic = new Set<string>();
  const packages = new Map<string, Map<WorkspacePackage, number>>();
  const count = (page: string, owner: WorkspacePackage): void => {
    const counts = packages.get(page) ?? new Map<WorkspacePackage, number>();
    packages.set(page, counts.set(owner, (counts.get(owner) ?? 0) + 1));
  };
  const foreign = new Set<string>();
  const others = new Map<Page, boolean>();
  for (const { page, files } of units) {
    if (!others.has(page)) others.set(page, speaksOfOtherVersion(workspace, page) !== undefined);
    const isOfOther = others.get(page)!;
    for (const { body } of files) {
      for (const name of new Set(boundNames(body))) bound.set(name, (bound.get(name) ?? 0) + 1);
      for (const [, name = '', made = '', next] of body.matchAll(instances)) {
        classes.set(name, [...(classes.get(name) ?? []), made]);
        if (next === '<') generic.add(made);
      }
      for (const [, clause = '', , specifier = ''] of body.matchAll(importStatement)) {
        const owner = packageOfSpecifier(workspace, specifier);
        if (!owner) {
          for (const [name] of bindingsOf(clause, specifier)) foreign.add(name);
          continue;
        }
        for (const place of [page.file, '']) count(place, owner);
        for (const [name, statement] of bindingsOf(clause, specifier)) {
          // What a page says that speaks of another version holds for that page alone.
          if (!isOfOther) {
            const counts = everywhere.get(name) ?? new Map<string, number>();
            everywhere.set(name, counts.set(statement, (counts.get(statement) ?? 0) + 1));
          }
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
  const isImportedOn = (page: string, name: string, statement: string): boolean =>
    onPages.get(page)?.get(name)?.has(statement) ?? false;
  const sorted = new Map<string, readonly string[]>();
  /** The statements that all pages have for a name, by how many blocks have each. */
  const statementsElsewhere = (name: string): readonly string[] => {
    let statements = sorted.get(name);
    if (!statements) {
      const counts = isBound(name) ? [] : [...(everywhere.get(name) ?? [])];
      statements = oneOfEachModule(counts.sort((a, b) => b[1] - a[1]).map(([statement]) => statement));
      sorted.set(name, statements);
    }
    return statements;
  };
  return {
    statementsFor: (page, name) =>
      [...new Set([...(onPages.get(page)?.get(name) ?? []), ...statementsElsewhere(name)])].slice(0, mostWays),
    isImportedOn,
    isMeantBy: (page, name, statement) =>
      isImportedOn(page, name, statement) ||
      ((everywhere.get(name)?.get(statement) ?? 0) >= convention && !bound.has(name) && !foreign.has(name)),
    isBound,
    isEverBound: (name) => bound.has(name),
    isGeneric: (made) => generic.has(made),
    classOf(name) {
      const made = classes.get(name) ?? [];
      const [first] = made;
      return made.length >= convention && made.every((other) => other === first) ? first : undefined;
    },
    packageOf(page) {
      const counts = packages.get(page) ?? packages.get('') ?? [];
      return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
    },
  };
}
