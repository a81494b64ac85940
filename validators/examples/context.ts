import type { Program } from '../../src/code/compiler/port.ts';
import { packageOfFile } from '../../src/code/package-paths.ts';
import type { WorkspacePackage } from '../../src/workspace/packages.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { mayDeclare } from './declaring.ts';
import { type ImportHabits, mostWays } from './import-habits.ts';
import type { Unit, UnitFile } from './unit.ts';

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
  | {
      readonly kind: 'statement';
      readonly text: string;
      readonly sure: boolean;
      /** Whether the block must mean it, so that what is wrong with the statement itself is wrong with the block. */
      readonly meant: boolean;
    }
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

/** A name that no reader takes for a variable of his own: it has a capital inside or in front. */
const isDistinctive = (name: string): boolean => /^[A-Z]|[a-z][A-Z]/.test(name);

/**
 * Finds what a snippet leaves out: names that an earlier block of the page declares, names that the docs import
 * elsewhere, names that the page's own package exports, variables that the docs always make of one class. A way is sure
 * when nothing else in the docs speaks against it; an error that rests on one that is not sure proves nothing.
 * `declaring` gives the earlier blocks of the page that declare a name.
 */
export function findSupplies(
  unit: Unit,
  declaring: (name: string) => readonly Unit[],
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
    const blocks = (unit.files.length === 1 ? declaring(name) : [])
      .filter((other) => !areAlternatives(other, unit))
      .toReversed()
      .slice(0, mostWays)
      .map((other): Supply => {
        const isNear = isSameSection(other, unit) && !isIntroducedOtherwise(unit, other.files[0]!, own);
        return { kind: 'block', unit: other, sure: true, near: other.hidden || isNear };
      });
    const statements = habits.statementsFor(unit.page.file, name).map(
      (text): Supply => ({
        kind: 'statement',
        text,
        sure: habits.isImportedOn(unit.page.file, name, text) || !habits.isEverBound(name),
        meant: habits.isMeantBy(unit.page.file, name, text),
      }),
    );
    if (own?.names.has(name) && !habits.isBound(name)) {
      const text = `import { ${name} } from ${own.from};`;
      if (!statements.some((known) => known.kind === 'statement' && known.text === text)) {
        statements.push({
          kind: 'statement',
          text,
          sure: !habits.isEverBound(name) && isDistinctive(name),
          meant: false,
        });
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
        { kind: 'statement', text: '', sure: true, meant: false },
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
  return { kind: 'statement', text, sure: learned !== undefined && !habits.isGeneric(made), meant: false };
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

/** The names that a statement brings in, in that round. */
export function statedNames(supplies: Supplies, round: number): ReadonlySet<string> {
  return new Set([...supplies].flatMap(([name, ways]) => (wayOf(ways, round)?.kind === 'statement' ? [name] : [])));
}

/** The names that a block need not mean as the statement of that round has them. */
export function unmeantNames(supplies: Supplies, round: number): ReadonlySet<string> {
  return new Set(
    [...supplies].flatMap(([name, ways]) => {
      const way = wayOf(ways, round);
      return way?.kind === 'statement' && !way.meant ? [name] : [];
    }),
  );
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
