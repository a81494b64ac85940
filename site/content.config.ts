import { defineCollection } from 'astro:content';
import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { frontmatterSchema } from './frontmatter.ts';
import { strict } from './strict-loader.ts';

export const collections = {
  docs: defineCollection({ loader: strict(docsLoader()), schema: docsSchema({ extend: frontmatterSchema }) }),
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
};
