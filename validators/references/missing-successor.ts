import { defineRule } from '../../src/check/rule.ts';
import { greeterPage } from './example-package.ts';
import type { MissingSuccessor } from './subject.ts';

const renames = (...names: readonly (readonly [string, string])[]): string[] =>
  names.map(([from, to]) => `- \`${from}\` -> \`${to}\``);

const known = [
  ['greetAll', 'greetEveryone'],
  ['isLoud', 'loudness'],
  ['sayTitle', 'titleOf'],
] as const;

const page = (to: string) => ({
  ...greeterPage('## New names', '', ...renames(...known, ['sayBye', to])),
  'src/formal.ts': [
    "export const titleOf = (name: string): string => 'Dr ' + name;",
    'export const loudness = 1;',
    'export const sayGoodbye = (): void => {};',
    '',
  ].join('\n'),
});

/** `references/missing-successor`: A name that a page gives as the new one is a name of the code. */
export const missingSuccessor = defineRule<MissingSuccessor, { before: string; name: string }>({
  id: 'references/missing-successor',
  level: 'drift',
  severity: 'error',
  summary: 'A name that a list of renames gives as the new one is a name of the code.',
  why: 'Whoever upgrades reads such a list and writes what it says. A new name that was changed again before its release leads nowhere.',
  fix: 'Write the name that it has today. Only lists of which most new names are in the sources are held to this, and a name that stands anywhere in the sources, or in a block of any page, is not held against them.',
  wrong: page('sayFarewell'),
  right: page('sayGoodbye'),
  message: ({ before, name }) => `nothing is called \`${name}\`, which the page says is the new name of \`${before}\``,
  *check({ before, name, location, suggestion }) {
    yield { args: { before, name }, location, suggestion };
  },
});
