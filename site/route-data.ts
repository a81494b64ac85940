import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { markdownPath } from './repository.ts';

/** Points every page at its Markdown twin. */
export const onRequest = defineRouteMiddleware(({ locals }) => {
  const { entry, head } = locals.starlightRoute;
  if (entry.id === '404') return;
  head.push({
    tag: 'link',
    attrs: { rel: 'alternate', type: 'text/markdown', href: markdownPath(entry.id), title: 'This page as Markdown' },
  });
});
