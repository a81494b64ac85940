import type { RuleExample } from '../../src/check/rule.ts';
import { defineRule } from '../../src/check/rule.ts';
import type { StatedValue } from './subject.ts';

const settingsPage = (port: string): RuleExample => ({
  'package.json': JSON.stringify({ name: 'greeter', version: '1.0.0', type: 'module', exports: './src/index.ts' }),
  'src/index.ts': [
    'const defineSetting = <T>(definition: T): T => definition;',
    "export const port = defineSetting({ env: 'PORT', default: 3000 });",
    '',
  ].join('\n'),
  'README.md': ['# Greeter', '', '| Variable | Default |', '|---|---|', `| \`PORT\` | ${port} |`, ''].join('\n'),
});

/** `references/wrong-value`: A table says of a fact what the code says. */
export const wrongValue = defineRule<StatedValue, { name: string; what: string; written: string; real: string }>({
  id: 'references/wrong-value',
  level: 'strict',
  severity: 'error',
  summary: 'A default, a type or a status in a table is the one that the code declares.',
  why: 'Tables of settings are read to learn what happens without one. A default that was changed in the code alone makes the reader configure the wrong thing, or nothing.',
  fix: 'Write the value that the code declares, or change the code to what the page promises.',
  wrong: settingsPage('`8080`'),
  right: settingsPage('`3000`'),
  message: ({ name, what, written, real }) => `the ${what} of \`${name}\` is \`${real}\`, not \`${written}\``,
  *check({ fact, what, written, real, location }) {
    const { file, line, column } = fact.location;
    yield {
      args: { name: fact.name, what, written, real },
      location,
      related: [{ file, line, column, message: `\`${fact.name}\` is declared here` }],
      suggestion: real,
    };
  },
});
