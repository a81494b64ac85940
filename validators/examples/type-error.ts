import { defineRule } from '../../src/check/rule.ts';
import { pageAboutGreeter } from './example-package.ts';
import { explain } from './explain.ts';
import type { CompiledBlock } from './judged.ts';

/** `examples/type-error`: An example compiles as it stands. */
export const typeError = defineRule<CompiledBlock, { code: number; detail: string }>({
  id: 'examples/type-error',
  level: 'strict',
  severity: 'error',
  summary: 'An example compiles as it stands.',
  why: 'An example that a reader cannot paste and compile leaves them to guess what is missing: an import, a declaration, a setting.',
  fix: 'Add what the block lacks, let it continue the block before with `@continue`, or announce the error with `@error="TS…"`.',
  wrong: pageAboutGreeter('ts', 'const answer: number = question;'),
  right: pageAboutGreeter('ts', 'const answer: number = 42;', 'console.log(answer);'),
  message: ({ code, detail }) => `this does not compile: ${detail} (TS${code})`,
  *check({ errors, demanded }) {
    for (const { location, verdict, diagnostic, related, suggestion } of errors) {
      if (verdict.kind !== 'other') continue;
      const args = { code: diagnostic.code, detail: explain(diagnostic) };
      yield { args, location, related, suggestion, demanded };
    }
  },
});
