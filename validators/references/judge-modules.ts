import type { CheckContext } from '../../src/check/validator.ts';
import type { Mention, Page } from '../../src/docs/page.ts';
import { isExcused } from './context.ts';
import { missingModule } from './missing-module.ts';
import { missingModulePath } from './module-path.ts';
import type { Names } from './names.ts';

/** Whether the first page of the repository has this for its title: some projects have a slash in their name. */
function isNameOfProject({ pages }: CheckContext, text: string): boolean {
  const readme = pages.find(({ file }) => /^readme\.mdx?$/i.test(file));
  return readme?.headings.find(({ depth }) => depth === 1)?.text.trim() === text;
}

/** Whether the page speaks of a repository of this name. Its owner may be called like a package. */
const isNameOfRepository = ({ source }: Page, { line }: Mention, text: string): boolean =>
  source.text.includes(`github.com/${text}`) || /\b(?:mono)?repo(?:sitor(?:y|ies))?\b/i.test(source.line(line));

/** Looks for a module that is not published. True when the mention names one. */
export function judgeModule(context: CheckContext, names: Names, page: Page, mention: Mention): boolean {
  const isOfCode = (name: string): boolean =>
    names.named(name).some(({ kind }) => kind === 'exports') ||
    (/[\p{Ll}\p{N}]\p{Lu}/u.test(name) && names.isInSources(name));
  const missing = missingModulePath(context.workspace, mention.value, isOfCode);
  if (!missing || isExcused(context, page, mention) || isNameOfProject(context, missing.specifier)) return false;
  if (isNameOfRepository(page, mention, missing.specifier)) return false;
  context.ask([missingModule], { mention, ...missing });
  context.settle(mention, 'checked');
  return true;
}
