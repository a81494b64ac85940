import type { Page } from '../../../src/docs/page.ts';
import { isRecord, parseJsonObject } from '../../../src/workspace/json.ts';
import { directoryOf, nameOf } from '../../../src/workspace/path.ts';
import type { Workspace } from '../../../src/workspace/workspace.ts';
import type { ShellCommand } from './command.ts';

/** Tells whether commands are meant for this repository, or for a project that the reader has. */
export interface Audience {
  /** Whether what stands under these headings of the page is about work on the repository itself. */
  isOwn(page: Page, section: readonly string[]): boolean;
  /** Whether a command fetches this repository. What follows it on the page is then run in it. */
  fetches(command: ShellCommand): boolean;
}

const contributing = /(^|\/)(contributing|contributors?|contribute)(\/|\.[a-z]+$)/i;
const maintainers =
  /^(contributing|develop(ers?|ing|ment)|hacking|building|maintain(ing|ers?)|releas(e|ing)|testing|agents|claude)\.[a-z]+$/i;
const readme = /^readme\.[a-z]+$/i;
const ownWork =
  /\b(contribut\w*|develop(ing|ment|ers?)?|hacking|building|build(ing)? from source|from source|(run(ning)?|the) tests?|local setup|maintainers?|releasing)\b/i;

/** The last two segments of the address of a repository: its owner and its name. */
const repositoryOf = (address: string): string | undefined =>
  /([^/:\s]+\/[^/:\s]+?)(?:\.git)?\/?(?:#.*)?$/.exec(address)?.[1]?.toLowerCase();

/**
 * Looks for evidence on the page and in its place. Pages for contributors are about the repository, and so is the README
 * of a package that is not published. In another README only the sections on development are.
 */
export function createAudience(workspace: Workspace): Audience {
  const addresses = workspace.packages.flatMap(({ manifest: { repository } }) => {
    const address = isRecord(repository) ? repository.url : repository;
    return typeof address === 'string' ? [repositoryOf(address)] : [];
  });
  const published = workspace.packages.some((one) => !one.private && !one.installed && one.name !== '');
  const manifestIn = (folder: string): Record<string, unknown> | undefined => {
    const path = folder === '' ? 'package.json' : `${folder}/package.json`;
    return workspace.files.has(path) ? parseJsonObject(workspace.files.read(path)) : undefined;
  };
  return {
    isOwn({ file }, section) {
      const folder = directoryOf(file);
      const name = nameOf(file);
      if (contributing.test(file) || file.startsWith('.github/')) return true;
      const manifest = manifestIn(folder);
      if (!manifest) return false;
      if (maintainers.test(name)) return true;
      if (!readme.test(name)) return false;
      // The root of a workspace is private by custom; what its README shows is what it publishes.
      const isPrivate = manifest.private === true && !(folder === '' && published);
      return isPrivate || section.some((heading) => ownWork.test(heading));
    },
    fetches({ words: [program, second, ...rest] }) {
      if (program?.text !== 'git' || second?.text !== 'clone') return false;
      return rest.some(({ text }) => text !== undefined && addresses.includes(repositoryOf(text)));
    },
  };
}
