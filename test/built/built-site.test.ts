import { describe, expect, test } from 'vitest';
import { checkFiles } from '../kit/check-files.ts';
import { checkBuilt, html, linesOf, starlight, written } from './check-built.ts';

/** A site without a fault that has one of everything. */
const clean = {
  '.gitignore': 'dist/\n',
  'public/files/a b.pdf': 'pdf',
  'astro.config.mjs': starlight("redirects: { '/old/': '/guide/' },"),
  'public/_redirects': '# moved\n/away https://other.example 301\n/app/* /index.html 200\n',
  'src/content/docs/index.md': written('Read the [guide](/guide/#use), or the [file](/files/a%20b.pdf#page=2).'),
  'src/content/docs/guide.md': written('## Use\n\n[itself](#use) and [home](/)'),
  'dist/_redirects': '# moved\n/away https://other.example 301\n/app/* /index.html 200\n',
  'dist/index.html': html(
    [
      '<a href="#_top">Skip</a><h1 id="_top">Home</h1>',
      '<a href="/guide/#use">guide</a> <a href="/files/a%20b.pdf#page=2">file</a>',
      '<a href="/guide">no slash</a> <a href="guide/">relative</a> <a href="/guide/index.html">whole</a>',
      '<a href="/plain">clean</a> <a href="/plain.html?x=1&amp;y=2#a&amp;b">entities</a> <a href="/über/">umlaut</a>',
      '<a href="#">top</a> <a href="#top">top</a> <a href="/guide/#:~:text=use">text</a>',
      '<a href="https://docs.example/guide/#use">own</a> <a href="https://other.example/x#y">external</a>',
      '<a href="mailto:a@b.example">mail</a> <a href="/old/#use">moved</a> <a href="/away">away</a> <a href="/app/x">app</a>',
      '<img src="/a.png" srcset="/a.png 1x, /b.png 2x" alt=""><img src="data:image/gif;base64,R0lGOD,lhAQ" alt="">',
      '<svg><use href="/icons.svg#star"/></svg><script src="/app.js"></script>',
      '<template><a href="/nowhere/">inert</a><p id="_top"></p></template><!-- <a href="/nowhere/">comment</a> -->',
      '<script>document.write(\'<a href="/nowhere/">\')</script><pre>&lt;a href="/nowhere/"&gt;</pre>',
    ].join('\n'),
    '<link rel="canonical" href="https://docs.example/"><link rel="preconnect" href="https://cdn.example">',
  ),
  'dist/guide/index.html': html(
    '<h1 id="_top">Guide</h1><h2 id="use">Use</h2><a href="#use">itself</a><a href="/">home</a>',
  ),
  'dist/plain.html': html('<h1><a name="a&b">Plain</a></h1><a href="guide/">beside</a>'),
  'dist/über/index.html': html('<h1>Über</h1><a href="../guide/">up</a>'),
  'dist/based/index.html': html('<a href="use">by base</a>', '<base href="/guide/">'),
  'dist/guide/use.html': html('<h1>Use</h1>'),
  'dist/old/index.html': '<meta http-equiv="refresh" content="0;url=/guide/"><a href="/guide/">moved</a>',
  'dist/404.html': html('<a href="/">home</a>'),
  'dist/files/a b.pdf': 'pdf',
  'dist/a.png': 'png',
  'dist/b.png': 'png',
  'dist/app.js': 'js',
  'dist/icons.svg': '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="star"/></svg>',
  'dist/robots.txt': 'Sitemap: https://docs.example/sitemap-index.xml\n',
  'dist/sitemap-index.xml':
    '<sitemapindex><sitemap><loc>https://docs.example/sitemap-0.xml</loc></sitemap></sitemapindex>',
  'dist/sitemap-0.xml':
    '<urlset><url><loc>https://docs.example/guide/</loc></url><url><loc>https://docs.example/%C3%BCber/</loc></url></urlset>',
};

/** The clean site with a piece of its first page replaced. */
const with404 = (body: string): Record<string, string> => ({ ...clean, 'dist/404.html': html(body) });

test('a site without a fault has no finding, and the summary says how much was read', async () => {
  const result = await checkFiles(clean);
  expect(linesOf(result)).toEqual([]);
  expect(result.notes).toEqual([
    'the built site in dist has 8 pages, 31 links (1 of them external, 3 that only a server or a script can tell) and 4 ids',
  ]);
});

