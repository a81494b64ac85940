import type { RuleExample } from '../../src/check/rule.ts';
import { defineRule } from '../../src/check/rule.ts';
import type { UndeclaredName } from './subject.ts';

const settingsPage = (name: string): RuleExample => ({
  'package.json': JSON.stringify({ name: 'greeter', version: '1.0.0', type: 'module', exports: './src/index.ts' }),
  'src/index.ts': [
    'const defineSetting = <T>(definition: T): T => definition;',
    "export const port = defineSetting({ env: 'GREETER_PORT', default: 3000 });",
    "export const host = defineSetting({ env: 'GREETER_HOST', default: 'localhost' });",
    "export const volume = defineSetting({ env: 'GREETER_VOLUME', default: 1 });",
    '',
  ].join('\n'),
  'README.md': [
    '# Greeter',
    '',
    '| Variable | What it is for |',
    '|---|---|',
    '| `GREETER_PORT` | where it listens |',
    '| `GREETER_HOST` | who may reach it |',
    `| \`${name}\` | how loud it is |`,
    '',
  ].join('\n'),
});

/** `references/unknown-name`: What a page lists or names as a fact of a kind is declared. */
export const unknownName = defineRule<UndeclaredName, { kind: string; name: string }>({
  id: 'references/unknown-name',
  level: 'strict',
  severity: 'error',
  summary: 'A setting, route, event, column, flag or other fact that a page names is declared.',
  why: 'A row that stays when its setting is taken away is a promise that nothing keeps. The reader sets it, and nothing happens.',
  fix: 'Take the row or the sentence away, or write the name that the code declares. A table is held to this when at least two of its rows, and half of them, name facts of one kind. A table of exports may name others too: there only a name such as `takeOrder` counts that stands nowhere in the sources and blocks.',
  wrong: settingsPage('GREETER_LOUDNESS'),
  right: settingsPage('GREETER_VOLUME'),
  message: ({ kind, name }) => `the code declares no ${kind} \`${name}\``,
  *check({ kind, name, location, suggestion }) {
    // What it became, or that it is gone, says more than that it is unknown.
    yield { args: { kind, name }, location, suggestion, yieldsTo: ['references/former-name'] };
  },
});
