import { fileURLToPath } from 'node:url';
import { satteri } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { diagrams } from './site/markdown/diagrams.ts';
import { pageContract } from './site/markdown/page-contract.ts';
import { tables } from './site/markdown/tables.ts';
import { sidebarOf } from './site/navigation.ts';
import { repositoryUrl } from './site/repository.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  site: 'https://docproof.dev',
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist-site',
  trailingSlash: 'always',
  markdown: { processor: satteri({ mdastPlugins: [pageContract(root), diagrams()], hastPlugins: [tables()] }) },
  integrations: [
    starlight({
      title: 'Docproof',
      description: 'Docproof proves documentation against the code it describes.',
      favicon: '/favicon.svg',
      social: [{ icon: 'github', label: 'GitHub', href: repositoryUrl }],
      editLink: { baseUrl: `${repositoryUrl}/edit/main/` },
      customCss: ['./site/styles/theme.css', './site/styles/diagram.css'],
      components: {
        PageTitle: './site/components/PageTitle.astro',
        Footer: './site/components/Footer.astro',
        Search: './site/components/Search.astro',
      },
      // A long line of code wraps: a box that scrolls sideways hides its end, and needs a name and a place in the tab order.
      expressiveCode: {
        defaultProps: { wrap: true, hangingIndent: 2, overridesByLang: { sh: { frame: 'none' } } },
        styleOverrides: { borderRadius: '0.5rem', codeFontSize: '0.84375rem' },
      },
      routeMiddleware: './site/route-data.ts',
      sidebar: sidebarOf(`${root}site/content/docs`),
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      credits: false,
    }),
  ],
});
