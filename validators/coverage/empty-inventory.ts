import { defineRule } from '../../src/check/rule.ts';
import { greeterWith } from './example-package.ts';
import type { ExpectedKind } from './subject.ts';

/** `coverage/empty-inventory`: What the config names as a source of facts has some. */
export const emptyInventory = defineRule<ExpectedKind, { kind: string; source: string; problem: string }>({
  id: 'coverage/empty-inventory',
  level: 'drift',
  severity: 'error',
  summary: 'What the config names as a source of facts, or requires a level of, has facts.',
  why: 'An inventory that finds nothing makes every demand on it come true. A file that was moved, or a function that was renamed, would switch the check off in silence.',
  fix: 'Name the file, the variable or the function as it is now, or take the entry out of the config.',
  wrong: greeterWith({ require: { routes: 'documented' } }, 'Greets somebody.'),
  right: greeterWith({ require: { exports: 'described' } }, 'Greets somebody.'),
  message: ({ kind, source, problem }) =>
    `no ${kind} were found${source === '' ? '' : ` in ${source}`}${problem === '' ? '' : `: ${problem}`}`,
  *check({ kind, inventory, package: from = '', found, location }) {
    const isEmpty = inventory ? inventory.facts.length === 0 : found === 0;
    if (!isEmpty) return;
    yield { args: { kind, source: inventory?.source ?? from, problem: inventory?.problem ?? '' }, location };
  },
});
