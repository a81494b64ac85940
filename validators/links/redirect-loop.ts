import { defineRule } from '../../src/check/rule.ts';
import type { RedirectTrail } from './redirects.ts';

const config = (redirects: string): string =>
  `import starlight from '@astrojs/starlight';\n\nexport default { redirects: ${redirects}, integrations: [starlight({ title: 'Docs' })] };\n`;
const guide = { 'src/content/docs/guide.md': '---\ntitle: Guide\n---\n\nText.\n' };

/** `links/redirect-loop`: Redirects end at a page. */
export const redirectLoop = defineRule<RedirectTrail, { trail: string }>({
  id: 'links/redirect-loop',
  level: 'drift',
  severity: 'error',
  summary: 'Redirects lead to a page, and not round and round.',
  why: 'When pages are moved back and forth, their redirects may come to point at each other. The browser gives up and shows an error.',
  fix: 'Lead every redirect on the way to the page.',
  wrong: { 'astro.config.mjs': config("{ '/old': '/older', '/older': '/old' }"), ...guide },
  right: { 'astro.config.mjs': config("{ '/old': '/guide', '/older': '/guide' }"), ...guide },
  message: ({ trail }) => `this redirect leads round and round: ${trail}`,
  *check({ isLoop, routes, location }) {
    if (isLoop) yield { args: { trail: routes.map((route) => `\`${route}\``).join(' → ') }, location };
  },
});
