import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugVitepress } from '../../src/docs/slugs/sluggers.ts';
import { checkLinks } from './check-links.ts';

// Property "Internal Link Validity": on a site whose links are known, what is found is what was planted, at its place; and
// its fixes mend what they are offered for, and break nothing.

/** How one generator names pages, and how a link of each form to one is written. */
interface Kind {
  readonly name: string;
  /** The config for pages at these paths. */
  config(paths: readonly string[]): Readonly<Record<string, string>>;
  readonly folder: string;
  readonly ending?: 'mdx';
  slug(title: string): string;
  /** Destinations of a page, by its path without ending, from the page at another path. */
  forms(to: string, from: string): readonly string[];
  /** Where a picture stands, and how it is shown by a page. */
  readonly picture: { readonly folder: string; show(name: string, from: string): string };
}

const up = (from: string): string => '../'.repeat(from.split('/').length - 1);
const githubSlug = (title: string): string => title.toLowerCase().replaceAll(' ', '-');
const fromRoot = (base = ''): Kind['picture'] => ({ folder: 'public', show: (name) => `${base}/${name}` });
const astro =
  (more: string): Kind['config'] =>
  () => ({
    'astro.config.mjs': `export default { ${more} integrations: [starlight({})] }`,
  });
const docs = 'src/content/docs';

const kinds: readonly Kind[] = [
  {
    name: 'GitHub',
    config: () => ({}),
    folder: 'docs',
    slug: githubSlug,
    forms: (to, from) => [`${up(from) || './'}${to}.md`, `/docs/${to}.md`, `./${up(from)}../docs/${to}.md`],
    picture: { folder: 'docs', show: (name, from) => `${up(from)}${name}` },
  },
  {
    name: 'Starlight',
    config: astro("trailingSlash: 'always',"),
    folder: docs,
    slug: githubSlug,
    forms: (to, from) => [`/${to}/`, `../${up(from)}${to}/`],
    picture: fromRoot(),
  },
  {
    name: 'Starlight below a base, with redirects',
    config: (paths) => ({
      'astro.config.mjs': `export default { base: '/lib', trailingSlash: 'always', redirects: { ${paths
        .map((path) => `'/moved/${path}': '/lib/${path}/'`)
        .join(', ')} }, integrations: [starlight({})] }`,
    }),
    folder: docs,
    slug: githubSlug,
    forms: (to, from) => [`/lib/${to}/`, `/lib/moved/${to}/`, `../${up(from)}${to}/`],
    picture: fromRoot('/lib'),
  },
  {
    name: 'Starlight without slashes',
    config: astro("trailingSlash: 'never',"),
    folder: docs,
    slug: githubSlug,
    forms: (to, from) => [`/${to}`, `${up(from) || './'}${to}`],
    picture: fromRoot(),
  },
  {
    name: 'Starlight in languages',
    config: () => ({
      'astro.config.mjs':
        "export default { trailingSlash: 'always', integrations: [starlight({ defaultLocale: 'root', locales: { root: { label: 'A', lang: 'en' }, fr: { label: 'B' } } })] }",
    }),
    folder: docs,
    slug: githubSlug,
    forms: (to) => [`/${to}/`, `/fr/${to}/`],
    picture: fromRoot(),
  },
  {
    name: 'Docusaurus',
    config: () => ({
      'docusaurus.config.js': "module.exports = { presets: [['classic', { docs: { routeBasePath: 'd' } }]] }",
    }),
    folder: 'docs',
    slug: githubSlug,
    forms: (to, from) => [`/d/${to}`, `${up(from) || './'}${to}.md`, `/${to}.md`],
    picture: { folder: 'static', show: (name) => `/${name}` },
  },
  {
    name: 'Docusaurus below a base',
    config: () => ({ 'docusaurus.config.js': "module.exports = { baseUrl: '/lib/', presets: [['classic', {}]] }" }),
    folder: 'docs',
    slug: githubSlug,
    forms: (to) => [`/docs/${to}`, `/lib/docs/${to}`],
    picture: { folder: 'static', show: (name) => `/${name}` },
  },
  {
    name: 'VitePress',
    config: () => ({ '.vitepress/config.ts': "export default { srcDir: 'pages' }" }),
    folder: 'pages',
    slug: slugVitepress,
    forms: (to, from) => [`/${to}`, `/${to}.html`, `${up(from) || './'}${to}`, `/${to}.md`],
    picture: { folder: 'pages/public', show: (name) => `/${name}` },
  },
  {
    name: 'Fumadocs',
    config: () => ({
      'source.config.ts': "export const docs = defineDocs({ dir: 'content/docs' });\n",
      'lib/source.ts':
        "import { loader } from 'fumadocs-core/source';\nexport const source = loader({ baseUrl: '/docs', source: docs.toFumadocsSource() });\n",
    }),
    folder: 'content/docs',
    ending: 'mdx',
    slug: githubSlug,
    forms: (to, from) => [`/docs/${to}`, `${up(from) || './'}${to}.mdx`],
    picture: fromRoot(),
  },
];

