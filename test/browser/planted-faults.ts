import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CheckResult } from '../../src/check/result.ts';
import type { Level } from '../../src/check/rule.ts';
import { check } from '../../src/cli/compose.ts';
import { diskFileSystem } from '../../src/workspace/file-system.ts';
import { buildSite } from './built-site.ts';

let root: string;
let output: string;

/** A change of a built file: its path, and what its text becomes. */
type Fault = readonly [file: string, edit: (text: string) => string];

/** Checks the built site with faults that stand in memory only. */
function checkWith(faults: readonly Fault[], level: Level = 'strict'): Promise<CheckResult> {
  const fileSystem: typeof diskFileSystem = {
    ...diskFileSystem,
    readFile(path) {
      const bytes = diskFileSystem.readFile(path);
      const edits = faults.filter(([file]) => path === join(output, file));
      if (edits.length === 0) return bytes;
      const before = Buffer.from(bytes).toString('utf8');
      const after = edits.reduce((text, [, edit]) => edit(text), before);
      if (after === before) throw new Error(`Nothing was planted in ${path}.`);
      return Buffer.from(after);
    },
  };
  return check({ root, config: {}, level, only: ['site', 'links'], site: output, fileSystem });
}

const linesOf = ({ findings }: CheckResult): string[] =>
  findings.map(({ rule, location }) => `${rule} ${location?.file}:${location?.line}:${location?.column}`);

const inBody =
  (html: string) =>
  (text: string): string =>
    text.replace('</body>', `${html}</body>`);
const inHead =
  (html: string) =>
  (text: string): string =>
    text.replace('</head>', `${html}</head>`);

/** Faults that no author wrote, each in a page of its own: the built file, the fault, its rule and the page to mend. */
const planted: readonly (readonly [...Fault, rule: string, page: string])[] = [
  [
    'start/quick-start/index.html',
    inBody('<a href="/start/quick-strat/">x</a>'),
    'missing-page',
    'start/quick-start.md',
  ],
  [
    'start/what-this-is/index.html',
    inBody('<a href="/start/quick-start/#verfy">x</a>'),
    'missing-anchor',
    'start/what-this-is.md',
  ],
  ['architecture/index.html', inBody('<a href="#no-such-part">x</a>'), 'missing-anchor', 'architecture/index.md'],
  ['architecture/context/index.html', inBody('<img src="/no.png" alt="">'), 'missing-asset', 'architecture/context.md'],
  [
    'architecture/containers/index.html',
    inBody('<img srcset="/favicon.svg 1x, /no.svg 2x" alt="">'),
    'missing-asset',
    'architecture/containers.md',
  ],
  [
    'architecture/components/index.html',
    inBody('<script src="/_astro/no.js"></script>'),
    'missing-asset',
    'architecture/components.md',
  ],
  ['docproof/concepts/index.html', inBody('<video poster="/no.jpg"></video>'), 'missing-asset', 'docproof/concepts.md'],
  [
    'docproof/markers/index.html',
    inHead('<meta property="og:image" content="https://docproof.dev/no-preview.png">'),
    'missing-asset',
    'docproof/markers.md',
  ],
  [
    'docproof/built-site/index.html',
    inBody('<p style="background: url(/no-ground.png)"></p>'),
    'missing-asset',
    'docproof/built-site.md',
  ],
  [
    'docproof/configuration/index.html',
    inHead('<style>p { background: url("no.png") }</style>'),
    'missing-asset',
    'docproof/configuration.md',
  ],
  [
    'docproof/command-line/index.html',
    inBody('<svg><use href="/favicon.svg#no"/></svg>'),
    'missing-anchor',
    'docproof/command-line.md',
  ],
  ['contributing/index.html', inBody('<a href="/Start/quick-start/">x</a>'), 'wrong-case', 'contributing/index.md'],
  ['contributing/commits/index.html', inBody('<a href="/%zz/">x</a>'), 'malformed-url', 'contributing/commits.md'],
  [
    'contributing/code-style/index.html',
    inBody('<a href="/start/quick-start">x</a>'),
    'trailing-slash',
    'contributing/code-style.md',
  ],
  [
    'reference/settings/index.html',
    inBody('<p id="planted"></p><p id="planted"></p>'),
    'duplicate-id',
    'reference/settings.md',
  ],
  [
    'reference/tables/index.html',
    inBody('<p id="planted"></p><p id="planted"></p><a href="#planted">x</a>'),
    'duplicate-anchor',
    'reference/tables.md',
  ],
  [
    'layers/core/config/index.html',
    inHead('<meta http-equiv="refresh" content="0;url=/no/">'),
    'redirect',
    'layers/core/config.md',
  ],
  [
    'layers/core/errors/index.html',
    inHead('<meta http-equiv="refresh" content="0;url=/layers/core/errors/">'),
    'redirect',
    'layers/core/errors.md',
  ],
  [
    'layers/core/events/index.html',
    inHead('<meta http-equiv="refresh" content="0;url=/layers/core/container/">'),
    'redirect-chain',
    'layers/core/events.md',
  ],
];

