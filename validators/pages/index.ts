import { defineValidator } from '../../src/check/validator.ts';
import type { Page } from '../../src/docs/page.ts';
import { isBelow } from '../../src/workspace/path.ts';
import type { Site } from '../../src/workspace/site.ts';
import { encoding } from './encoding.ts';
import { frontmatter } from './frontmatter.ts';
import { noPages } from './no-pages.ts';
import { syntax } from './syntax.ts';
import { tooLarge } from './too-large.ts';
import { unreadable } from './unreadable.ts';

const pageRules = [unreadable, encoding, frontmatter, syntax, tooLarge];

/** Every page: it can be read, it is of its syntax, and there is at least one. */
export const pages = defineValidator({
  name: 'pages',
  compiles: false,
  rules: [noPages, ...pageRules],
  check(context) {
    context.ask([noPages], context.pages);
    for (const page of context.pages) {
      const isFine =
        page.faults.some(({ kind }) => kind === 'heading-id') && readsHeadingIds(context.workspace.sites, page);
      const faults = isFine ? page.faults.filter(({ kind }) => kind !== 'heading-id') : page.faults;
      context.ask(pageRules, isFine ? { ...page, faults } : page);
    }
  },
});

/** Whether `{#id}` in MDX sets the id of a heading where the page is shown: Docusaurus does, Astro with its setting. */
function readsHeadingIds(sites: readonly Site[], { file }: Page): boolean {
  const [own] = sites
    .flatMap((site) => site.folders.map(({ folder }) => ({ site, folder })))
    .filter(({ folder }) => isBelow(file, folder))
    .sort((a, b) => b.folder.length - a.folder.length);
  return own === undefined || (own.site.framework !== 'fumadocs' && own.site.customHeadingIds);
}
