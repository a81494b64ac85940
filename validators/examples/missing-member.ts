import { defineRule } from '../../src/check/rule.ts';
import { pageAboutGreeter } from './example-package.ts';
import { brief, explain } from './explain.ts';
import type { CompiledBlock } from './judged.ts';

/** `examples/missing-member`: An example uses only members that the types of the package have. */
export const missingMember = defineRule<
  CompiledBlock,
  { name: string; owner: string; package: string; detail: string }
>({
  id: 'examples/missing-member',
  level: 'drift',
  severity: 'error',
  summary: 'An example uses only members that the types of the package have.',
  why: "A method that was renamed or removed still reads well on the page, and fails in the reader's editor.",
  fix: 'Use the member that the type has now.',
  wrong: pageAboutGreeter('ts', "import { words } from 'greeter';", 'words.helo;'),
  right: pageAboutGreeter('ts', "import { words } from 'greeter';", 'words.hello;'),
  message: ({ name, owner, detail }) => `\`${name}\` cannot be used on \`${owner}\`: ${detail}`,
  *check({ errors }) {
    for (const { location, verdict, diagnostic, related, suggestion } of errors) {
      if (verdict.kind !== 'missing-member') continue;
      yield {
        args: {
          name: verdict.name,
          owner: brief(verdict.owner),
          package: verdict.package,
          detail: explain(diagnostic),
        },
        location,
        related,
        suggestion,
      };
    }
  },
});
