import { defineRule } from '../../src/check/rule.ts';
import type { BrokenAnswer } from '../../src/external/port.ts';
import type { AnsweredLink } from './subject.ts';

/** `external/broken`: The page behind an external link exists. */
export const broken = defineRule<AnsweredLink, { address: string; answer: BrokenAnswer }>({
  id: 'external/broken',
  level: 'drift',
  severity: 'error',
  summary: 'The page behind an external link exists.',
  why: 'Pages of others disappear without a word. A server that has a bad day is no reason to fail a build, so a link is an error only when it has been broken for some days, three by default, or when the change under check brings it. Before that it is a warning.',
  fix: 'Link to where the page is now, to an archived copy, or to nothing.',
  wrong: { 'README.md': 'Read [the guide](https://docs.acme.dev/gone).\n' },
  right: { 'README.md': 'Read [the guide](https://docs.acme.dev/guide).\n' },
  message: ({ address, answer }) =>
    answer === 'no host' ? `the host of \`${address}\` does not exist` : `\`${address}\` answers ${answer}`,
  *check({ link, address, verdict, isNew }) {
    if (verdict.kind !== 'broken') return;
    const severity = verdict.lasting || isNew ? undefined : 'warning';
    yield {
      args: { address, answer: verdict.answer },
      location: link.location,
      today: { severity, addition: ` since ${verdict.since}` },
    };
  },
});
