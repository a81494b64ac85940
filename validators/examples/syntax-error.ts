import { defineRule } from '../../src/check/rule.ts';
import { pageAboutGreeter } from './example-package.ts';
import { explain } from './explain.ts';
import type { CompiledBlock } from './judged.ts';

/** `examples/syntax-error`: A block parses as the language that its fence names. */
export const syntaxError = defineRule<CompiledBlock, { detail: string; lang: string }>({
  id: 'examples/syntax-error',
  level: 'drift',
  severity: 'error',
  summary: 'A block parses as the language that its fence names.',
  why: 'A missing bracket breaks the example for whoever pastes it, and hides every other mistake in it.',
  fix: 'Correct the syntax, name another language, or write left-out code as a comment such as `// ...`.',
  wrong: pageAboutGreeter('ts', 'const names = [1, 2;'),
  right: pageAboutGreeter('ts', 'const names = [1, 2];', 'console.log(names);'),
  message: ({ detail, lang }) => `this is not valid ${lang}: ${detail}`,
  *check({ unit, syntax }) {
    const first = syntax[0];
    if (!first) return;
    const lang = unit.javascript ? 'JavaScript' : 'TypeScript';
    yield { args: { detail: explain(first.diagnostic), lang }, location: first.location };
  },
});
