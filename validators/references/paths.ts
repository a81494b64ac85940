import type { CheckContext } from '../../src/check/validator.ts';
import type { Mention, Page } from '../../src/docs/page.ts';
import { directoryOf, joinInside, nameOf } from '../../src/workspace/path.ts';
import { type Audience, createAudience } from '../examples/shell/about-repository.ts';
import { createNearestFile, type NearestFile } from '../links/nearest-file.ts';
import { isToldAsGone, sectionsAbove, speaksOfOtherTime } from './context.ts';
import { missingPath } from './missing-path.ts';

/** A path below a folder, which a person reads as one of this repository. The line of a file may stand behind it. */
const pathForm = /^(?:\.\/)?((?:[\w@.-]+\/)+(?:[\w@.-]+)?)(?::\d+(?:-\d+)?|#L\d+(?:-L\d+)?)?$/;

const ending = /\.[a-z][a-z\d]{0,7}$/i;

/** A part of a path that stands for others. */
const anyName =
  /(?:^|\/)(?:foo|bar|baz|example|sample|my-?[\w-]*|your-?[\w-]*|some-?[\w-]*|path|to|name|xxx?|\.\.\.)(?:\/|\.|$)|XXX|NNN|-to-be-/i;

/** Words of a sentence about what is there only later. */
const makes =
  /\b(?:generat|creat|writ(?:e|ten)|produc|emit|output|built|build result|add|new|save|download|copy|copie)/i;

const isCode = /\.(?:[mc]?[jt]sx?|json|ya?ml|sh|toml)$|(?:^|\/)\.[\w.]+$/;

/** Judges inline code that is a path of the repository. */
export interface PathCheck {
  /** True when the mention names a path that is there, or must be. */
  mention(page: Page, mention: Mention): boolean;
}

/** Prepares the check of paths for one run. */
export function createPathCheck(context: CheckContext): PathCheck {
  const { workspace, level } = context;
  const { files } = workspace;
  let audience: Audience | undefined;
  let nearestFile: NearestFile | undefined;

  const isOwn = (page: Page, mention: Mention): boolean => {
    audience ??= createAudience(workspace);
    return audience.isOwn(page, sectionsAbove(page, mention.line).toReversed());
  };
  /** Whether the two folders that a path begins with are here: no project of a reader has both by chance. */
  const beginsHere = (path: string): boolean => {
    const [first, second, ...rest] = path.split('/');
    return rest.length > 0 && files.hasDirectory(`${first}/${second}`);
  };
  const isThere = (path: string): boolean => files.has(path) || files.hasDirectory(path) || files.isIgnored(path);
  /** Whether the path ends some path of the repository: a page may leave out the folders that it speaks of. */
  const isPart = (path: string): boolean =>
    files.paths.some((known) => `/${known}`.endsWith(`/${path}`) || `/${known}`.includes(`/${path}/`));

  /** Whether some program writes a file of this name, or the sentence says so. */
  const isMade = (path: string, page: Page, { line }: Mention): boolean => {
    if (makes.test(page.source.line(line))) return true;
    const name = nameOf(path);
    return files.paths.some((known) => isCode.test(known) && files.read(known)?.includes(name));
  };

  return {
    mention(page, mention) {
      const written = pathForm.exec(mention.value.trim())?.[1];
      if (written === undefined || anyName.test(written) || /(?:^|\/)(?:node_modules|\.{2,})(?:\/|$)/.test(written)) {
        return false;
      }
      const kind = written.endsWith('/') ? 'folder' : 'file';
      const path = written.replace(/\/$/, '');
      if (kind === 'file' && !ending.test(path)) return false;
      const bases = ['', directoryOf(page.file)];
      const places = bases.flatMap((base) => joinInside(base, path) ?? []);
      if (places.some(isThere)) return true;
      // The folder that it stands in is known: only then is it one of this repository.
      const parents = places.map((place) => place.split('/')[0]!);
      if (!parents.some((parent) => parent !== '' && files.hasDirectory(parent))) return false;
      if (kind === 'folder' && !path.includes('/')) return false;
      const isExcused = level === 'strict' ? isToldAsGone : speaksOfOtherTime;
      const isHere = level === 'strict' && beginsHere(path);
      if (!(isHere || isOwn(page, mention)) || isExcused(page, mention)) return false;
      // Sources name modules by what they are compiled to.
      if (isPart(path) || isPart(path.replace(/\.[mc]?js(x?)$/, '.ts$1'))) return true;
      if (isMade(path, page, mention)) return false;
      nearestFile ??= createNearestFile(files);
      context.ask([missingPath], { mention, path: written, kind, suggestion: nearestFile(path) });
      return true;
    },
  };
}
