import { packageOfSpecifier } from '../../src/code/package-paths.ts';
import { directoryOf } from '../../src/workspace/path.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { createNearestFile, type NearestFile } from '../links/nearest-file.ts';

/** Finds the module of a package that an import was probably meant to name. */
export type NearestModule = (specifier: string) => string | undefined;

/** What an import may leave out at its end. */
const endings = ['', '.ts', '.js', '.d.ts'];

/**
 * Looks beside the file that a specifier names, among what the package keeps there. Only a package without `exports` lets
 * its files be imported, so there is nothing to find in another.
 */
export function createNearestModule(workspace: Workspace): NearestModule {
  let nearestFile: NearestFile | undefined;
  return (specifier) => {
    const owner = packageOfSpecifier(workspace, specifier);
    if (owner === undefined || owner.sealed || specifier === owner.name) return undefined;
    nearestFile ??= createNearestFile(workspace.files);
    const root = owner.directory === '' ? '' : `${owner.directory}/`;
    const wanted = root + specifier.slice(owner.name.length + 1);
    for (const ending of endings) {
      const found = nearestFile(wanted + ending);
      if (found === undefined || directoryOf(found) !== directoryOf(wanted) || !found.endsWith(ending)) continue;
      return `${owner.name}/${found.slice(root.length, found.length - ending.length)}`;
    }
    return undefined;
  };
}
