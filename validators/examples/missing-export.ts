import { defineRule } from '../../src/check/rule.ts';
import { pageAboutGreeter } from './example-package.ts';
import type { CompiledBlock } from './judged.ts';

/** `examples/missing-export`: An example imports only names that the package exports. */
export const missingExport = defineRule<CompiledBlock, { name: string; specifier: string; detail: string }>({
  id: 'examples/missing-export',
  level: 'drift',
  severity: 'error',
  summary: 'An example imports only names that the package exports.',
  why: 'A reader copies the import first. When the name is gone, renamed or was never exported, nothing else on the page can work.',
  fix: 'Import the name under which the package exports it now, or export it again.',
  wrong: pageAboutGreeter('ts', "import { greeet } from 'greeter';"),
  right: pageAboutGreeter('ts', "import { greet } from 'greeter';"),
  message: ({ name, specifier }) => `\`${specifier}\` does not export \`${name}\``,
  *check({ errors }) {
    for (const { location, verdict, diagnostic, related, suggestion } of errors) {
      if (verdict.kind !== 'missing-export') continue;
      yield {
        args: { name: verdict.name, specifier: verdict.specifier, detail: diagnostic.message },
        location,
        related,
        suggestion,
      };
    }
  },
});
