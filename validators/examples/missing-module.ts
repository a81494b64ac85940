import { defineRule } from '../../src/check/rule.ts';
import { pageAboutGreeter } from './example-package.ts';
import type { CompiledBlock } from './judged.ts';

/** `examples/missing-module`: An example imports only subpaths that the package publishes. */
export const missingModule = defineRule<CompiledBlock, { specifier: string; package: string }>({
  id: 'examples/missing-module',
  level: 'drift',
  severity: 'error',
  summary: 'An example imports only subpaths that the package publishes.',
  why: 'A path that works inside the repository may not exist for a reader: only what `exports` lists can be imported from an installed package.',
  fix: 'Import from a subpath that `exports` in package.json lists, or add the subpath there.',
  wrong: pageAboutGreeter('ts', "import { title } from 'greeter/informal';"),
  right: pageAboutGreeter('ts', "import { title } from 'greeter/formal';"),
  message: ({ package: name, specifier }) =>
    name === specifier ? `there is no package \`${name}\`` : `the package \`${name}\` has no subpath \`${specifier}\``,
  *check({ errors }) {
    for (const { location, verdict, related, suggestion } of errors) {
      if (verdict.kind !== 'missing-module') continue;
      yield { args: { specifier: verdict.specifier, package: verdict.package }, location, related, suggestion };
    }
  },
});
