import type { Program } from '../../src/code/compiler/port.ts';
import { packageOfFile, packageOfSpecifier } from '../../src/code/package-paths.ts';
import type { WorkspacePackage } from '../../src/workspace/packages.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import type { Unit, UnitFile } from './unit.ts';

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
const most = 6;

/** How many blocks must agree on what a name stands for before that is a convention of the docs. */
const convention = 3;

const instances = /\b(?:const|let|var)\s+([\w$]+)\s*=\s*(?:await\s+)?new\s+([A-Z][\w$]*)\s*([(<])/g;

/** How the docs of a workspace import from its packages. A snippet that leaves its imports out means one of these. */
export interface ImportHabits {
  /** Statements that bind a name: those of the page first, then one of each module, the most frequent first. */
  statementsFor(page: string, name: string): readonly string[];
  /** Whether some block of the page has this statement for the name. */
  isImportedOn(page: string, name: string, statement: string): boolean;
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
  for (const { page, files } of units) {
    for (const { body } of files) {
      for (const name of new Set(boundNames(body))) bound.set(name, (bound.get(name) ?? 0) + 1);
      for (const [, name = '', made = '', next] of body.matchAll(instances)) {
        classes.set(name, [...(classes.get(name) ?? []), made]);
        if (next === '<') generic.add(made);
      }
      for (const [, clause = '', , specifier = ''] of body.matchAll(importStatement)) {
        const owner = packageOfSpecifier(workspace, specifier);
        if (!owner) continue;
        for (const place of [page.file, '']) count(place, owner);
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
      return [...new Set([...(onPages.get(page)?.get(name) ?? []), ...oneOfEachModule(counts)])].slice(0, most);
    },
    isImportedOn: (page, name, statement) => onPages.get(page)?.get(name)?.has(statement) ?? false,
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

const areAlternatives = (a: Unit, b: Unit): boolean =>
  a.block.alternative !== undefined &&
  a.block.alternative.group === b.block.alternative?.group &&
  a.block.alternative.option !== b.block.alternative.option;

/** Gives names of an earlier block to a later one: the earlier exports them, the later imports them. */
export function continueFrom(
  program: Pick<Program, 'declarationsOf'>,
  earlier: UnitFile,
  later: UnitFile,
  names: ReadonlySet<string>,
): void {
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

/** One way to supply a name that a block leaves undeclared. */
export type Supply =
  /** A statement that brings it in. */
  | { readonly kind: 'statement'; readonly text: string; readonly sure: boolean }
  /** A block of the page that declares it. */
  | { readonly kind: 'block'; readonly unit: Unit; readonly sure: true; readonly near: boolean };

/** For every name that a block leaves undeclared, the ways to supply it, the likeliest first. */
export type Supplies = ReadonlyMap<string, readonly Supply[]>;

const isSameSection = (a: Unit, b: Unit): boolean => a.block.section.join('\n') === b.block.section.join('\n');

/**
 * Whether the text right above a block names something of the package that neither the block nor the one that it seems
 * to continue has: "this example requires `createWithEqualityFn`".
 */
function isIntroducedOtherwise({ page, block, files }: Unit, earlier: UnitFile, own: OwnExports | undefined): boolean {
  if (!own) return false;
  const previous = page.blocks.findLast(({ index }) => index < block.index);
  const from = previous?.location.endLine ?? 0;
  return page.mentions.some(({ value, line }) => {
    const name = /^[\w$]+/.exec(value)?.[0] ?? '';
    if (line <= from || line >= block.line || !own.names.has(name) || !isDistinctive(name)) return false;
    return ![...files, earlier].some(({ body }) => body.includes(name));
  });
}

/** Whether a block has a name from an import of a package. Others get it from there too, by the statements of the page. */
function bringsFromPackage(habits: ImportHabits, page: string, body: string, name: string): boolean {
  for (const [, clause = '', , specifier = ''] of body.matchAll(importStatement)) {
    for (const [bound, statement] of bindingsOf(clause, specifier)) {
      if (bound === name && habits.isImportedOn(page, name, statement)) return true;
    }
  }
  return false;
}

/** Whether a text has a name where something may be declared, neither in front of a dot nor behind a single one. */
function mayDeclare(body: string, name: string): boolean {
  for (let at = body.indexOf(name); at >= 0; at = body.indexOf(name, at + name.length)) {
    const isMember = /(?:^|[^.])\.$/.test(body.slice(Math.max(at - 2, 0), at));
    const isPart = /[\w$]/.test(body[at - 1] ?? '') || /[\w$.]/.test(body[at + name.length] ?? '');
    if (!isMember && !isPart) return true;
  }
  return false;
}

/** A name that no reader takes for a variable of his own: it has a capital inside or in front. */
const isDistinctive = (name: string): boolean => /^[A-Z]|[a-z][A-Z]/.test(name);

/**
 * Finds what a snippet leaves out: names that an earlier block of the page declares, names that the docs import
 * elsewhere, names that the page's own package exports, variables that the docs always make of one class. A way is sure
 * when nothing else in the docs speaks against it; an error that rests on one that is not sure proves nothing.
 */
export function findSupplies(
  program: Program,
  unit: Unit,
  earlier: readonly Unit[],
  habits: ImportHabits,
  own: OwnExports | undefined,
  missing: ReadonlySet<string>,
): Supplies {
  const supplies = new Map<string, Supply[]>();
  for (const name of missing) {
    if (!identifier.test(name)) {
      supplies.set(name, []);
      continue;
    }
    const declares = (other: Unit): boolean => {
      const { path, frame, body } = other.files[0]!;
      return (
        mayDeclare(frame + body, name) &&
        program.declarationsOf(path).some((declared) => declared.name === name) &&
        !bringsFromPackage(habits, unit.page.file, body, name)
      );
    };
    const blocks = earlier
      .toReversed()
      .filter((other) => !areAlternatives(other, unit) && other.files.length === 1 && unit.files.length === 1)
      .filter(declares)
      .slice(0, most)
      .map((other): Supply => {
        const isNear = isSameSection(other, unit) && !isIntroducedOtherwise(unit, other.files[0]!, own);
        return { kind: 'block', unit: other, sure: true, near: other.hidden || isNear };
      });
    const statements = habits.statementsFor(unit.page.file, name).map(
      (text): Supply => ({
        kind: 'statement',
        text,
        sure: habits.isImportedOn(unit.page.file, name, text) || !habits.isEverBound(name),
      }),
    );
    if (own?.names.has(name) && !habits.isBound(name)) {
      const text = `import { ${name} } from ${own.from};`;
      if (!statements.some((known) => known.kind === 'statement' && known.text === text)) {
        statements.push({ kind: 'statement', text, sure: !habits.isEverBound(name) && isDistinctive(name) });
      }
    }
    const instance = blocks.length + statements.length === 0 && own ? instanceOf(unit, habits, own, name) : undefined;
    supplies.set(name, [...blocks, ...statements, ...(instance ? [instance] : [])]);
  }
  return supplies;
}

/**
 * The names of a block that the platform declares, as it does `Event`, and that an earlier block of the page declares too:
 * the block means one or the other.
 */
export function findShadowed(program: Program, unit: Unit, earlier: readonly Unit[]): Supplies {
  const [file, ...others] = unit.files;
  const own = new Set(program.declarationsOf(file!.path).map(({ name }) => name));
  const supplies = new Map<string, Supply[]>();
  if (others.length > 0) return supplies;
  for (const other of earlier.toReversed()) {
    if (other.files.length > 1 || areAlternatives(other, unit)) continue;
    for (const { name } of program.declarationsOf(other.files[0]!.path)) {
      if (supplies.has(name) || own.has(name) || !mayDeclare(file!.body, name)) continue;
      supplies.set(name, [
        { kind: 'statement', text: '', sure: true },
        { kind: 'block', unit: other, sure: true, near: isSameSection(other, unit) },
      ]);
    }
  }
  return supplies;
}

/** A variable that the docs always make of one class of the package, or that has the name of one. */
function instanceOf(unit: Unit, habits: ImportHabits, own: OwnExports, name: string): Supply | undefined {
  const learned = habits.classOf(name);
  const namesake = name[0]!.toUpperCase() + name.slice(1);
  const made = learned ?? (isDistinctive(name) && namesake !== name ? namesake : undefined);
  if (made === undefined || !own.names.has(made)) return undefined;
  const type =
    learned === undefined ? `import(${own.from}).${made}` : `InstanceType<typeof import(${own.from}).${made}>`;
  const text = unit.javascript
    ? `/** @type {${type}} */ let ${name} = /** @type {any} */ (undefined);`
    : `declare const ${name}: ${type};`;
  // What an instance takes depends on the types that its class was given, and those are left out.
  return { kind: 'statement', text, sure: learned !== undefined && !habits.isGeneric(made) };
}

/** Supplies each name in its n-th likeliest way; a name with fewer ways keeps its last. */
export function supply(program: Program, unit: Unit, supplies: Supplies, round: number): void {
  const last = unit.files.at(-1)!;
  const fromBlocks = new Map<UnitFile, Set<string>>();
  const statements = new Set<string>();
  for (const [name, ways] of supplies) {
    const way = wayOf(ways, round);
    if (way?.kind === 'statement') statements.add(way.text);
    else if (way) fromBlocks.set(way.unit.files[0]!, (fromBlocks.get(way.unit.files[0]!) ?? new Set()).add(name));
  }
  last.prefix = [...statements].join('') + last.frame;
  for (const [file, names] of fromBlocks) {
    const before = last.prefix;
    last.prefix = '';
    continueFrom(program, file, last, names);
    last.prefix += before;
  }
}

const wayOf = (ways: readonly Supply[], round: number): Supply | undefined => ways[Math.min(round, ways.length - 1)];

/** The blocks that a block continues in that round. */
export function continuedUnits(supplies: Supplies, round: number): readonly Unit[] {
  return [...supplies.values()].flatMap((ways) => {
    const way = wayOf(ways, round);
    return way?.kind === 'block' ? [way.unit] : [];
  });
}

/** The names whose way of that round is not sure. */
export function doubtfulNames(supplies: Supplies, round: number): ReadonlySet<string> {
  return new Set([...supplies].flatMap(([name, ways]) => (wayOf(ways, round)?.sure === false ? [name] : [])));
}

/**
 * The names of which too little is known in that round to say what may be done with them: those that nothing declares,
 * and those that come from a block of another section. A page likes to use a name again for something alike.
 */
export function vagueNames(supplies: Supplies, round: number): ReadonlySet<string> {
  return new Set(
    [...supplies].flatMap(([name, ways]) => {
      const way = wayOf(ways, round);
      return way === undefined || (way.kind === 'block' && !way.near) ? [name] : [];
    }),
  );
}

/** What the package that a page is about exports from its main entry. */
export interface OwnExports {
  readonly names: ReadonlySet<string>;
  /** The specifier, in quotes. */
  readonly from: string;
}

/**
 * Tells what the package exports that a page is about: the one whose folder it stands in, or, on a page of a site, the
 * one that it imports from most.
 */
export function findOwnExports(
  workspace: Workspace,
  habits: ImportHabits,
): (program: Program, unit: Unit) => OwnExports | undefined {
  const known = new Map<WorkspacePackage, OwnExports | undefined>();
  const mainOf = (owner: WorkspacePackage | undefined) => owner?.entries.find(({ subpath }) => subpath === '.');
  return (program, { page }) => {
    const above = packageOfFile(workspace, `${workspace.root}/${page.file}`);
    const owner = mainOf(above) ? above : habits.packageOf(page.file);
    const entry = mainOf(owner);
    if (!owner || !entry || owner.name === '') return undefined;
    if (!known.has(owner)) {
      const names = new Set(program.exportsOf(`${workspace.root}/${entry.source}`));
      known.set(owner, { names, from: JSON.stringify(owner.name) });
    }
    return known.get(owner);
  };
}
