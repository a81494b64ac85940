import type { CheckContext } from '../../../src/check/validator.ts';
import type { Program } from '../../../src/code/compiler/port.ts';
import type { Block } from '../../../src/docs/page.ts';
import type { ExampleRunner, RunnableExample } from '../../../src/run/port.ts';
import { watcherName } from '../../../src/run/worker/watch.ts';
import type { Compilation } from '../compile.ts';
import { textOf, type Unit, type UnitFile } from '../unit.ts';
import { assignmentHindrance, browserHindrance } from './choose.ts';
import { insertion } from './edits.ts';
import { type FileExpectations, findExpectations } from './expectations.ts';
import { type ExampleSource, gatherModules } from './modules.ts';
import { isJson, outputOf } from './outputs.ts';
import { createPlaces, type Places } from './places.ts';
import type { PrintedBlock, RanBlock } from './ran-block.ts';
import { printedBlock, type RanExample, ranBlock } from './results.ts';

/** What became of a block that was to run. */
export type RunResult =
  | { readonly kind: 'ran'; readonly ran: RanBlock; readonly printed?: PrintedBlock | undefined }
  /** It could not run, and why. */
  | { readonly kind: 'not run'; readonly reason: string };

/** The units that a unit imports from, by the files that the compiler found. */
function continuedBy(program: Program, unit: Unit, byPath: ReadonlyMap<string, readonly [Unit, UnitFile]>): Set<Unit> {
  const found = new Set<Unit>();
  for (const { path } of unit.files) {
    for (const { target } of program.importsOf(path)) {
      const other = target === undefined ? undefined : byPath.get(target)?.[0];
      if (other && other !== unit) found.add(other);
    }
  }
  return found;
}

/** A unit with everything that it continues, in the order of the page. */
function chainOf(unit: Unit, continued: (unit: Unit) => ReadonlySet<Unit>): Unit[] {
  const chain = new Set<Unit>();
  const add = (one: Unit): void => {
    if (chain.has(one)) return;
    for (const other of continued(one)) add(other);
    chain.add(one);
  };
  add(unit);
  return [...chain].sort((a, b) => a.block.index - b.block.index);
}

/** Marks the place where an example's own code begins. The first line of a script for the shell is no code. */
function beginning(text: string, id: number): ExampleSource['edits'][number] {
  const shebang = /^#!.*/.exec(text)?.[0].length ?? 0;
  return { ...insertion(0, `${watcherName}.begin(${id});`), end: shebang };
}

/**
 * Runs blocks, and those that they continue, and says what became of each. The program must be the one that was compiled
 * last, with the texts that the units have now.
 */
export async function runExamples(
  { workspace }: CheckContext,
  runner: ExampleRunner,
  program: Program,
  all: readonly Compilation[],
  wanted: readonly Compilation[],
): Promise<Map<Block, RunResult>> {
  const results = new Map<Block, RunResult>();
  const byPath = new Map(
    all.flatMap(({ unit }) => unit.files.map((file) => [file.path, [unit, file] as const] as const)),
  );
  const links = new Map<Unit, ReadonlySet<Unit>>();
  const continued = (unit: Unit): ReadonlySet<Unit> => {
    const known = links.get(unit) ?? continuedBy(program, unit, byPath);
    links.set(unit, known);
    return known;
  };
  const chains = wanted.flatMap(({ unit }) => {
    const chain = chainOf(unit, continued);
    const codes = chain.flatMap(({ files }) =>
      files.flatMap(({ path }) => program.semanticErrors(path).map(({ code }) => code)),
    );
    const reason = assignmentHindrance(codes);
    if (reason === undefined) return [chain];
    results.set(unit.block, { kind: 'not run', reason });
    return [];
  });
  const running = new Set(chains.flat());
  const units = all.map(({ unit }) => unit).filter((unit) => running.has(unit));

  let ids = 0;
  const sources = new Map<string, ExampleSource>();
  const expectations = new Map<UnitFile, FileExpectations>();
  const examples = new Map<Unit, RunnableExample>();
  for (const unit of units) {
    const entry = unit.files.at(-1)!;
    const id = ids++;
    for (const file of unit.files) {
      const expected = findExpectations(program, file, () => ids++);
      const text = textOf(file);
      expectations.set(file, expected);
      sources.set(file.path, {
        text,
        edits: file === entry ? [beginning(text, id), ...expected.edits] : expected.edits,
      });
    }
    const output = outputOf(unit.page, unit.block);
    examples.set(unit, {
      id,
      path: entry.path,
      needs: [...chainOf(unit, continued)].filter((other) => other !== unit).map((other) => examples.get(other)!.id),
      expectations: unit.files.flatMap((file) => expectations.get(file)!.expectations),
      output: output && { text: output.value, json: isJson(output) },
    });
  }
  if (examples.size === 0) return results;
  const { modules, packages, texts } = gatherModules(workspace, program, sources);
  const reports = await runner.run({ root: workspace.root, modules, packages, examples: [...examples.values()] });
  const places = createPlaces(workspace, byPath, texts);
  for (const [unit, { id }] of examples) {
    const report = reports.get(id)!;
    const browser = report.end.kind === 'threw' ? browserHindrance(report.end.error) : undefined;
    if (browser !== undefined) {
      results.set(unit.block, { kind: 'not run', reason: browser });
    } else if (report.end.kind === 'held-up') {
      results.set(unit.block, { kind: 'not run', reason: 'it continues a block that fails' });
    } else if (report.end.kind === 'not-installed') {
      results.set(unit.block, { kind: 'not run', reason: `${report.end.package} is not installed` });
    } else if (report.end.kind === 'unsupported') {
      results.set(unit.block, {
        kind: 'not run',
        reason: unsupported(unit, report.end.path, report.end.reason, places),
      });
    } else {
      const example: RanExample = { unit, report, expectations };
      const ran = ranBlock(example, runner, places);
      results.set(unit.block, { kind: 'ran', ran, printed: printedBlock(example, places, ran) });
    }
  }
  return results;
}

/** Why Node cannot run an example: for what is in it, or in a file that it imports. */
function unsupported({ files }: Unit, path: string, what: string, places: Places): string {
  const isOwn = files.some((file) => file.path === path);
  return `Node does not run what is in ${isOwn ? 'it' : places.rewrite(path)}: ${what}`;
}