test('a link whose anchor only the built page can show is settled as checked', async () => {
  const sources = {
    ...clean,
    'src/pages/tool.astro': '<Tool />',
    'src/content/docs/guide.md': written('## Use\n\n[tool](/tool/#input)'),
  };
  const built = {
    ...sources,
    'dist/guide/index.html': html('<h2 id="use">Use</h2><a href="/tool/#input">tool</a>'),
    'dist/tool/index.html': html('<input id="input">'),
  };
  const withoutSite = Object.fromEntries(Object.entries(sources).filter(([path]) => !path.startsWith('dist/')));
  const { ledger: before } = await checkFiles(withoutSite);
  const { ledger: after } = await checkFiles(built);
  expect(before.links).toMatchObject({ checked: 2, unverifiable: 1 });
  expect(after.links).toMatchObject({ checked: 3, unverifiable: 0 });
});

describe('a fault that no page has written is told at the built page, or at the page it was made of', () => {
  test.each([
    ['a page that was not built', '<a href="/giude/">x</a>', 'site/missing-page dist/404.html:5:4 => /guide/'],
    [
      'an absolute address of the site',
      '<a href="https://docs.example/giude/">x</a>',
      'site/missing-page dist/404.html:5:4 => /guide/',
    ],
    [
      'an anchor of another page',
      '<a href="/guide/#usee">x</a>',
      'site/missing-anchor dist/404.html:5:4 => /guide/#use',
    ],
    ['an anchor of its own page', '\n<a class="x"\n  href="#nowhere">x</a>', 'site/missing-anchor dist/404.html:7:3'],
    ['an id that differs in case', '<a href="/guide/#Use">x</a>', 'site/wrong-case dist/404.html:5:4 => /guide/#use'],
    ['an address that differs in case', '<a href="/Guide/">x</a>', 'site/wrong-case dist/404.html:5:4 => /guide/'],
    [
      'an address with its accents apart',
      '<a href="/u\u0308ber/">x</a>',
      'site/wrong-case dist/404.html:5:4 => /%C3%BCber/',
    ],
    ['a picture', '<img alt="" src="/c.png">', 'site/missing-asset dist/404.html:5:13 => /a.png'],
    [
      'one picture of a set',
      '<img alt="" srcset="/a.png 1x,/nothing.webp 2x">',
      'site/missing-asset dist/404.html:5:13',
    ],
    ['a script', '<script src="/ap.js"></script>', 'site/missing-asset dist/404.html:5:9 => /app.js'],
    ['a poster', '<video poster="/gone/still.jpg"></video>', 'site/missing-asset dist/404.html:5:8'],
    ['a style sheet', '<link rel="stylesheet" href="/gone/style.css">', 'site/missing-asset dist/404.html:5:24'],
    [
      'what a style of the page loads',
      '<style>\n/* */ b { background: url(/gone/b.png) }\n</style>',
      'site/missing-asset dist/404.html:6:23 => /b.png',
    ],
    [
      'what a style of an element loads',
      '<p style="background: url(&quot;/c.png&quot;)"></p>',
      'site/missing-asset dist/404.html:5:4 => /a.png',
    ],
    [
      'an address of the site by another scheme',
      '<a href="http://docs.example/giude/">x</a>',
      'site/missing-page dist/404.html:5:4 => /guide/',
    ],
    [
      'a symbol',
      '<svg><use xlink:href="/icons.svg#stra"/></svg>',
      'site/missing-anchor dist/404.html:5:11 => /icons.svg#star',
    ],
    ['a download', '<a href="/files/a%20c.pdf">x</a>', 'site/missing-asset dist/404.html:5:4 => /files/a%20b.pdf'],
    ['a link without a destination', '<a href="">x</a>', 'site/malformed-url dist/404.html:5:4'],
    ['an address that cannot be read', '<a href="/%zz/">x</a>', 'site/malformed-url dist/404.html:5:4'],
    [
      'an anchor in a noscript',
      '<noscript><p id="n"></p></noscript><a href="#n">x</a>',
      'site/missing-anchor dist/404.html:5:39',
    ],
    [
      'a named anchor in a noscript',
      '<noscript><a name="n"></a></noscript><a href="#n">x</a>',
      'site/missing-anchor dist/404.html:5:41',
    ],
    [
      'one picture of a set whose addresses end with a comma',
      '<img alt="" srcset="/a.png, /nothing.webp 2x">',
      'site/missing-asset dist/404.html:5:13',
    ],
    [
      'an anchor in a template',
      '<template><p id="n"></p></template><a href="#n">x</a>',
      'site/missing-anchor dist/404.html:5:39',
    ],
    [
      'an id twice that a link leads to',
      '<p id="n"></p><p id="n"></p><a href="#n">x</a>',
      'site/duplicate-anchor dist/404.html:5:18',
    ],
    [
      'an id twice that nothing on the site leads to',
      '<p id="n"></p>\n<p id="n"></p>',
      'site/duplicate-id dist/404.html:6:4',
    ],
  ])('%s', async (_name, body, line) => {
    expect(await checkBuilt(with404(body))).toEqual([line]);
    expect(await checkBuilt(with404(body), 'strict')).toEqual([line]);
  });

  test('with an error for an id twice that a link leads to, and with a warning for another', async () => {
    const { findings } = await checkFiles(
      with404('<p id="n"></p><p id="n"></p><a href="#n">x</a><p id="m"></p><p id="m"></p>'),
    );
    expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      'error site/duplicate-anchor',
      'warning site/duplicate-id',
    ]);
  });

  test('at the page it was made of, with the built one beside it', async () => {
    const files = { ...clean, 'dist/guide/index.html': html('<h2 id="use">Use</h2>\n<a href="/giude/">x</a>') };
    const { findings } = await checkFiles(files);
    expect(findings.map(({ rule, location, related }) => ({ rule, file: location?.file, related }))).toEqual([
      {
        rule: 'site/missing-page',
        file: 'src/content/docs/guide.md',
        related: [{ file: 'dist/guide/index.html', line: 6, column: 4, message: 'it is built into this page' }],
      },
    ]);
  });
});

