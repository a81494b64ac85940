import { defineRule } from '../../src/check/rule.ts';
import { pageAboutGreeter } from './example-package.ts';
import type { CompiledBlock } from './judged.ts';

const suppression = /(?:\/\/|\/\*)\s*(@ts-(?:ignore|expect-error|nocheck))\b/g;

/** `examples/suppressed-error`: An example does not silence the compiler. */
export const suppressedError = defineRule<CompiledBlock, { comment: string }>({
  id: 'examples/suppressed-error',
  level: 'strict',
  severity: 'warning',
  summary: 'An example does not silence the compiler.',
  why: 'A reader copies the comment along with the code. In an example that is meant to work it hides a mistake, and in one that is meant to fail it hides the very message that the reader is to see.',
  fix: 'Correct the example. Where it is meant to fail, announce the error in the info string: `@error="TS2345"`.',
  wrong: pageAboutGreeter('ts', "import { greet } from 'greeter';", '// @ts-ignore', 'greet(1);'),
  right: pageAboutGreeter('ts @error="TS2345"', "import { greet } from 'greeter';", 'greet(1);'),
  message: ({ comment }) => `\`${comment}\` silences the compiler in an example`,
  *check({ unit: { page, block } }) {
    for (const match of block.value.matchAll(suppression)) {
      const comment = match[1]!;
      const start = match.index + match[0].length - comment.length;
      const location = page.source.locate(block.offsetInPage(start), block.offsetInPage(start + comment.length));
      yield { args: { comment }, location };
    }
  },
});
