import type { RuleExample } from '../../src/check/rule.ts';
import { defineRule } from '../../src/check/rule.ts';
import type { UnknownArgument } from './subject.ts';

const greeterProgram = (command: string): RuleExample => ({
  'package.json': JSON.stringify({ name: 'greeter', version: '1.0.0', type: 'module', bin: { greet: './src/cli.ts' } }),
  'src/cli.ts': [
    "import { parseArgs } from 'node:util';",
    "const { values } = parseArgs({ options: { loud: { type: 'boolean' }, name: { type: 'string' } } });",
    'console.log(values);',
    '',
  ].join('\n'),
  'README.md': ['# Greeter', '', '```sh', command, '```', ''].join('\n'),
});

/** `references/unknown-argument`: A command gives a program of the repository what the program knows. */
export const unknownArgument = defineRule<UnknownArgument, { kind: string; name: string; program: string }>({
  id: 'references/unknown-argument',
  level: 'drift',
  severity: 'error',
  summary: 'A command gives a program of the repository flags and commands that the program knows.',
  why: 'A flag that was renamed lives on in the commands that readers copy. The program refuses it, or does something else in silence.',
  fix: 'Write the flag or the command that the program has today. A program is held to this when all of its flags are written out in calls of `parseArgs`, commander, cac, citty or strict yargs.',
  wrong: greeterProgram('npx greeter --volume 11'),
  right: greeterProgram('npx greeter --loud'),
  message: ({ kind, name, program }) =>
    kind === 'flag' ? `\`${program}\` knows no flag \`${name}\`` : `there is no command \`${name}\``,
  *check({ kind, name, program, location, suggestion }) {
    yield { args: { kind, name, program }, location, suggestion };
  },
});
