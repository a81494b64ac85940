import { isBuiltin } from 'node:module';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Compiler } from '../compiler/port.ts';
import { packageNameOf } from '../package-paths.ts';
import { sourcesOf } from '../sources.ts';
import { createCollectContext } from './context.ts';
import { type Fact, factId, type Inventory } from './fact.ts';

/** What the inventory of imports is made from. */
export interface ImportsInput {
  readonly workspace: Workspace;
  readonly compiler: Compiler;
  /** The options of the compiler, as for examples. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a specifier names that is no file: a package, or a module of Node. */
const nameOf = (specifier: string): string | undefined =>
  isBuiltin(specifier) ? `node:${specifier.replace(/^node:/, '')}` : packageNameOf(specifier);

/**
 * Which source imports which: another source by its path, anything else by its package. Several imports of one pair are one
 * fact, at the first of them. Imports that lead nowhere are left out. It opens a program of its own, and types are not
 * checked for it; programs that the compiler opened before are no longer valid.
 */
export function collectImports({ workspace, compiler, options }: ImportsInput): Inventory {
  const kind = 'imports';
  const files = workspace.packages.filter(({ installed }) => !installed).flatMap((pkg) => sourcesOf(workspace, pkg));
  const inventory = { kind, source: 'import statements', declared: false };
  if (files.length === 0) return { ...inventory, facts: [] };
  const program = compiler.open({
    name: 'imports',
    directory: workspace.root,
    options,
    files: [],
    ambient: files.map((file) => `${workspace.root}/${file}`),
  });
  const context = createCollectContext(workspace, program);
  const facts = new Map<string, Fact>();
  for (const from of files) {
    const packageName = context.packageOf(from);
    for (const { specifier, start, end, target, typeOnly } of program.importsOf(context.absolute(from))) {
      const file = target === undefined ? undefined : context.relative(target);
      const isOwn = file !== undefined && workspace.files.has(file) && !file.includes('node_modules/');
      const to = isOwn ? file : nameOf(specifier);
      if (to === undefined) continue;
      const name = `${from} → ${to}`;
      const known = facts.get(name);
      facts.set(name, {
        id: factId(kind, packageName, name),
        kind,
        package: packageName,
        name,
        aliases: [],
        location: known?.location ?? context.locate(from, start, end),
        details: { from, to, external: !isOwn, typeOnly: typeOnly && known?.details.typeOnly !== false },
      });
    }
  }
  return { ...inventory, facts: [...facts.values()] };
}
