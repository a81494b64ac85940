import { packageOfSpecifier } from '../../src/code/package-paths.ts';
import { nearest } from '../../src/config/nearest.ts';
import type { WorkspacePackage } from '../../src/workspace/packages.ts';
import { joinInside, nameOf } from '../../src/workspace/path.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { isWrittenInCode } from './words.ts';

const specifierForm = /^(?:@[\w.-]+\/)?[\w.-]+(?:\/[\w.-]+)+$/;

/** Endings of files that are read, or given to a browser, and not imported. */
const ofFile = /\.(?:d\.[mc]?ts|[mc]?tsx?|mdx?|map|(?:min|umd|iife|global)\.js)$/;

/** Whether a package has a file for what a pattern of its exports stands for, in whatever folder its sources are. */
const hasFile = ({ files }: Workspace, { directory }: WorkspacePackage, name: string): boolean =>
  files.paths.some(
    (path) =>
      (directory === '' || path.startsWith(`${directory}/`)) &&
      `/${path}`.replace(/(?:\/index)?(?:\.d)?\.[mc]?[jt]sx?$/, '').endsWith(`/${name.replace(/\.[mc]?js$/, '')}`),
  );

/** Whether a subpath is published, by itself, by a pattern that has a source for it, or as the beginning of others. */
function publishes(workspace: Workspace, owner: WorkspacePackage, subpath: string): boolean {
  const { entries, unresolved, manifest } = owner;
  const exported = manifest.exports;
  const named = typeof exported === 'object' && exported !== null ? Object.keys(exported) : [];
  if (unresolved.includes(subpath) || named.some((key) => key === subpath || key.startsWith(`${subpath}/`)))
    return true;
  const patterns = named.filter((key) => key.includes('*'));
  for (const pattern of patterns) {
    const [before = '', after = ''] = pattern.split('*');
    if (!subpath.startsWith(before) || !subpath.endsWith(after) || subpath.length <= before.length + after.length)
      continue;
    const name = subpath.slice(before.length, subpath.length - after.length);
    // A pattern without a source that was found may stand for anything.
    if (!entries.some((one) => one.subpath === pattern) || hasFile(workspace, owner, name)) return true;
  }
  return false;
}

/** Whether a text is the name of something else than a module: of a repository, or of what a string of the sources holds. */
function isNameOfOther({ files }: Workspace, { manifest }: WorkspacePackage, specifier: string): boolean {
  if (JSON.stringify(manifest.repository ?? '').includes(specifier)) return true;
  const quoted = ["'", '"', '`'].map((quote) => quote + specifier + quote);
  return files.paths.some((path) => {
    const text = isWrittenInCode(path) ? files.read(path) : undefined;
    return text !== undefined && quoted.some((one) => text.includes(one));
  });
}

/**
 * A module path that a package of the workspace does not publish, with the one that was probably meant; `undefined` when the
 * text is no such path. A path of the repository is none, and neither is one into a package that anything can be imported from,
 * or what the code declares behind the name of its package.
 */
export function missingModulePath(
  workspace: Workspace,
  code: string,
  isOfCode: (name: string) => boolean,
): { readonly specifier: string; readonly package: string; readonly suggestion?: string | undefined } | undefined {
  const specifier = code.trim();
  if (!specifierForm.test(specifier) || ofFile.test(specifier) || isOfCode(nameOf(specifier))) return undefined;
  const owner = packageOfSpecifier(workspace, specifier);
  if (!owner?.sealed || owner.installed || owner.name === '' || specifier === owner.name) return undefined;
  const subpath = `.${specifier.slice(owner.name.length)}`;
  if (publishes(workspace, owner, subpath) || publishes(workspace, owner, subpath.replace(/\.[mc]?[jt]s$/, '')))
    return undefined;
  const { files } = workspace;
  // Programs that read a file by the name of its package do not all ask what the package exports.
  const file = joinInside(owner.directory, subpath);
  if (files.paths.some((path) => path.replace(/\.(?:[mc]?js|json|css)$/, '') === file && !/\.[mc]?tsx?$/.test(path)))
    return undefined;
  const inside = `/${specifier}`;
  if (files.paths.some((path) => `/${path}`.includes(inside))) return undefined;
  if (isNameOfOther(workspace, owner, specifier)) return undefined;
  const known = owner.entries
    .filter((one) => !one.subpath.includes('*'))
    .map((one) => owner.name + one.subpath.slice(1));
  return { specifier, package: owner.name, suggestion: nearest(specifier, known) };
}