describe('a style sheet', () => {
  const css = '@import "other.css";\na { background: url(../a.png), url(../gone/c.png) }\n';

  test('is told at the file that it is a copy of, and else at what was built', async () => {
    const files = { ...clean, 'dist/css/other.css': 'a { b: url(#x) url(data:a) url(//other.example/x.png) }' };
    expect(await checkBuilt({ ...files, 'dist/css/main.css': css })).toEqual([
      'site/missing-asset dist/css/main.css:2:32',
    ]);
    expect(await checkBuilt({ ...files, 'dist/css/main.css': css, 'public/css/main.css': css })).toEqual([
      'site/missing-asset public/css/main.css:2:32',
    ]);
  });
});

describe('a fault that a page has written', () => {
  // The heading is there in the source; what builds the page gives it another id.
  const renamed = {
    ...clean,
    'dist/guide/index.html': html('<h2 id="uses">Use</h2><a href="#use">x</a><a href="/">home</a>'),
  };

  test('is told at the link of the page, for every page that has it', async () => {
    expect(await checkBuilt(renamed)).toEqual([
      'site/missing-anchor src/content/docs/guide.md:7:10 => #uses',
      // The link to the redirect is in the layout of the first page.
      'site/missing-anchor src/content/docs/index.md:1:1 => /old/#uses',
      'site/missing-anchor src/content/docs/index.md:5:18 => /guide/#uses',
    ]);
  });

  test('is told once when the links of the pages tell it already', async () => {
    const text = written('Read the [guide](/giude/).');
    const files = { ...clean, 'src/content/docs/index.md': text, 'dist/index.html': html('<a href="/giude/">x</a>') };
    expect(await checkBuilt(files)).toEqual(['links/missing-page src/content/docs/index.md:5:18 => /guide']);
  });

  test('is told all the same when what tells it already is not reported', async () => {
    const text = written('Read the [guide](/giude/).');
    const files = { ...clean, 'src/content/docs/index.md': text, 'dist/index.html': html('<a href="/giude/">x</a>') };
    const result = await checkFiles(files, 'drift', { rules: { 'links/missing-page': 'off' } });
    expect(linesOf(result)).toEqual(['site/missing-page src/content/docs/index.md:5:18 => /guide/']);
  });
});

