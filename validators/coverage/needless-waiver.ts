import { defineRule } from '../../src/check/rule.ts';
import { greeterWith } from './example-package.ts';
import type { JudgedWaiver } from './subject.ts';

const requireDocumented = { exports: 'documented' };
const waivers = [{ fact: 'exports:greeter#sayGoodbye', reason: 'it is taken away in the next version' }];

/** `coverage/needless-waiver`: A waiver of the config is still needed. */
export const needlessWaiver = defineRule<JudgedWaiver, { fact: string; because: string }>({
  id: 'coverage/needless-waiver',
  level: 'strict',
  severity: 'error',
  summary: 'A waiver of the config is still needed.',
  why: 'A waiver that nobody needs any more hides the next gap of the same name.',
  fix: 'Take the waiver out of the config. When the fact was renamed, correct its id.',
  wrong: greeterWith({ require: requireDocumented, waivers }, '## `greet`', '', '## `sayGoodbye`'),
  right: greeterWith({ require: requireDocumented, waivers }, '## `greet`'),
  message: ({ fact, because }) => `the waiver for \`${fact}\` is not needed: ${because}`,
  *check({ waiver, covered, nearest, location }) {
    const { fact } = waiver;
    const level = covered?.required;
    if (!covered) yield { args: { fact, because: 'there is no such fact' }, location, suggestion: nearest };
    else if (level === undefined)
      yield { args: { fact, because: `nothing is required of ${covered.fact.kind}` }, location };
    else if (covered[level]) yield { args: { fact, because: `it is ${level}` }, location };
  },
});
