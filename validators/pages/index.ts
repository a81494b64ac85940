import { defineValidator } from '../../src/check/validator.ts';
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
    for (const page of context.pages) context.ask(pageRules, page);
  },
});
