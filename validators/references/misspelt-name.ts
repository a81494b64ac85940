import { defineRule } from '../../src/check/rule.ts';
import { greeterPage } from './example-package.ts';
import type { MisspeltName } from './subject.ts';

/** `references/misspelt-name`: A name in inline code is spelt as the code spells it. */
export const misspeltName = defineRule<MisspeltName, { written: string; name: string }>({
  id: 'references/misspelt-name',
  level: 'drift',
  severity: 'error',
  summary: 'A name in inline code that almost is one of the code is that one.',
  why: 'Names are copied. A reader sees a missing letter or a small one last, and looks for the fault elsewhere.',
  fix: 'Spell the name as it is declared. A word that stands anywhere in the sources, or in a code block of any page, is never held against a page.',
  wrong: greeterPage('Call `greetEverYone` at a party.'),
  right: greeterPage('Call `greetEveryone` at a party.'),
  message: ({ written, name }) => `nothing is called \`${written}\`, but there is \`${name}\``,
  *check({ mention, written, fact, name }) {
    const at = fact?.location;
    yield {
      args: { written, name },
      location: mention.location,
      related: at ? [{ file: at.file, line: at.line, column: at.column, message: `\`${name}\` is declared here` }] : [],
      suggestion: mention.value.replace(written, name),
    };
  },
});
