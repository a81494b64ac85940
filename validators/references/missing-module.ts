import { defineRule } from '../../src/check/rule.ts';
import { greeterPage } from './example-package.ts';
import type { MissingModule } from './subject.ts';

/** `references/missing-module`: A module that inline code names is published. */
export const missingModule = defineRule<MissingModule, { specifier: string; package: string }>({
  id: 'references/missing-module',
  level: 'drift',
  severity: 'error',
  summary: 'A module that inline code names by its package is one that the package publishes.',
  why: 'Readers copy the path of a module from a sentence into an import. A module that was moved is found nowhere.',
  fix: 'Write the path under which the package publishes it now, or publish it again under `exports`.',
  wrong: greeterPage('Titles come from `greeter/titles`.'),
  right: greeterPage('Titles come from `greeter/formal`.'),
  message: ({ specifier, package: name }) => `\`${name}\` publishes no \`${specifier}\``,
  *check({ mention, specifier, package: name, suggestion }) {
    yield { args: { specifier, package: name }, location: mention.location, suggestion };
  },
});
