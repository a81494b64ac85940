import { defineRule } from '../../src/check/rule.ts';
import { greeterPage } from './example-package.ts';
import type { NamedBefore } from './subject.ts';

const manifest = JSON.stringify({
  version: 1,
  facts: { exports: { greeter: ['greetEveryone', 'greetTheWorld'] } },
  former: {},
});

const page = (text: string) => ({ ...greeterPage(text), 'docproof.snapshot.json': `${manifest}\n` });

/** `references/former-name`: A name in inline code is one that the code has now, not one that it had before. */
export const formerName = defineRule<NamedBefore, { name: string; became: string; commit: string }>({
  id: 'references/former-name',
  level: 'drift',
  severity: 'error',
  summary: 'A name in inline code is one that the code has now, not one that it had before.',
  why: 'A rename is made in all of the code at once, and the pages are forgotten. Nobody finds what they name: the compiler never reads them.',
  fix: 'Write what it is called now; `docproof fix` does where it is certain. Take the sentence away when the thing itself is gone. A sentence or a section that tells of earlier versions is left alone.',
  wrong: page('Call `greetTheWorld` at a party.'),
  right: page('Call `greetEveryone` at a party. It was called `greetTheWorld` before.'),
  message({ name, became, commit }) {
    const where = commit === '' ? '' : ` in ${commit}`;
    if (became !== '') return `\`${name}\` was renamed to \`${became}\`${where}`;
    return commit === '' ? `\`${name}\` is gone since the last snapshot` : `\`${name}\` was taken away${where}`;
  },
  *check({ mention, former, range }) {
    const { name, became = '', certain, commit = '' } = former;
    const suggestion = became === '' ? undefined : mention.value.replace(name, became);
    const edits = range && [{ file: mention.file, range, text: became }];
    const fix = edits && { title: `Write ${became}, as it is called now`, safe: true, edits };
    yield {
      args: { name, became: certain ? became : '', commit },
      location: mention.location,
      suggestion,
      fixes: fix && certain && became !== '' ? [fix] : [],
    };
  },
});
