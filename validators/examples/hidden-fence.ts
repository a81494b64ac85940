import { defineRule } from '../../src/check/rule.ts';
import type { Page } from '../../src/docs/page.ts';

/** `examples/hidden-fence`: A code fence stands where Markdown is read. */
export const hiddenFence = defineRule<Page, Record<never, string>>({
  id: 'examples/hidden-fence',
  level: 'drift',
  severity: 'warning',
  summary: 'A code fence stands where Markdown is read.',
  why: 'Without a blank line behind it, a tag such as `<details>` makes everything up to the next blank line HTML. The fence is then printed as text, and nothing checks the code in it.',
  fix: 'Leave a blank line between the tag and the fence.',
  wrong: { 'README.md': '# Title\n\n<details>\n<summary>More</summary>\n```ts\nconst n = 1;\n```\n</details>\n' },
  right: { 'README.md': '# Title\n\n<details>\n<summary>More</summary>\n\n```ts\nconst n = 1;\n```\n\n</details>\n' },
  message: () => 'this code fence stands inside HTML, where it is no code block',
  *check({ hiddenFences }) {
    for (const location of hiddenFences) yield { args: {}, location };
  },
});