/** No fault by itself: the second step of the chain. */
const secondStep: Fault = [
  'layers/core/container/index.html',
  inHead('<meta http-equiv="refresh" content="0;url=/start/quick-start/">'),
];

const levels = ['drift', 'strict'] as const;

const byPlace = (a: string, b: string): number => (a.split(' ')[1]! < b.split(' ')[1]! ? -1 : 1);

/** Holds what Docproof says of the built site, as it is and with faults planted in memory. */
export function holdPlantedFaults(): void {
  describe('faults of the built site', () => {
    beforeAll(() => {
      const built = buildSite();
      root = realpathSync(built.root);
      output = realpathSync(built.output);
    }, 240_000);

    test('the built site has no fault', async () => {
      expect(linesOf(await checkWith([]))).toEqual([]);
    });

    test.each(levels)('at level %s, each kind of fault is found once, at its page', async (level) => {
      const result = await checkWith([secondStep, ...planted.map(([file, edit]) => [file, edit] as const)], level);
      // How links end is the style of a site, whose server mends them.
      const told = planted.filter(([, , rule]) => level === 'strict' || rule !== 'trailing-slash');
      expect(linesOf(result)).toEqual(
        told.map(([, , rule, page]) => `site/${rule} site/content/docs/${page}:1:1`).sort(byPlace),
      );
      for (const [file, , rule, page] of told) {
        const found = result.findings.find(({ location }) => location?.file === `site/content/docs/${page}`);
        expect(found?.related[0]?.file, rule).toBe(`dist-site/${file}`);
      }
    });

    test.each(levels)('at level %s, what stands in the files beside the pages is found there', async (level) => {
      const sheet = readdirSync(join(output, '_astro')).find((name) => /^common\..*\.css$/.test(name))!;
      const faults: readonly Fault[] = [
        [`_astro/${sheet}`, (text) => `a { background: url(no.png) }\n${text}`],
        [
          'sitemap-0.xml',
          (text) => text.replace('</urlset>', '<url><loc>https://docproof.dev/no/</loc></url></urlset>'),
        ],
        ['robots.txt', (text) => `${text}\nSitemap: https://docproof.dev/no.xml\n`],
      ];
      const result = await checkWith(faults, level);
      expect(linesOf(result).map((line) => line.replace(/:\d+:\d+$/, ''))).toEqual([
        `site/missing-asset dist-site/_astro/${sheet}`,
        'site/sitemap-entry dist-site/sitemap-0.xml',
        'site/sitemap-entry site/public/robots.txt',
      ]);
    });

    test('a link of the layout is one finding, with the number of its pages', async () => {
      const pages = readdirSync(output, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
      const { findings } = await checkWith(pages.map((file) => [file, inBody('<a href="/no/">x</a>')] as const));
      expect(findings.map(({ rule, location, related }) => [rule, location?.file, related[0]?.message])).toEqual([
        ['site/missing-page', 'dist-site/404.html', `the first of ${pages.length} pages that have it`],
      ]);
    });

    test('a link that an author wrote is told at its line and column', async () => {
      const page = 'site/content/docs/guides/external-links.md';
      const lines = readFileSync(join(root, page), 'utf8').split('\n');
      const target = '/docproof/configuration/#external-links';
      const written = lines.flatMap((line, index) =>
        [...line.matchAll(/\]\(([^)]+)\)/g)].flatMap((match) =>
          match[1] === target ? [`site/missing-anchor ${page}:${index + 1}:${match.index + 3}`] : [],
        ),
      );
      expect(written.length).toBeGreaterThan(0);
      const lost = (text: string): string => text.replace('id="external-links"', 'id="external-link"');
      const result = await checkWith([['docproof/configuration/index.html', lost]]);
      expect(linesOf(result).filter((line) => line.includes(page))).toEqual(written);
    });
  });
}
