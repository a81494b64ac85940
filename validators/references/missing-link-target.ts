import { defineRule } from '../../src/check/rule.ts';
import { greeterWithComment } from './docstring-example.ts';
import type { UnknownName } from './subject.ts';

/** `references/missing-link-target`: What a `{@link}` of a doc comment leads to is declared. */
export const missingLinkTarget = defineRule<UnknownName, { name: string; owner: string; missing: string }>({
  id: 'references/missing-link-target',
  level: 'strict',
  severity: 'error',
  summary: 'What a `{@link}` of a doc comment leads to is declared.',
  why: 'Editors and generated references turn it into a link, or into dead text when its target was renamed.',
  fix: 'Write the name that it has today.',
  wrong: greeterWithComment('Greets somebody, or throws a {@link EmptyNameError}.'),
  right: greeterWithComment('Greets somebody, or throws a {@link NameError}.'),
  message: ({ name, owner, missing }) =>
    `\`{@link ${name}}\` leads nowhere: ${owner === '' ? 'nothing is called so' : `\`${owner}\` has no \`${missing}\``}`,
  *check({ name, owner = '', missing = '', location, suggestion }) {
    yield { args: { name, owner, missing }, location, suggestion };
  },
});
