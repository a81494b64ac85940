import { expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

const files = {
  'docs/source.config.ts':
    "import { defineDocs } from 'fumadocs-mdx/config';\nexport const docs = defineDocs({ dir: 'content/docs' });\nexport const blog = defineCollections({ dir: 'content/blog' });\n",
  'docs/lib/source.ts':
    "import { loader } from 'fumadocs-core/source';\nexport const source = loader({ baseUrl: '/docs', source: docs.toFumadocsSource() });\nexport const posts = loader({ baseUrl: '/blog', source: createMDXSource(blog) });\n",
  'docs/app/(home)/page.tsx': 'x',
  'docs/app/(home)/pricing/page.tsx': 'x',
  'docs/app/docs/[[...slug]]/page.tsx': 'x',
  'docs/app/api/[route]/route.ts': 'x',
};

test('addresses come from the folders, without groups, below the base of their loader', async () => {
  const { lines, ledger } = await checkLinks({
    ...files,
    'docs/content/docs/index.mdx':
      '[1](/docs/api#stringbool) [2](/docs/deep/one) [3](/) [4](/pricing) [5](/blog/first) [6](/api/x) [7](/ecososytem) [8](/docs/api#stringbools) [9](./api.mdx#own)\n',
    'docs/content/docs/(group)/api.mdx': '## Stringbool\n\n## Set [#own]\n',
    'docs/content/docs/deep/one.mdx': 'T\n',
    'docs/content/docs/ecosystem.mdx': 'T\n',
    'docs/content/blog/first.mdx': 'T\n',
  });
  expect(lines).toEqual([
    'missing-page docs/content/docs/index.mdx:1:101',
    'missing-anchor docs/content/docs/index.mdx:1:118 => #stringbool',
    'missing-page docs/content/docs/index.mdx:1:145 => ./(group)/api.mdx#own',
  ]);
  expect(ledger.unverifiable).toBe(1);
});
