import { directoryOf, joinInside } from '../../../src/workspace/path.ts';
import type { Workspace } from '../../../src/workspace/workspace.ts';
import type { NearestFile } from '../../links/nearest-file.ts';
import { pathIn } from './folder.ts';
import type { NamedPath } from './named-paths.ts';
import type { Judged } from './verdict.ts';

/** Where a command stands, and what the commands before it on the page made. */
export interface PathSurroundings {
  /** POSIX path of the page. */
  readonly page: string;
  /** The folder that the command runs in, as {@link ShellCommand} tells it. */
  readonly folder: string | undefined;
  /** Paths that are made on the page, as they are written there. */
  readonly made: readonly string[];
  /** The folders that a clone of this repository was given. */
  readonly clones: readonly string[];
}

/** A part of a path that stands for whichever the reader means: `packages/my-package`, `packages/module-name`. */
const standsForAny = /^(?:my|your|some|foo|bar|baz|x{3,})(?=[-_.]|$)|(?<=^|[-_])(?:foo|bar|baz|x{3,}|name)(?=\.|$)/i;

/** Looks a path up. One that fits below any folder of the repository is known: a reader may stand in any of them. */
export function judgePath(
  { word, text, kind, endings }: NamedPath,
  { page, folder, made, clones }: PathSurroundings,
  { files }: Workspace,
  nearestFile: NearestFile,
): Judged {
  const written = pathIn('', text) ?? text;
  const resolved = pathIn(folder, text);
  if (resolved === undefined || resolved.startsWith('..')) {
    return { state: 'unknown', reason: 'it names files below a folder that is not known' };
  }
  const clone = clones.find((name) => resolved === name || resolved.startsWith(`${name}/`));
  const path = clone === undefined ? resolved : resolved.slice(clone.length + 1);
  const fits = (inside: string): boolean =>
    (kind !== 'folder' && [inside, ...endings.map((ending) => inside + ending)].some((name) => files.has(name))) ||
    (kind !== 'file' && files.hasDirectory(inside));
  const bases = ['', directoryOf(page)];
  const candidates = [path, written].flatMap((one) => bases.flatMap((base) => joinInside(base, one) ?? []));
  if (path === '' || candidates.some((one) => fits(one) || files.isIgnored(one))) return { state: 'known' };
  if (made.some((one) => [path, written].some((wanted) => isBelow(wanted, pathIn('', one) ?? one)))) {
    return { state: 'known' };
  }
  const below = `/${written}`;
  const isElsewhere = files.paths.some(
    (known) => endings.concat('').some((ending) => known.endsWith(below + ending)) || known.includes(`${below}/`),
  );
  if (isElsewhere) return { state: 'known' };
  const [first = ''] = path.split('/');
  if (path.split('/').some((segment) => standsForAny.test(segment))) {
    return { state: 'unknown', reason: 'it names files that a reader may have' };
  }
  if (!path.includes('/') || !files.hasDirectory(first)) {
    return { state: 'unknown', reason: 'it names files that a reader may have' };
  }
  const suggestion = nearestFile(path);
  return { state: 'wrong', problem: { about: 'path', word, subject: { path: text, kind, suggestion } } };
}

const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`) || folder.startsWith(`${path}/`);
