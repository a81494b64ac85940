import type { Level } from '../../src/check/rule.ts';
import type { Page } from '../../src/docs/page.ts';
import { directoryOf } from '../../src/workspace/path.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { speaksOfOtherVersion } from '../examples/versions.ts';

/** The files by which packages of other languages are known. */
const manifests = [
  'Cargo.toml',
  'pyproject.toml',
  'setup.py',
  'go.mod',
  'composer.json',
  'Gemfile',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'Package.swift',
  'pubspec.yaml',
  'mix.exs',
];

/** The name of another language in a path. */
const language =
  /(?:^|[-_./ ])(?:rust|python|golang|java|kotlin|ruby|php|elixir|swift|csharp|dotnet|dart|cpp)(?=$|[-_./ ])/i;

/** Whether a page is about another language, by its path or by the nearest package that it stands in. */
function isOfOtherLanguage({ files }: Workspace, page: Page): boolean {
  if (language.test(page.file)) return true;
  for (let folder = directoryOf(page.file); ; folder = directoryOf(folder)) {
    const has = (name: string): boolean => files.has(folder === '' ? name : `${folder}/${name}`);
    if (has('package.json') || has('deno.json')) return false;
    if (manifests.some(has)) return true;
    if (folder === '') return false;
  }
}

/** Papers of those who work on the code: they tell what was to be done when they were written. */
const workingPaper =
  /(?:^|[-_/. ])(?:to-?dos?|done|backlog|worklog|devlog|post-?mortems?)(?=$|[-_. ])|(?:^|\/)plans\//i;

/** Why what a page says of names proves nothing about the code beside it, when it does not. */
export function otherSubject(workspace: Workspace, page: Page, level: Level): string | undefined {
  if (isOfOtherLanguage(workspace, page)) return 'the page is about code in another language';
  if (level !== 'drift') return undefined;
  if (workingPaper.test(page.file.replace(/\.[^./]+$/, ''))) return 'the page tells of work on the code';
  return speaksOfOtherVersion(workspace, page);
}
