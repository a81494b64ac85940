import { defineRule } from '../../src/check/rule.ts';
import type { MissingPath } from './subject.ts';

const repository = (path: string) => ({
  'package.json': JSON.stringify({ name: 'greeter', private: true }),
  'src/voices/loud.ts': 'export const loud = true;\n',
  'CONTRIBUTING.md': `# Contributing\n\nVoices are kept in \`${path}\`.\n`,
});

/** `references/missing-path`: A file or folder that inline code names is in the repository. */
export const missingPath = defineRule<MissingPath, { path: string; kind: MissingPath['kind'] }>({
  id: 'references/missing-path',
  level: 'drift',
  severity: 'error',
  summary: 'A file or folder of the repository that inline code names is there.',
  why: 'Pages for contributors are maps of the code. Files are moved, and the map leads a new reader nowhere.',
  fix: 'Write the path that it has today. Only pages about work on the repository are held to this: those for contributors, the README of a private package, and sections on development. What `.gitignore` leaves out need not be there.',
  wrong: repository('src/voices/quiet.ts'),
  right: repository('src/voices/loud.ts'),
  message: ({ path, kind }) => `there is no ${kind} \`${path}\` in this repository`,
  *check({ mention, path, kind, suggestion }) {
    yield { args: { path, kind }, location: mention.location, suggestion };
  },
});
