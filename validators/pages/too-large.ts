import { defineRule } from '../../src/check/rule.ts';
import type { Page } from '../../src/docs/page.ts';

const mebibyte = 2 ** 20;

/** `pages/too-large`: a page is small enough to be read. */
export const tooLarge = defineRule<Page, { size: string }>({
  id: 'pages/too-large',
  level: 'drift',
  severity: 'warning',
  summary: 'A page is small enough to be read.',
  why: 'A page of more than a megabyte is not read by people, and search engines and browsers give up on it. It is usually generated, or has data pasted into it.',
  fix: 'Split the page, link to the data, or leave a generated page out with `exclude`.',
  wrong: { 'README.md': `# Numbers\n\n${'0123456789 '.repeat(100_000)}\n` },
  right: { 'README.md': '# Numbers\n\n0123456789\n' },
  message: ({ size }) => `this page has ${size}; a page of more than 1 MB is too large for a reader`,
  *check({ source }) {
    const { length } = source.text;
    if (length > mebibyte)
      yield { args: { size: `${(length / mebibyte).toFixed(1)} MB` }, location: source.locate(0, 0) };
  },
});
