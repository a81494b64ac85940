import type { CheckContext } from '../../src/check/validator.ts';
import type { Program, VirtualFile } from '../../src/code/compiler/port.ts';
import { programOptions } from '../../src/code/program-options.ts';
import { textOf, type Unit } from './unit.ts';

/**
 * Compiles blocks with the texts that they have now, as one program. What did not change is not compiled again. `freeNamesOf`
 * are the paths of those whose free names will be asked for.
 */
export function openBlocks(
  context: CheckContext,
  units: readonly Unit[],
  extra: readonly VirtualFile[] = [],
  freeNamesOf: readonly string[] = [],
): Program {
  return context.compiler.open({
    name: 'examples',
    directory: context.workspace.root,
    options: programOptions(context),
    files: [...units.flatMap((unit) => unit.files.map((file) => ({ path: file.path, text: textOf(file) }))), ...extra],
    freeNamesOf,
  });
}
