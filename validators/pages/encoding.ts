import { defineRule } from '../../src/check/rule.ts';
import type { Page } from '../../src/docs/page.ts';

/** `pages/encoding`: A page is UTF-8. */
export const encoding = defineRule<Page, { detail: string }>({
  id: 'pages/encoding',
  level: 'drift',
  severity: 'error',
  summary: 'A page is UTF-8.',
  why: 'Markdown tools read UTF-8. Other bytes reach the reader as `�`.',
  fix: 'Save the file as UTF-8.',
  wrong: { 'README.md': new Uint8Array([0x23, 0x20, 0x43, 0x61, 0x66, 0xe9, 0x0a]) },
  right: { 'README.md': '# Café\n' },
  message: ({ detail }) => `this page is not UTF-8: ${detail}`,
  *check({ faults }) {
    for (const fault of faults)
      if (fault.kind === 'encoding') yield { args: { detail: fault.message }, location: fault.location };
  },
});
