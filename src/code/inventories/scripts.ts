import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { CollectContext } from './context.ts';
import { type Fact, factId } from './fact.ts';

/** Scripts that the package manager runs by itself. Nobody types them. */
const lifecycle = /^(pre|post)|^(prepare|install|dependencies|version)$/;

/** The scripts of each package that people run, with the command of each. */
export function collectScripts(context: CollectContext): Fact[] {
  const { workspace } = context;
  return workspace.packages
    .filter(({ installed }) => !installed)
    .flatMap(({ name: packageName, directory }) => {
      const file = directory === '' ? 'package.json' : `${directory}/package.json`;
      const tree = parseTree(workspace.files.read(file) ?? '');
      const properties: readonly Node[] = (tree && findNodeAtLocation(tree, ['scripts']))?.children ?? [];
      return properties.flatMap((property): Fact[] => {
        const [key, value] = property.children ?? [];
        if (!key || typeof value?.value !== 'string' || lifecycle.test(String(key.value))) return [];
        const name = String(key.value);
        return [
          {
            id: factId('scripts', packageName, name),
            kind: 'scripts',
            package: packageName,
            name,
            aliases: [],
            location: context.locate(file, property.offset, property.offset + property.length),
            details: { command: value.value },
          },
        ];
      });
    });
}
