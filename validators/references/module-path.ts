import { packageOfSpecifier } from '../../src/code/package-paths.ts';
import { nearest } from '../../src/config/nearest.ts';
import type { WorkspacePackage } from '../../src/workspace/packages.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';

const specifierForm = /^(?:@[\w.-]+\/)?[\w.-]+(?:\/[\w.-]+)+$/;

/** Whether a subpath is published, by itself or by a pattern that has a source for it. */
function publishes(
  { files }: Workspace,
  { entries, unresolved, manifest }: WorkspacePackage,
  subpath: string,
): boolean {
  const exported = manifest.exports;
  const named = typeof exported === 'object' && exported !== null ? Object.keys(exported) : [];
  if (unresolved.includes(subpath) || named.includes(subpath)) return true;
  const patterns = named.filter((key) => key.includes('*'));
  for (const pattern of patterns) {
    const [before = '', after = ''] = pattern.split('*');
    if (!subpath.startsWith(before) || !subpath.endsWith(after) || subpath.length <= before.length + after.length)
      continue;
    const name = subpath.slice(before.length, subpath.length - after.length);
    const entry = entries.find((one) => one.subpath === pattern);
    // A pattern without a source that was found may stand for anything.
    if (!entry || files.has(entry.source.replace('*', name))) return true;
  }
  return false;
}

/**
 * A module path that a package of the workspace does not publish, with the one that was probably meant; `undefined` when the
 * text is no such path. A path of the repository is none, and neither is one into a package that anything can be imported from.
 */
export function missingModulePath(
  workspace: Workspace,
  code: string,
): { readonly specifier: string; readonly package: string; readonly suggestion?: string | undefined } | undefined {
  const specifier = code.trim();
  if (!specifierForm.test(specifier)) return undefined;
  const owner = packageOfSpecifier(workspace, specifier);
  if (!owner?.sealed || owner.installed || owner.name === '' || specifier === owner.name) return undefined;
  const subpath = `.${specifier.slice(owner.name.length)}`;
  if (publishes(workspace, owner, subpath) || publishes(workspace, owner, subpath.replace(/\.[mc]?[jt]s$/, '')))
    return undefined;
  const { files } = workspace;
  const inside = `/${specifier}`;
  if (files.paths.some((path) => `/${path}`.includes(inside))) return undefined;
  const known = owner.entries
    .filter((one) => !one.subpath.includes('*'))
    .map((one) => owner.name + one.subpath.slice(1));
  return { specifier, package: owner.name, suggestion: nearest(specifier, known) };
}
