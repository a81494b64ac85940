import type { CheckContext } from '../../src/check/validator.ts';
import type { Program } from '../../src/code/compiler/port.ts';
import { continueFrom, exportNames, importNames } from './context.ts';
import { continuesNothing } from './needed.ts';
import { textOf, type Unit } from './unit.ts';

/** What is told of blocks by their own text. */
type Parsing = Pick<Program, 'syntaxErrors' | 'declarationsOf'>;

/** Whether a block says something of itself. */
export const hasMarker = (unit: Unit, name: string): boolean =>
  unit.block.markers.some((marker) => marker.name === name);

/** The units that a reader sees. */
export const shown = (units: readonly Unit[]): Unit[] => units.filter(({ hidden }) => !hidden);

/** The units of one page, in its order, that stand before a unit and may be continued by it. */
export const before = (units: readonly Unit[], unit: Unit): Unit[] =>
  units.filter((other) => other.block.index < unit.block.index && !hasMarker(other, 'isolated'));

/** Options under which nothing is looked up that a block imports. */
const alone = {
  target: 'esnext',
  module: 'preserve',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  jsx: 'preserve',
  allowJs: true,
  noEmit: true,
  noResolve: true,
  noLib: true,
  types: [],
} as const;

/** Parses blocks. They get other paths than when they are compiled, because a compiler may keep both programs. */
function parse({ compiler, workspace }: CheckContext, units: readonly Unit[]): Parsing {
  const asPart = (path: string): string => path.replace(/(\.[^./]+)$/, '.part$1');
  const program = compiler.open({
    name: 'parts',
    directory: workspace.root,
    options: alone,
    files: units.flatMap(({ files }) => files.map((file) => ({ path: asPart(file.path), text: textOf(file) }))),
    beside: true,
  });
  return {
    syntaxErrors: (path) => program.syntaxErrors(asPart(path)),
    declarationsOf: (path) => program.declarationsOf(asPart(path)),
  };
}

/**
 * Hands on to blocks what their markers and the set-up of their page say, before anything is compiled: to compile the blocks
 * again for it took an eighth of the compiler's time. Returns the blocks whose `@continue` changes nothing.
 */
export function handOn(context: CheckContext, units: readonly Unit[]): ReadonlySet<Unit> {
  const needless = new Set<Unit>();
  const handing = new Set(units.filter((unit) => unit.hidden || hasMarker(unit, 'continue')).map(({ page }) => page));
  if (handing.size === 0) return needless;
  const concerned = units.filter(({ page }) => handing.has(page));
  const program = parse(context, concerned);
  const parsed = concerned.filter(({ files }) => files.every(({ path }) => program.syntaxErrors(path).length === 0));
  const byPage = Map.groupBy(parsed, ({ page }) => page);
  const marked = parsed.filter((unit) => hasMarker(unit, 'continue'));
  const earlier = (unit: Unit): Unit[] => before(byPage.get(unit.page)!, unit);
  for (const unit of marked) if (continuesNothing(program, unit, shown(earlier(unit)))) needless.add(unit);
  for (const unit of marked) continueExplicitly(program, unit, shown(earlier(unit)).at(-1));
  for (const unit of parsed) setUp(program, unit, earlier(unit));
  return needless;
}

/** Hands on to a block what the page sets up before it and the block does not have itself. */
function setUp(program: Parsing, unit: Unit, earlier: readonly Unit[]): void {
  const last = unit.files.at(-1)!;
  const known = new Set([...program.declarationsOf(last.path).map(({ name }) => name), ...handedOnBy(last.prefix)]);
  const prefix = last.prefix;
  last.prefix = prefix.slice(0, prefix.length - last.frame.length);
  for (const setup of earlier.filter(({ hidden }) => hidden).reverse()) {
    if (hasMarker(unit, 'isolated')) break;
    const file = setup.files[0]!;
    const names = program.declarationsOf(file.path).map(({ name }) => name);
    continueFrom(program, file, last, new Set(names.filter((name) => !known.has(name))));
    for (const name of names) known.add(name);
  }
  last.prefix += last.frame;
}

/** The names that imports from other blocks of the page bring into a block. */
const handedOnBy = (prefix: string): string[] =>
  [...prefix.matchAll(/import \{ ([^}]*) \} from "\.\//g)].flatMap((match) => match[1]!.split(', '));

/** Hands on to a block marked `@continue` what the block before it declares, and what that block was itself handed. */
function continueExplicitly(program: Parsing, unit: Unit, previous: Unit | undefined): void {
  const earlier = previous?.files.at(-1);
  const last = unit.files.at(-1)!;
  if (!earlier) return;
  last.prefix = '';
  const own = new Set(program.declarationsOf(last.path).map(({ name }) => name));
  const declared = new Set(program.declarationsOf(earlier.path).map(({ name }) => name));
  continueFrom(program, earlier, last, new Set([...declared].filter((name) => !own.has(name))));
  const inherited = handedOnBy(earlier.prefix).filter((name) => !own.has(name) && !declared.has(name));
  if (inherited.length > 0) {
    exportNames(earlier, inherited);
    last.prefix += importNames(earlier, inherited);
  }
  last.prefix += last.frame;
}
