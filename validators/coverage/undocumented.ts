import { type FactCoverage, isMissing } from '../../src/check/coverage.ts';
import { defineRule } from '../../src/check/rule.ts';
import type { CoverageLevel } from '../../src/config/define.ts';
import { greeterWith } from './example-package.ts';

/** What is missing, by the level that is not reached. */
const missing: Readonly<Record<CoverageLevel, string>> = {
  described: 'has no description where it is declared',
  documented: 'is on no page',
  exampled: 'is in no example that is checked',
  ran: 'is in no example that runs',
};

/** `coverage/undocumented`: Every fact has the level of documentation that the config requires of its kind. */
export const undocumented = defineRule<FactCoverage, { kind: string; name: string; level: string; id: string }>({
  id: 'coverage/undocumented',
  level: 'strict',
  severity: 'error',
  summary: 'Every fact has the level of documentation that the config requires of its kind.',
  why: 'What the code declares and no page mentions is found by nobody but by chance. A name that only happens to stand in a sentence proves nothing, and neither does a page that a program wrote.',
  fix: 'Give it a heading or a row of a table, or name it on a page whose `sources` hold the file that declares it. When it need not be documented, add a waiver with the reason.',
  wrong: greeterWith({ require: { exports: 'documented' } }, '## `greet`', '', 'Greets somebody, and says goodbye.'),
  right: greeterWith({ require: { exports: 'documented' } }, '## `greet`', '', '## `sayGoodbye`'),
  message: ({ kind, name, level, id }) => `\`${name}\` (${kind}) ${missing[level as CoverageLevel]}: \`${id}\``,
  *check(covered) {
    const { fact, required } = covered;
    if (required === undefined || !isMissing(covered)) return;
    yield { args: { kind: fact.kind, name: fact.name, level: required, id: fact.id }, location: fact.location };
  },
});
