import { defineRule } from '../../src/check/rule.ts';
import { pageAboutGreeter } from './example-package.ts';
import { brief, explain } from './explain.ts';
import type { CompiledBlock } from './judged.ts';

/** `examples/wrong-use`: An example passes only what the types of the package take. */
export const wrongUse = defineRule<CompiledBlock, { name: string; package: string; detail: string }>({
  id: 'examples/wrong-use',
  level: 'drift',
  severity: 'error',
  summary: 'An example passes only what the types of the package take.',
  why: 'Options and arguments change more often than names. An example that passes the old ones teaches an API that is gone.',
  fix: 'Pass what the declaration asks for. The related location shows it.',
  wrong: pageAboutGreeter('ts', "import { greet } from 'greeter';", "greet('Ada', { lod: true });"),
  right: pageAboutGreeter('ts', "import { greet } from 'greeter';", "greet('Ada', { loud: true });"),
  message: ({ name, detail }) => `\`${name}\` is not used as the package declares it: ${detail}`,
  *check({ errors }) {
    for (const { location, verdict, diagnostic, related, suggestion } of errors) {
      if (verdict.kind !== 'wrong-use') continue;
      yield {
        args: { name: brief(verdict.name), package: verdict.package, detail: explain(diagnostic) },
        location,
        related,
        suggestion,
      };
    }
  },
});
