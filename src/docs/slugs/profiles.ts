import type { HeadingIdStyle } from '../../workspace/site.ts';
import type { Page } from '../page.ts';
import type { HeadingTextOptions } from './heading-text.ts';
import { createGithubSlugger, createVitepressSlugger, type Slugger } from './sluggers.ts';

/** The processors whose heading ids Docproof knows. */
export type SlugProfileName = Exclude<HeadingIdStyle, 'unknown'>;

/** How a processor makes the ids of a page's headings. */
export interface SlugProfile {
  readonly name: SlugProfileName;
  /** A new one for each page: it remembers the ids that are taken. */
  createSlugger(): Slugger;
  /** How the text of a heading is read on this page. */
  textOptions(page: Page): HeadingTextOptions;
  /** How an author sets the id of a heading: the pattern's first group is the id, the whole match leaves the text. */
  readonly customId?: RegExp | undefined;
  /** Whether headings written as HTML get an id. */
  readonly htmlHeadings: boolean;
  /** Ids that every page has. */
  readonly always: readonly string[];
}

const braces = /\s*\{\s*(?:\/\*)?\s*#([^\s}*]+)\s*(?:\*\/)?\s*\}\s*$/;

/** Footnotes are numbered in the order in which they are first referred to. */
const footnoteNumber = (page: Page, identifier: string): string => {
  const index = page.footnotes.references.indexOf(identifier);
  return index < 0 ? '' : String(index + 1);
};

/** Astro, with the hyphens of running text that smart punctuation makes a dash of. */
const astro = (name: SlugProfileName, dashes: RegExp | undefined): SlugProfile => ({
  name,
  createSlugger: createGithubSlugger,
  textOptions: (page) => ({
    ...(dashes && { text: (value: string) => value.replace(dashes, '–') }),
    footnote: (identifier) => footnoteNumber(page, identifier),
    expressions: true,
  }),
  htmlHeadings: false,
  always: ['_top', 'footnote-label', 'starlight__overview'],
});

/**
 * The profiles. Astro slugs the text after smart punctuation: there Sätteri makes a dash, which no id holds, of two or
 * more hyphens, and unified (retext-smartypants) of exactly two.
 */
export const slugProfiles: Readonly<Record<SlugProfileName, SlugProfile>> = {
  github: {
    name: 'github',
    createSlugger: createGithubSlugger,
    textOptions: () => ({}),
    htmlHeadings: true,
    always: ['readme'],
  },
  'astro-satteri': astro('astro-satteri', /-{2,}/g),
  'astro-unified': astro('astro-unified', /(?<!-)--(?!-)/g),
  'astro-plain': astro('astro-plain', undefined),
  docusaurus: {
    name: 'docusaurus',
    createSlugger: createGithubSlugger,
    textOptions: () => ({ imageAlt: true, expressions: true }),
    customId: braces,
    htmlHeadings: false,
    always: ['__docusaurus', '__docusaurus_skipToContent_fallback', 'footnote-label'],
  },
  vitepress: {
    name: 'vitepress',
    createSlugger: createVitepressSlugger,
    textOptions: () => ({ text: (value) => value.replace(/:[a-z][\w+-]*:/g, '') }),
    customId: braces,
    htmlHeadings: false,
    always: ['app', 'VPContent', 'VPSidebarNav', 'footnotes'],
  },
  fumadocs: {
    name: 'fumadocs',
    createSlugger: createGithubSlugger,
    textOptions: () => ({ imageAlt: true }),
    customId: /\s*\[#([^\]]+)\]\s*$/,
    htmlHeadings: false,
    always: ['nd-page', 'nd-docs-layout', 'nd-sidebar', 'footnote-label'],
  },
};
