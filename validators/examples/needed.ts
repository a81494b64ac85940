import type { Program, VirtualFile } from '../../src/code/compiler/port.ts';
import { contextOf } from './contexts.ts';
import type { Unit } from './unit.ts';

/** A block that names its context, as it stands without it; nothing for other blocks. */
export function bareFile(unit: Unit): VirtualFile | undefined {
  const file = unit.files[0]!;
  if (unit.files.length > 1 || !contextOf(unit.block)) return undefined;
  return { path: file.path.replace(/(\.[^./]+)$/, '.bare$1'), text: file.body };
}

/** Whether a block compiles without the context that it names. The program must have its bare file. */
export function needsNoContext(program: Program, unit: Unit): boolean {
  const bare = bareFile(unit);
  return (
    bare !== undefined && program.syntaxErrors(bare.path).length === 0 && program.semanticErrors(bare.path).length === 0
  );
}

/** Whether no name of the blocks before a block, the nearest first, stands in it: then it continues none of them. */
export function continuesNothing(
  program: Pick<Program, 'declarationsOf'>,
  unit: Unit,
  earlier: readonly Unit[],
): boolean {
  const words = new Set(unit.block.value.match(/[\w$]+/g));
  for (const { block, files } of earlier.toReversed()) {
    const names = program.declarationsOf(files.at(-1)!.path).map(({ name }) => name);
    if (names.some((name) => words.has(name))) return false;
    if (!block.markers.some(({ name }) => name === 'continue')) return true;
  }
  return true;
}
