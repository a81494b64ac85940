import { defineRule } from '../../src/check/rule.ts';
import { problemsOf, type ResolvedLink } from './subject.ts';

/** `links/missing-file`: Images and other files that a page uses exist. */
export const missingFile = defineRule<ResolvedLink, { target: string; hint: string }>({
  id: 'links/missing-file',
  level: 'drift',
  severity: 'error',
  summary: 'Images and other files that a page uses exist.',
  why: 'A missing image leaves a hole where the explanation should be, and a link to a source file that was renamed sends the reader to an error.',
  fix: 'Correct the path, or add the file.',
  wrong: { 'README.md': 'See [the example](src/exmaple.ts).\n', 'src/example.ts': 'export const answer = 42;\n' },
  right: { 'README.md': 'See [the example](src/example.ts).\n', 'src/example.ts': 'export const answer = 42;\n' },
  message: ({ target, hint }) => `there is no file at \`${target}\`${hint}`,
  *check(subject) {
    const { link } = subject;
    for (const { suggestion, hint } of problemsOf(subject, 'missing-file')) {
      yield { args: { target: link.target ?? '', hint }, location: link.location, suggestion };
    }
  },
});
