import { defineRule } from '../../src/check/rule.ts';
import type { RedirectTrail } from './redirects.ts';

const config = (redirects: string): string =>
  `import starlight from '@astrojs/starlight';\n\nexport default { redirects: ${redirects}, integrations: [starlight({ title: 'Docs' })] };\n`;
const guide = { 'src/content/docs/guide.md': '---\ntitle: Guide\n---\n\nText.\n' };

/** `links/redirect-chain`: A redirect leads to its page in one step. */
export const redirectChain = defineRule<RedirectTrail, { trail: string }>({
  id: 'links/redirect-chain',
  level: 'drift',
  severity: 'warning',
  summary: 'A redirect leads to its page in one step.',
  why: 'Each step costs the reader time, and some crawlers stop after a few. Whoever takes an address on the way off the list breaks those before it.',
  fix: 'Lead to the last address of the chain.',
  wrong: { 'astro.config.mjs': config("{ '/older': '/old', '/old': '/guide' }"), ...guide },
  right: { 'astro.config.mjs': config("{ '/older': '/guide', '/old': '/guide' }"), ...guide },
  message: ({ trail }) => `this redirect takes more than one step: ${trail}`,
  *check({ isLoop, routes, location, goal, fixes }) {
    if (isLoop) return;
    const trail = routes.map((route) => `\`${route}\``).join(' → ');
    yield { args: { trail }, location, suggestion: goal, fixes };
  },
});
