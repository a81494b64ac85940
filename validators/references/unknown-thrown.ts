import { defineRule } from '../../src/check/rule.ts';
import { greeterWithComment } from './docstring-example.ts';
import type { UnknownName } from './subject.ts';

/** `references/unknown-thrown`: An error that a doc comment says to be thrown is declared. */
export const unknownThrown = defineRule<UnknownName, { name: string }>({
  id: 'references/unknown-thrown',
  level: 'strict',
  severity: 'error',
  summary: 'An error that a doc comment says to be thrown is declared somewhere.',
  why: 'Callers catch errors by their names. A name from before a rename is caught by nobody.',
  fix: 'Write the name of the error that is thrown.',
  wrong: greeterWithComment('Greets somebody.', '@throws {EmptyNameError} When there is no name.'),
  right: greeterWithComment('Greets somebody.', '@throws {NameError} When there is no name.'),
  message: ({ name }) => `no error is called \`${name}\`, which the doc comment says is thrown`,
  *check({ name, location, suggestion }) {
    yield { args: { name }, location, suggestion };
  },
});
