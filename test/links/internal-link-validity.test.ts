import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugVitepress } from '../../src/docs/slugs/sluggers.ts';
import { checkLinks } from './check-links.ts';

// Property "Internal Link Validity": on a site whose links are known, what is found is what was planted, at its place.

/** How one generator names pages, and how a link of each form to one is written. */
interface Kind {
  readonly name: string;
  readonly config: Readonly<Record<string, string>>;
  readonly folder: string;
  slug(title: string): string;
  /** Destinations of a page, by its path without ending, from the page at another path. */
  forms(to: string, from: string): readonly string[];
}

const up = (from: string): string => '../'.repeat(from.split('/').length - 1);

const kinds: readonly Kind[] = [
  {
    name: 'GitHub',
    config: {},
    folder: 'docs',
    slug: (title) => title.toLowerCase().replaceAll(' ', '-'),
    forms: (to, from) => [`${up(from) || './'}${to}.md`, `/docs/${to}.md`, `./${up(from)}../docs/${to}.md`],
  },
  {
    name: 'Starlight',
    config: { 'astro.config.mjs': "export default { trailingSlash: 'always', integrations: [starlight({})] }" },
    folder: 'src/content/docs',
    slug: (title) => title.toLowerCase().replaceAll(' ', '-'),
    forms: (to, from) => [`/${to}/`, `../${up(from)}${to}/`],
  },
  {
    name: 'Docusaurus',
    config: { 'docusaurus.config.js': "module.exports = { presets: [['classic', { docs: { routeBasePath: 'd' } }]] }" },
    folder: 'docs',
    slug: (title) => title.toLowerCase().replaceAll(' ', '-'),
    forms: (to, from) => [`/d/${to}`, `${up(from) || './'}${to}.md`, `/${to}.md`],
  },
  {
    name: 'VitePress',
    config: { '.vitepress/config.ts': "export default { srcDir: 'pages' }" },
    folder: 'pages',
    slug: slugVitepress,
    forms: (to, from) => [`/${to}`, `/${to}.html`, `${up(from) || './'}${to}`, `/${to}.md`],
  },
];

const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta');
// Docusaurus takes a page named like its folder for the folder's own, so that no name stands twice in a path.
const path = fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const title = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
const link = fc.record({
  from: fc.nat(),
  to: fc.nat(),
  form: fc.nat(),
  heading: fc.nat(),
  plant: fc.constantFrom('none', 'none', 'page', 'anchor', 'own-anchor', 'none'),
  shape: fc.constantFrom('inline', 'image-link', 'html', 'definition'),
});
const sites = fc.record({
  kind: fc.constantFrom(...kinds),
  pages: fc.uniqueArray(fc.record({ path, titles: fc.uniqueArray(title, { minLength: 1, maxLength: 4 }) }), {
    selector: (page) => page.path,
    minLength: 1,
    maxLength: 8,
  }),
  links: fc.array(link, { maxLength: 25 }),
});

test('what is found is what was planted', async () => {
  await fc.assert(
    fc.asyncProperty(sites, async ({ kind, pages, links }) => {
      const texts = pages.map(({ titles }) => ['---', 'title: T', '---', '', ...titles.map((text) => `## ${text}\n`)]);
      const planted: string[] = [];
      for (const [number, { from, to, form, heading, plant, shape }] of links.entries()) {
        const source = pages[from % pages.length]!;
        const target = pages[to % pages.length]!;
        const lines = texts[from % pages.length]!;
        const own = plant === 'own-anchor';
        const goal = plant === 'page' ? `${target.path}/nowhere${number}` : target.path;
        const forms = kind.forms(goal, source.path);
        const titles = own ? source.titles : target.titles;
        const id = plant === 'anchor' || own ? `nothing${number}` : kind.slug(titles[heading % titles.length]!);
        const destination = `${own ? '' : forms[form % forms.length]}#${id}`;
        const rule = plant === 'page' ? 'links/missing-page' : 'links/missing-anchor';
        const text = {
          inline: `See [x](${destination}).`,
          'image-link': `[![x](https://a.example/x.png)](<${destination}>)`,
          html: `Text <a class="x" href="${destination}">x</a>`,
          definition: `[r${number}]: ${destination}\n\nSee [r${number}].`,
        }[shape];
        // The destination stands in the first line of each of these.
        const line = lines.join('\n').split('\n').length + 2;
        lines.push('', text);
        if (plant !== 'none') planted.push(`${rule} ${kind.folder}/${source.path}.md:${line} ${destination}`);
      }
      const files = Object.fromEntries(
        pages.map((page, index) => [`${kind.folder}/${page.path}.md`, `${texts[index]!.join('\n')}\n`]),
      );
      const { findings, ledger } = await checkLinks({ ...kind.config, ...files });
      const found = findings.map(({ rule, location, args }) => {
        const destination = 'target' in args && rule === 'links/missing-page' ? args.target : args.link;
        return `${rule} ${location?.file}:${location?.line} ${destination}`;
      });
      expect(found.sort()).toEqual(planted.sort());
      expect(ledger.unverifiable).toBe(0);
    }),
    { numRuns: 200 },
  );
});
