import { getCollection } from 'astro:content';
import type { APIRoute, GetStaticPaths } from 'astro';
import type { PublishedPage } from '../frontmatter.ts';
import { markdownPath } from '../repository.ts';

/** Every page as the Markdown that it was written in, for readers that are programs. */
export const getStaticPaths = (async () => {
  const pages: PublishedPage[] = await getCollection('docs');
  return pages
    .filter(({ id }) => id !== '404')
    .map((page) => ({ params: { slug: markdownPath(page.id).slice(1, -'.md'.length) }, props: { page } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ page: PublishedPage }> = ({ props }) => {
  const { title, description } = props.page.data;
  const lines = [`# ${title}`, ...(description ? [`> ${description}`] : []), props.page.body?.trim() ?? ''];
  return new Response(`${lines.join('\n\n')}\n`, { headers: { 'content-type': 'text/markdown; charset=utf-8' } });
};