describe('a fault in the layout', () => {
  const pages = Array.from({ length: 40 }, (_, index) => index);
  const layout = (config: string): Record<string, string> => ({
    'astro.config.mjs': config,
    ...Object.fromEntries(
      pages.flatMap((page) => [
        [`src/content/docs/p${page}.md`, written('Text.')],
        [`dist/p${page}/index.html`, html('<nav><a href="/gone/">x</a></nav><a href="#_top">Skip</a>')],
      ]),
    ),
  });

  test('is one finding, with the number of pages and the first of them', async () => {
    const { findings } = await checkFiles(layout(starlight()));
    expect(linesOf({ findings } as never)).toEqual([
      'site/missing-page dist/p0/index.html:5:9',
      'site/missing-anchor dist/p0/index.html:5:37',
    ]);
    expect(findings[0]!.related).toEqual([
      { file: 'src/content/docs/p0.md', line: 1, column: 1, message: 'the first of 40 pages that have it' },
    ]);
  });

  test('is one finding when a relative address leads elsewhere from each page', async () => {
    const files = { ...layout(starlight()) };
    for (const page of pages) files[`dist/p${page}/index.html`] = html('<nav><a href="gone/">x</a></nav>');
    expect(await checkBuilt(files)).toEqual(['site/missing-page dist/p0/index.html:5:9']);
  });

  test('is one finding when an id holds the address of its page and a number', async () => {
    const files = { ...layout(starlight()) };
    for (const page of pages)
      files[`dist/p${page}/index.html`] = html(
        [1, 2].map((id) => `<p id="p${page}__${id}"></p><p id="p${page}__${id}"></p>`).join(''),
      );
    expect(await checkBuilt(files, 'strict')).toEqual(['site/duplicate-id dist/p0/index.html:5:22']);
  });

  test('of a few pages names each of them, and what only looks alike stays apart', async () => {
    const files = Object.fromEntries(
      ['a', 'b'].flatMap((page) => [
        [`src/content/docs/${page}.md`, written('Text.')],
        [`dist/${page}/index.html`, html('<nav><a href="/gone/">x</a></nav><img src="x.png" alt="">')],
      ]),
    );
    const { findings } = await checkFiles({ 'astro.config.mjs': starlight(), ...files });
    expect(linesOf({ findings } as never)).toEqual([
      'site/missing-page dist/a/index.html:5:9',
      'site/missing-asset src/content/docs/a.md:1:1',
      'site/missing-asset src/content/docs/b.md:1:1',
    ]);
    expect(findings[0]!.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      'src/content/docs/a.md: the first of 2 pages that have it',
      'src/content/docs/b.md: it has it too',
    ]);
  });

  test('that the config of the site names is told there', async () => {
    const config = `import starlight from '@astrojs/starlight';

export default {
  integrations: [starlight({ title: 'Docs', sidebar: [{ label: 'Gone', link: '/p1/#gone' }] })],
};
`;
    const files = Object.fromEntries(
      Object.entries(layout(config)).map(([path, text]) => [
        path,
        text.replace('/gone/', '/p1/#gone').replace('#_top', '#'),
      ]),
    );
    expect(await checkBuilt(files)).toEqual(['links/missing-anchor astro.config.mjs:4:79']);
  });
});

describe('redirects', () => {
  const page = (to: string): string => `<meta http-equiv="refresh" content="0; url='${to}'"><a href="${to}">moved</a>`;

  test.each([
    ['to nowhere', { 'dist/a/index.html': page('/gone/') }, ['site/redirect dist/a/index.html:1:28']],
    ['to itself', { 'dist/a/index.html': page('/a/') }, ['site/redirect dist/a/index.html:1:28']],
    [
      'in a circle',
      { 'dist/a/index.html': page('/b/'), 'dist/b/index.html': page('/a/') },
      ['site/redirect dist/a/index.html:1:28', 'site/redirect dist/b/index.html:1:28'],
    ],
    [
      'in two steps',
      { 'dist/a/index.html': page('/b/'), 'dist/b/index.html': page('/guide/') },
      ['site/redirect-chain dist/a/index.html:1:28 => /guide/'],
    ],
    [
      'to a missing anchor',
      { 'dist/a/index.html': page('/guide/#usee') },
      ['site/missing-anchor dist/a/index.html:1:28 => /guide/#use'],
    ],
    ['to what is no address', { 'dist/a/index.html': page('http://[') }, ['site/malformed-url dist/a/index.html:1:28']],
    ['to an anchor', { 'dist/a/index.html': page('/guide/#use') }, []],
    ['away', { 'dist/a/index.html': page('https://other.example/') }, []],
    ['of a page that renews itself', { 'dist/a/index.html': page('/a/').replace('0;', '30;') }, []],
  ])('%s', async (_name, files, lines) => {
    expect(await checkBuilt({ ...clean, ...files })).toEqual(lines);
  });

  test('of a _redirects file are told in the file that it is a copy of', async () => {
    const text = `${clean['public/_redirects']}/a /guide/ 301\n/b /gone 302\n/c /a\n/d /guide/:x 404\n/e/* /guide/:splat\n`;
    expect(await checkBuilt({ ...clean, 'public/_redirects': text, 'dist/_redirects': text })).toEqual([
      'site/redirect public/_redirects:5:4',
      // The sources show this one already.
      'links/redirect-chain public/_redirects:6:4 => /guide',
    ]);
  });
});

