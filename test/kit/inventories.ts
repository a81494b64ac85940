import { collectInventories } from '../../src/code/inventories/collect.ts';
import type { Fact, Inventory } from '../../src/code/inventories/fact.ts';
import { programOptions } from '../../src/code/program-options.ts';
import type { InventoryDefinition } from '../../src/config/define.ts';
import { readWorkspace } from '../../src/workspace/read-workspace.ts';
import { keptCompiler } from './kept-compiler.ts';
import { memoryFileSystem, memoryRoot } from './memory-file-system.ts';

/** Collects the inventories of a workspace in memory. */
export async function inventoriesOf(
  files: Readonly<Record<string, string>>,
  definitions: readonly InventoryDefinition[] = [],
): Promise<readonly Inventory[]> {
  const fileSystem = memoryFileSystem(files);
  const workspace = readWorkspace(fileSystem, memoryRoot, {});
  const compiler = keptCompiler(memoryRoot, fileSystem);
  const options = programOptions({ workspace, level: 'strict', note: () => {} });
  try {
    return await collectInventories({ workspace, compiler, options, definitions });
  } finally {
    compiler.close();
  }
}

/** The facts of one kind in a workspace in memory. */
export async function factsOf(
  kind: string,
  files: Readonly<Record<string, string>>,
  definitions: readonly InventoryDefinition[] = [],
): Promise<readonly Fact[]> {
  const inventories = await inventoriesOf(files, definitions);
  return inventories.filter((inventory) => inventory.kind === kind).flatMap(({ facts }) => facts);
}
