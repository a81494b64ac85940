import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import type { PublishedPage } from '../frontmatter.ts';
import { navigationGroups } from '../navigation.ts';
import { markdownPath } from '../repository.ts';

/** The index of the site for language models: every page with its title, description and Markdown (https://llmstxt.org). */
export const GET: APIRoute = async ({ site }) => {
  const entries: PublishedPage[] = await getCollection('docs');
  const line = ({ id, data }: PublishedPage) =>
    `- [${data.title}](${new URL(markdownPath(id), site)})${data.description ? `: ${data.description}` : ''}`;
  const groups = navigationGroups.flatMap(({ folder, label }) => {
    const pages = entries.filter(({ id }) => id === folder || id.startsWith(`${folder}/`));
    pages.sort((a, b) => (a.id < b.id ? -1 : 1));
    return pages.length > 0 ? [`## ${label}`, pages.map(line).join('\n')] : [];
  });
  const text = [
    '# Docproof',
    '> Docproof proves documentation against the code it describes. This site documents Docproof and Almanac, the reference service that it is proven on.',
    ...groups,
  ];
  return new Response(`${text.join('\n\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
