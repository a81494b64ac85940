import { expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

const page = (text: string): string => `---\ntitle: T\n---\n\n${text}\n`;
const docs = 'src/content/docs';
const config = (redirects: string, more = ''): string =>
  `export default defineConfig({ ${more}\nredirects: {\n${redirects}\n},\nintegrations: [starlight({})] });\n`;

test('redirects that lead to each other are a loop, and so is what leads into it', async () => {
  const { lines, findings } = await checkLinks({
    'astro.config.mjs': config("'/a': '/b',\n'/b': '/a',\n'/c': { status: 301, destination: '/a' },\n'/d': '/d',"),
    [`${docs}/one.md`]: page('T'),
  });
  expect(lines).toEqual([
    'redirect-loop astro.config.mjs:3:8',
    'redirect-loop astro.config.mjs:4:8',
    'redirect-loop astro.config.mjs:5:36',
    'redirect-loop astro.config.mjs:6:8',
  ]);
  expect(findings[2]?.message).toBe('this redirect leads round and round: `/c` → `/a` → `/b` → `/a`');
});

test('a redirect with more than one step is a warning, and the fix leads to the end at once', async () => {
  const { lines, findings } = await checkLinks({
    'astro.config.mjs': config("'/a': '/b/',\n'/b': '/c/#x',\n'/c': '/one/',\n'/e': '/one/',", "base: '/lib',"),
    [`${docs}/one.md`]: page('## X'),
  });
  expect(lines).toEqual([
    'redirect-chain astro.config.mjs:3:8 => /one/#x',
    'redirect-chain astro.config.mjs:4:8 => /one#x',
  ]);
  expect(findings.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  expect(findings[0]?.message).toBe('this redirect takes more than one step: `/a` → `/b` → `/c` → `/one`');
  expect(findings[0]?.fixes[0]?.edits[0]?.text).toBe('/one/#x');
});

test('the fragment of a link is carried through its redirects, unless they have one', async () => {
  const { lines } = await checkLinks({
    'astro.config.mjs': config("'/a': '/one/',\n'/b': '/one/#part',\n'/out': 'https://a.example/',"),
    [`${docs}/one.md`]: page('## Part'),
    [`${docs}/two.md`]: page('[1](/a/#part) [2](/a/#gone) [3](/b/#gone) [4](/out/#any) [5](/a/)'),
  });
  expect(lines).toEqual([`missing-anchor ${docs}/two.md:5:19`]);
});

test('a redirect to a draft leads to no page of the published site', async () => {
  const { lines } = await checkLinks({
    'astro.config.mjs': config("'/a': '/one/',"),
    [`${docs}/one.md`]: '---\ntitle: T\ndraft: true\n---\n\nT\n',
    [`${docs}/two.md`]: page('[1](/a/)'),
  });
  expect(lines).toEqual(['draft-page astro.config.mjs:3:8', `draft-page ${docs}/two.md:5:5`]);
});

test('redirects with holes are followed by nobody, and accuse nobody', async () => {
  const { lines, ledger } = await checkLinks({
    'astro.config.mjs': config("'/blog/[...slug]': '/news/[...slug]',"),
    [`${docs}/one.md`]: page('[1](/blog/any/thing/)'),
  });
  expect(lines).toEqual([]);
  expect(ledger.unverifiable).toBe(1);
});

test('redirects of hosts: conditions, rewrites and slashes are no steps of a chain', async () => {
  const files = { 'astro.config.mjs': config(''), [`${docs}/one.md`]: page('T') };
  const listed = await checkLinks({
    ...files,
    'public/_redirects':
      '# moved\n/a /b 301\n/b  /one/ 302 # here\n/c /d Country=us\n/d /c\n/e /e/\n/k/ /k\n/f /g 200\n/g /f\n/h id=:id /a\n/i/* /b\n/x /y\n/y /x 301!\n',
  });
  expect(listed.lines).toEqual([
    'redirect-chain public/_redirects:2:4 => /one',
    'redirect-loop public/_redirects:12:4',
    'redirect-loop public/_redirects:13:4',
  ]);
  const vercel = await checkLinks({
    ...files,
    'vercel.json': JSON.stringify(
      {
        redirects: [
          { source: '/a', destination: '/b' },
          { source: '/b', destination: '/one' },
          { source: '/c', destination: '/d', has: [{ type: 'host', value: 'x' }] },
          { source: '/d', destination: '/c' },
        ],
        rewrites: [{ source: '/e', destination: '/a' }],
      },
      undefined,
      2,
    ),
  });
  expect(vercel.lines).toEqual(['redirect-chain vercel.json:5:23 => /one']);
  const netlify = await checkLinks({
    ...files,
    'netlify.toml':
      '[build]\n  publish = "dist"\n[[redirects]]\n  from = "/a"\n  to = "/b"\n[[redirects]]\n  from = "/b"\n  status = 301\n  to = "/one"\n[[redirects]]\n  from = "/c"\n  to = "/b"\n  status = 200\n',
  });
  expect(netlify.lines).toEqual(['redirect-chain netlify.toml:5:9 => /one']);
});
