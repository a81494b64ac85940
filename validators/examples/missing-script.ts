import { defineRule } from '../../src/check/rule.ts';
import type { Location } from '../../src/workspace/source-text.ts';

/** A script that a command runs and that is not there. */
export interface UnknownScript {
  readonly location: Location;
  readonly name: string;
  /** The command up to the name of the script, as the page writes it. */
  readonly command: string;
  /** The package that the command names, when it names one. */
  readonly package: string | undefined;
  /** Whether it is that package that is not there. */
  readonly noPackage: boolean;
  readonly suggestion: string | undefined;
}

const fence = '```';
const repository = (command: string) => ({
  'package.json': JSON.stringify({ name: 'greeter', private: true, scripts: { build: 'tsc', test: 'vitest' } }),
  'README.md': `# Greeter\n\n${fence}sh\n${command}\n${fence}\n`,
});

/** `examples/missing-script`: a script that a command runs is in a package.json of the repository. */
export const missingScript = defineRule<
  UnknownScript,
  { script: string; command: string; package: string; what: 'script' | 'package'; meant: string }
>({
  id: 'examples/missing-script',
  level: 'drift',
  severity: 'error',
  summary: 'A script that a command runs is in a package.json of the repository.',
  why: 'Scripts are renamed more often than the pages that name them. The reader meets an error at the first command, before anything else can work.',
  fix: 'Write the name that the script has today. At level `drift` only pages that are about work on the repository are held to this: pages for contributors, the README of a private package, sections on development, and commands after a `git clone` of the repository. A command that a reader runs in a project of their own may be marked `@skip="why"`.',
  wrong: repository('npm run biuld'),
  right: repository('npm run build'),
  message: ({ script, command, package: name, what, meant }) => {
    const hint = meant === '' ? '' : `; did you mean \`${meant}\`?`;
    if (what === 'package') return `there is no package \`${name}\` in this repository${hint}`;
    return name === ''
      ? `\`${command}\` runs nothing: no package.json of this repository has a script \`${script}\`${hint}`
      : `\`${command}\` runs nothing: the package \`${name}\` has no script \`${script}\`${hint}`;
  },
  *check({ location, name, command, package: holder = '', noPackage, suggestion }) {
    const what = noPackage ? 'package' : 'script';
    yield { args: { script: name, command, package: holder, what, meant: suggestion ?? '' }, location, suggestion };
  },
});