test('what a sitemap names must have been built', async () => {
  const sitemap =
    '<urlset>\n<url><loc>https://docs.example/giude/</loc></url>\n<url><loc>https://other.example/x</loc></url>\n</urlset>';
  const robots = 'User-agent: *\nSitemap: https://docs.example/sitemap.xml\n';
  expect(await checkBuilt({ ...clean, 'dist/sitemap-0.xml': sitemap, 'dist/robots.txt': robots })).toEqual([
    'site/sitemap-entry dist/robots.txt:2:10 => https://docs.example/sitemap-0.xml',
    'site/sitemap-entry dist/sitemap-0.xml:2:11 => https://docs.example/guide/',
  ]);
});

test('a site whose address only its sitemap tells is checked against it', async () => {
  const loc = (path: string): string => `<url><loc>https://docs.example/${path}</loc></url>`;
  const files = {
    'README.md': '# Docs\n',
    'dist/index.html': html('<a href="https://docs.example/gone/">x</a>'),
    'dist/sitemaps/pages.xml': `<urlset>\n${loc('')}\n${loc('lost/')}\n</urlset>`,
    'dist/sitemap-0.xml':
      '<urlset><url><loc>https://docs.example/</loc><image:image><image:loc>https://docs.example/a.png</image:loc></image:image></url></urlset>',
  };
  expect(await checkBuilt(files)).toEqual([
    'site/missing-page README.md:1:1',
    'site/sitemap-entry dist/sitemap-0.xml:1:70',
    'site/sitemap-entry dist/sitemaps/pages.xml:3:11',
  ]);
});

describe('the base path', () => {
  const site = (base: string): Record<string, string> => ({
    'README.md': '# Docs\n',
    'dist/index.html': html(
      `<a href="${base}/a/">a</a><a href="${base}/b/">b</a><img src="${base}/i.png" alt=""><a href="/other/">x</a>`,
    ),
    'dist/a/index.html': html(`<a href="${base}/">home</a><a href="${base}/c/">gone</a>`),
    'dist/b/index.html': html(`<a href="/a/">without base</a>`),
    'dist/i.png': 'png',
  });
  const faults = [
    'site/missing-page dist/a/index.html:5:29 => /docs/a/',
    'site/missing-page dist/b/index.html:5:4 => /docs/a/',
  ];

  test('is learned from the links', async () => {
    expect(await checkBuilt(site('/docs'))).toEqual(faults);
  });

  test('is taken from canonical addresses', async () => {
    const files = site('/docs');
    files['dist/b/index.html'] = html('<a href="/a/">x</a>', '<link rel="canonical" href="https://e.example/docs/b/">');
    expect(await checkBuilt(files)).toEqual(faults);
  });

  test('is taken from the config', async () => {
    const files = {
      ...site('/docs'),
      'astro.config.mjs': starlight("base: '/docs',"),
      'src/content/docs/a.md': written('Text.'),
    };
    expect(await checkBuilt(files)).toEqual([
      'site/missing-page dist/b/index.html:5:4 => /docs/a/',
      'site/missing-page src/content/docs/a.md:1:1 => /docs/a/',
    ]);
  });
});

test('pages of a generator that is not known are found by their paths', async () => {
  const files = {
    'docs/index.md': '# Home\n\n[guide](guide.md#use)\n',
    'docs/guide.md': '# Guide\n\n## Use\n',
    'dist/index.html': html('<a href="guide/#use">guide</a>'),
    'dist/guide/index.html': html('<h2 id="use">Use</h2><a href="../gone/">x</a>'),
  };
  expect(await checkBuilt(files)).toEqual(['site/missing-page docs/guide.md:1:1']);
});

