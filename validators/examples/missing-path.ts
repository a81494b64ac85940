import { defineRule } from '../../src/check/rule.ts';
import type { Location } from '../../src/workspace/source-text.ts';

/** A path that a command needs and that is not there. */
export interface UnknownPath {
  readonly location: Location;
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'either';
  readonly suggestion: string | undefined;
}

const fence = '```';
const repository = (command: string) => ({
  'package.json': JSON.stringify({ name: 'greeter', private: true }),
  'scripts/release.ts': "console.log('released');\n",
  'README.md': `# Greeter\n\n${fence}sh\n${command}\n${fence}\n`,
});

const names = { file: 'file', folder: 'folder', either: 'file or folder' };

/** `examples/missing-path`: a path that a command needs is in the repository. */
export const missingPath = defineRule<UnknownPath, { path: string; kind: UnknownPath['kind']; meant: string }>({
  id: 'examples/missing-path',
  level: 'drift',
  severity: 'error',
  summary: 'A file or folder that a command needs is in the repository.',
  why: 'A script that was moved leaves its old path in the commands that run it.',
  fix: 'Write the path that the file has today. What the commands of the page make themselves, and what `.gitignore` leaves out, need not be there. At level `drift` only pages that are about work on the repository are held to this.',
  wrong: repository('node scripts/relase.ts'),
  right: repository('node scripts/release.ts'),
  message: ({ path, kind, meant }) =>
    `there is no ${names[kind]} \`${path}\` in this repository${meant === '' ? '' : `; did you mean \`${meant}\`?`}`,
  *check({ location, path, kind, suggestion }) {
    yield { args: { path, kind, meant: suggestion ?? '' }, location, suggestion };
  },
});
