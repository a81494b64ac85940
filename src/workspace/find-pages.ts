import ignore from 'ignore';
import { nameOf } from './path.ts';

/**
 * Folders whose Markdown is material for programs, not docs for people: test data, templates with holes, and other
 * people's code. Matched against each segment of a path.
 */
const material = new Set([
  '__fixtures__',
  '__mocks__',
  '__snapshots__',
  '__tests__',
  '_templates',
  'cassettes',
  'fixture',
  'fixtures',
  'snapshots',
  'template',
  'templates',
  'test',
  'testdata',
  'tests',
  'third_party',
  'vendor',
]);

/** Below one of these, a folder named `templates` or `test` is a chapter. */
const docsRoot = /^(docs?|docs[_-].*|documentation|website|site|content|guides?)$/i;

/** Below one of these, in docs too, is what makes pages. */
const program = /^(scripts?|tools|bin)$/i;

/** Records of the past: what they say was true when it was written. */
const record = /^(change-?log|changes|history|releases?(-notes)?)\b/i;

const isPage = (path: string): boolean => /\.(md|mdx|markdown)$/i.test(path);

function isMaterial(folders: readonly string[]): boolean {
  let inDocs = false;
  for (const folder of folders) {
    if (folder.startsWith('.')) return true;
    if (material.has(folder) && (!inDocs || folder.startsWith('__'))) return true;
    inDocs = (inDocs && !program.test(folder)) || docsRoot.test(folder);
  }
  return false;
}

/** Tells whether a path is one that patterns name, which are those of a `.gitignore`. */
export function patternMatcher(patterns: readonly string[]): (path: string) => boolean {
  const matcher = ignore().add([...patterns]);
  return (path) => matcher.ignores(path);
}

/** Which Markdown files of the workspace are docs, when nothing says so. */
export function findPages(
  paths: readonly string[],
  include: readonly string[] | undefined,
  exclude: readonly string[] | undefined,
): string[] {
  const included = include && patternMatcher(include);
  const excluded = exclude && patternMatcher(exclude);
  return paths.filter((path) => {
    if (!isPage(path) || excluded?.(path)) return false;
    if (included) return included(path);
    return !isMaterial(path.split('/').slice(0, -1)) && !record.test(nameOf(path));
  });
}