const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta');
// Docusaurus takes a page named like its folder for the folder's own, so that no name stands twice in a path.
const path = fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const title = fc
  .array(fc.oneof(word, fc.constant('été')), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(' '));
const link = fc.record({
  from: fc.nat(),
  to: fc.nat(),
  form: fc.nat(),
  heading: fc.nat(),
  plant: fc.constantFrom('none', 'none', 'none', 'page', 'anchor', 'own-anchor', 'case', 'picture', 'no-picture'),
  shape: fc.constantFrom('inline', 'image-link', 'html', 'definition'),
  encode: fc.boolean(),
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

test('what is found is what was planted, and fixes mend it', async () => {
  await fc.assert(
    fc.asyncProperty(sites, async ({ kind, pages, links }) => {
      const ending = kind.ending ?? 'md';
      const texts = pages.map(({ titles }) => ['---', 'title: T', '---', '', ...titles.map((text) => `## ${text}\n`)]);
      const planted: string[] = [];
      for (const [number, { from, to, form, heading, plant, shape, encode }] of links.entries()) {
        const source = pages[from % pages.length]!;
        const target = pages[to % pages.length]!;
        const lines = texts[from % pages.length]!;
        const line = lines.join('\n').split('\n').length + 2;
        const place = `${kind.folder}/${source.path}.${ending}:${line}`;
        if (plant === 'picture' || plant === 'no-picture') {
          const shown = kind.picture.show(plant === 'picture' ? 'pic ture.png' : `none${number}.png`, source.path);
          lines.push('', `![x](${encodeURI(shown)})`);
          if (plant === 'no-picture') planted.push(`links/missing-file ${place} ${shown}`);
          continue;
        }
        const own = plant === 'own-anchor';
        const goal = plant === 'page' ? `${target.path}/nowhere${number}` : target.path;
        const forms = kind.forms(goal, source.path);
        const titles = own ? source.titles : target.titles;
        const exact = kind.slug(titles[heading % titles.length]!);
        const id = plant === 'anchor' || own ? `nothing${number}` : plant === 'case' ? exact.toUpperCase() : exact;
        const written = encode ? encodeURIComponent(id) : id;
        const destination = `${own ? '' : forms[form % forms.length]}#${written}`;
        const text = {
          inline: `See [x](${destination}).`,
          'image-link': `[![x](https://a.example/x.png)](<${destination}>)`,
          html: `Text <a class="x" href="${destination}">x</a>`,
          definition: `[r${number}]: ${destination}\n\nSee [r${number}].`,
        }[shape];
        // The destination stands in the first line of each of these.
        lines.push('', text);
        const rule =
          plant === 'case' ? 'links/wrong-case' : plant === 'page' ? 'links/missing-page' : 'links/missing-anchor';
        // VitePress makes an id of what a link in Markdown names, so that case does not matter there.
        const isRight = plant === 'none' || (plant === 'case' && kind.name === 'VitePress' && shape !== 'html');
        if (!isRight) planted.push(`${rule} ${place} ${destination}`);
      }
      const files: Record<string, string> = {
        ...kind.config(pages.map((page) => page.path)),
        [`${kind.picture.folder}/pic ture.png`]: 'x',
      };
      for (const [index, page] of pages.entries()) {
        files[`${kind.folder}/${page.path}.${ending}`] = `${texts[index]!.join('\n')}\n`;
      }
      const said = async (): Promise<{ found: string[]; left: string[] }> => {
        const { findings, ledger } = await checkLinks(files);
        expect(ledger.unverifiable).toBe(0);
        const edits = findings.flatMap(({ fixes }) => fixes.flatMap((fix) => (fix.safe ? fix.edits : [])));
        const name = ({ rule, location, args }: (typeof findings)[number]): string => {
          const destination = 'target' in args && rule !== 'links/missing-anchor' ? args.target : args.link;
          return `${rule} ${location?.file}:${location?.line} ${destination}`;
        };
        for (const { file, range, text } of edits.sort((a, b) => b.range[0] - a.range[0])) {
          const old = files[file]!;
          files[file] = old.slice(0, range[0]) + text + old.slice(range[1]);
        }
        const left = findings.filter(({ fixes }) => fixes.length === 0).map(name);
        return { found: findings.map(name).sort(), left: left.sort() };
      };
      const before = await said();
      expect(before.found).toEqual(
        planted.map((one) => one.replace(/(missing-file \S+ )(.*)/, (_, a, b) => a + encodeURI(b))).sort(),
      );
      // Twice: what is left is what had no fix, and nothing new.
      expect((await said()).found).toEqual(before.left);
    }),
    { numRuns: 250 },
  );
});
