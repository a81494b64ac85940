import { defineRule } from '../../src/check/rule.ts';
import type { Location } from '../../src/workspace/source-text.ts';

/** A program of a package of the repository that a command runs and that is not there. */
export interface UnknownProgram {
  readonly location: Location;
  readonly package: string;
  /** The program that the command names; empty when the package has several and none is its default. */
  readonly program: string;
  readonly known: readonly string[];
  readonly suggestion: string | undefined;
}

const fence = '```';
const repository = (command: string) => ({
  'package.json': JSON.stringify({ name: 'greeter', bin: { greet: './greet.js' } }),
  'greet.js': "#!/usr/bin/env node\nconsole.log('hello');\n",
  'README.md': `# Greeter\n\n${fence}sh\n${command}\n${fence}\n`,
});

/** `examples/missing-program`: a program that is run from a package of the repository is one that the package has. */
export const missingProgram = defineRule<
  UnknownProgram,
  { package: string; program: string; known: readonly string[]; meant: string }
>({
  id: 'examples/missing-program',
  level: 'drift',
  severity: 'error',
  summary: 'A program that `npx` and its likes run from a package of the repository is in the `bin` of the package.',
  why: '`npx` installs the package and then finds nothing to run. It says so in words that do not help the reader.',
  fix: 'Write the name of a program that `bin` in the package.json lists, or add it there.',
  wrong: repository('npx --package=greeter greet-all'),
  right: repository('npx --package=greeter greet'),
  message: ({ package: name, program, known, meant }) => {
    if (known.length === 0) return `the package \`${name}\` has no program to run: its package.json has no \`bin\``;
    if (program === '') return `\`${name}\` has several programs and none of its own name: ${known.join(', ')}`;
    return `the package \`${name}\` has no program \`${program}\`${meant === '' ? '' : `; did you mean \`${meant}\`?`}`;
  },
  *check({ location, package: name, program, known, suggestion }) {
    yield { args: { package: name, program, known, meant: suggestion ?? '' }, location, suggestion };
  },
});
