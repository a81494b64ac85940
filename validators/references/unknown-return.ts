import { defineRule } from '../../src/check/rule.ts';
import { greeterWithComment } from './docstring-example.ts';
import type { UnknownReturn } from './subject.ts';

/** `references/unknown-return`: A function whose doc comment says what it returns returns something. */
export const unknownReturn = defineRule<UnknownReturn, { text: string }>({
  id: 'references/unknown-return',
  level: 'strict',
  severity: 'error',
  summary: 'A function whose doc comment says what it returns returns something.',
  why: 'Who reads the comment stores the result, and gets `undefined`.',
  fix: 'Take the line away, or return what it says.',
  wrong: greeterWithComment('Greets somebody.', '@returns The greeting.'),
  right: greeterWithComment('Greets somebody.', '@returns Nothing: the greeting is printed.'),
  message: () => 'the doc comment says what the function returns, and it returns nothing',
  *check({ text, location }) {
    yield { args: { text }, location };
  },
});