test('links end as the config of the site says, at level strict', async () => {
  const files = {
    'astro.config.mjs': starlight("trailingSlash: 'always',"),
    'src/content/docs/index.md': written('Text.'),
    'src/content/docs/guide.md': written('Text.'),
    'dist/index.html': html('<a href="/guide#use">x</a><a href="/guide/">y</a><a href="/a.pdf">z</a>'),
    'dist/guide/index.html': html('<h2 id="use">Use</h2>'),
    'dist/a.pdf': 'pdf',
  };
  expect(await checkBuilt(files)).toEqual([]);
  expect(await checkBuilt(files, 'strict')).toEqual([
    'site/trailing-slash src/content/docs/index.md:1:1 => /guide/#use',
  ]);
});

test('links end as the pages are built, where Astro keeps their form', async () => {
  const files = {
    'astro.config.mjs':
      "import { defineConfig } from 'astro/config';\nexport default defineConfig({ build: { format: 'preserve' } });\n",
    'src/pages/index.md': '# Home\n',
    'src/pages/about.md': '# About\n',
    'src/pages/team/index.md': '# Team\n',
    'dist/index.html': html(
      '<a href="/about">a</a><a href="/about.html">b</a><a href="/about/">c</a><a href="/team">d</a><a href="/team/">e</a>',
    ),
    'dist/about.html': html('<a href="team/">f</a>'),
    'dist/team/index.html': html('<a href="../about">g</a><a href="about">h</a>'),
  };
  expect(await checkBuilt(files, 'strict')).toEqual([
    'site/trailing-slash src/pages/index.md:1:1 => /about',
    'site/trailing-slash src/pages/index.md:1:1 => /team/',
    'site/missing-page src/pages/team/index.md:1:1 => /about.html',
  ]);
});

describe('a page in another encoding', () => {
  const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));

  test('is read by its byte order mark', async () => {
    expect(await checkBuilt({ ...clean, 'dist/404.html': utf16('<a href="/giude/">x</a>') })).toEqual([
      'site/missing-page dist/404.html:1:4 => /guide/',
    ]);
  });

  test('is read as far as it can be, and the summary says so', async () => {
    const latin = new Uint8Array(Buffer.from('<p>\xFCber</p><a href="/giude/">x</a>', 'latin1'));
    const result = await checkFiles({ ...clean, 'dist/404.html': latin });
    expect(linesOf(result)).toEqual(['site/missing-page dist/404.html:1:15 => /guide/']);
    expect(result.notes).toContain('1 page of the built site with bytes that are not UTF-8, the first is 404.html');
  });
});

test('a page that cannot be read is no proof against a link to a section of it', async () => {
  const files = {
    'README.md': '# Docs\n',
    'dist/index.html': html('<a href="/b.html#x">x</a>'),
    'dist/b.html': { unreadable: 'EACCES' },
  };
  expect(await checkBuilt(files)).toEqual([]);
});

test('a line of _redirects with many wildcards means nothing, and costs nothing', async () => {
  const text = `${clean['dist/_redirects']}/${'a*'.repeat(40)}b /guide/\n`;
  const body = `<a href="/${'a'.repeat(200)}/">x</a>`;
  expect(await checkBuilt({ ...with404(body), 'dist/_redirects': text })).toEqual([
    'site/missing-page dist/404.html:5:4',
  ]);
});

test('a huge page is read in time that grows with its length', async () => {
  const body = `${'<p id="a" class="b">text</p>'.repeat(200_000)}<a href="/giude/">x</a>`;
  expect(await checkBuilt({ ...clean, 'dist/404.html': body })).toEqual([
    'site/duplicate-id dist/404.html:1:32',
    'site/missing-page dist/404.html:1:5600004 => /guide/',
  ]);
});

test('no bytes of a built file crash the run', async () => {
  const bytes = new Uint8Array([0xff, 0xfe, 0, 0x3c, 0x61, 0x20, 0x68, 0x72, 0x65, 0x66, 0x3d, 0x22, 0xd8]);
  const files = {
    'README.md': '# Docs\n',
    'dist/index.html': bytes,
    'dist/a.html': '<'.repeat(2000) + '<a href="'.repeat(50),
    'dist/b.html': { unreadable: 'EACCES' },
    'dist/sitemap.xml': bytes,
    'dist/_redirects': bytes,
  };
  const { notes } = await checkFiles(files);
  expect(notes.join('\n')).toContain('1 page of the built site cannot be read, the first is b.html');
});
