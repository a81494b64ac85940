import { defineRule } from '../../src/check/rule.ts';
import { greeterPage } from './example-package.ts';
import type { MissingName } from './subject.ts';

/** `references/missing-member`: What a page says that an export has, it has. */
export const missingMember = defineRule<MissingName, { owner: string; name: string; package: string }>({
  id: 'references/missing-member',
  level: 'drift',
  severity: 'error',
  summary: 'A member that inline code names is one of the export before it.',
  why: 'Prose is not compiled. An option or a method that was renamed lives on in sentences and tables, where readers look it up.',
  fix: 'Write the name that it has today. A sentence that says that it was removed or renamed is left alone.',
  wrong: greeterPage('Set `Options.volume` to be heard.'),
  right: greeterPage('Set `Options.loud` to be heard.'),
  message: ({ owner, name, package: from }) => `\`${owner}\` of \`${from}\` has no \`${name}\``,
  *check({ mention, owner, name, package: from, fact, suggestion }) {
    const at = fact?.location;
    const message = `\`${fact?.name}\` is declared here`;
    yield {
      args: { owner, name, package: from },
      location: mention.location,
      related: at ? [{ file: at.file, line: at.line, column: at.column, message }] : [],
      suggestion,
    };
  },
});
