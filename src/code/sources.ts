import type { WorkspacePackage } from '../workspace/packages.ts';
import { isBelow, nameOf } from '../workspace/path.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Folders that hold tests and what tests need, wherever they stand. */
const forTests = /^(__.*__|\..*|tests?|specs?|e2e|integration|fixtures?|mocks?|stubs?)$/i;

/** Folders at the top of a package whose code tries it, shows it or builds it, and declares nothing of it. */
const besideSources =
  /^(bench(marks?)?|examples?|samples?|demos?|playgrounds?|sandbox|templates?|(ai-)?docs?|website|site|scripts|tools|dist|build|out|vendor|coverage|stories)$/i;

const isScript = (path: string): boolean => /\.[mc]?tsx?$/.test(path) && !/\.d\.[mc]?ts$/.test(path);

const isTest = (path: string): boolean =>
  /[.-](test|spec|bench|stories|e2e|fixture|config)\.[mc]?tsx?$/.test(nameOf(path));

/** Whether a file, by its path in its package, declares what the package is made of. Tests, examples and scripts do not. */
export function isSource(path: string): boolean {
  const [top = '', ...inner] = path.split('/').slice(0, -1);
  return (
    isScript(path) && !isTest(path) && !besideSources.test(top) && ![top, ...inner].some((one) => forTests.test(one))
  );
}

/** Whether a file is a source as {@link isSource} has it, or would be one if it were TypeScript. */
export const isScriptSource = (path: string): boolean => isSource(path.replace(/\.([mc]?)jsx?$/, '.$1ts'));

/** Whether a file is wanted, by its path in its package. */
type Accepts = (path: string) => boolean;

/** Sources that were told apart before, by the folders of their package and of those inside it. */
const told = new WeakMap<readonly string[], Map<Accepts, Map<string, readonly string[]>>>();

/** The source files of a package, those of packages inside it left out. POSIX paths relative to the root, sorted. */
export function sourcesOf(
  workspace: Workspace,
  { directory }: WorkspacePackage,
  accepts: Accepts = isSource,
): readonly string[] {
  const inside = workspace.packages
    .filter((other) => other.directory !== directory && isBelow(other.directory, directory))
    .map((other) => other.directory);
  const { paths } = workspace.files;
  const byAccepts = told.get(paths) ?? new Map<Accepts, Map<string, readonly string[]>>();
  told.set(paths, byAccepts);
  const byFolders = byAccepts.get(accepts) ?? new Map<string, readonly string[]>();
  byAccepts.set(accepts, byFolders);
  const folders = [directory, ...inside].join('\n');
  const sources =
    byFolders.get(folders) ??
    paths.filter(
      (path) =>
        isBelow(path, directory) &&
        !inside.some((folder) => isBelow(path, folder)) &&
        accepts(directory === '' ? path : path.slice(directory.length + 1)),
    );
  byFolders.set(folders, sources);
  return sources;
}

/**
 * Whether a package is a program of its own: nobody imports it, so that whatever one of its files exports is public within
 * it.
 */
export function isApplication(workspace: Workspace, pkg: WorkspacePackage): boolean {
  const { manifest, directory } = pkg;
  const publishes = ['exports', 'main', 'module', 'types', 'typings', 'browser'].some(
    (key) => manifest[key] !== undefined,
  );
  const shows = directory.split('/').some((folder) => forTests.test(folder) || besideSources.test(folder));
  // A root that holds packages is where they are built, and no program.
  const holds = directory === '' && workspace.packages.some((other) => other !== pkg && !other.installed);
  return pkg.private && !publishes && !shows && !holds && !pkg.installed;
}
