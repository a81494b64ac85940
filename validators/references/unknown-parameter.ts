import { defineRule } from '../../src/check/rule.ts';
import { greeterWithComment } from './docstring-example.ts';
import type { UnknownParameter } from './subject.ts';

/** `references/unknown-parameter`: A parameter that a doc comment describes is one of the function. */
export const unknownParameter = defineRule<UnknownParameter, { name: string; own: readonly string[] }>({
  id: 'references/unknown-parameter',
  level: 'strict',
  severity: 'error',
  summary: 'A parameter that a doc comment describes is one of the function.',
  why: 'Editors show what a comment says of a parameter while it is written. What is said of another name is shown to nobody.',
  fix: 'Write the name that the parameter has, or take the line away. Overloads share their comments, and a parameter that is taken apart where it is declared may be called anything.',
  wrong: greeterWithComment('Greets somebody.', '@param person Who is greeted.'),
  right: greeterWithComment('Greets somebody.', '@param name Who is greeted.'),
  message: ({ name, own }) =>
    own.length === 0
      ? `the function has no parameter \`${name}\`: it takes none`
      : `the function has no parameter \`${name}\`; it takes ${own.map((one) => `\`${one}\``).join(', ')}`,
  *check({ name, own, location, suggestion }) {
    yield { args: { name, own }, location, suggestion };
  },
});
