import type { CustomRoute, HeadingIdStyle, Redirect, Site, SiteFolder, TrailingSlash } from '../site.ts';
import { readStaticConfig, stringOf } from './config.ts';
import type { Literal } from './literal.ts';
import { navigationIn, redirectGoals, redirectTo } from './navigation.ts';
import { cleanBase, cleanRoute, filesBelow, type SiteProject } from './project.ts';

/** Starlight plugins and integrations that add no pages. */
const pageless =
  /^(starlight|sitemap|react|preact|solid|solidJs|svelte|vue|mdx|tailwind|expressiveCode|astroExpressiveCode|icon|partytown|alpinejs|lit|db|markdoc|compress|starlightLinksValidator|starlightLinkValidator|starlightImageZoom|starlightHeadingBadges|starlightThemeRapide|starlightViewModes|starlightSidebarTopics|starlightKbd|starlightCoolerCredit|starlightGiscus|starlightScrollToTop|starlightTheme\w*|starlightDocSearch|starlightLlmsTxt|starlightAutoSidebar|catppuccin|mermaid|d2|playformCompress|inox|robotsTxt|devServerFileWatcher|\w*[sS]mokeTest|embeds)$/;

function majorOf(range: string | undefined): number | undefined {
  const match = range === undefined ? undefined : /(\d+)/.exec(range);
  return match ? Number(match[1]) : undefined;
}

/** Astro 7 renders with Sätteri unless the config asks for unified; smart punctuation is on unless switched off. */
function headingIdStyle(project: SiteProject): HeadingIdStyle {
  const { config } = project;
  const markdown = config.get(config.root, 'markdown');
  const smart = config.get(markdown, 'smartypants');
  const processor = config.get(markdown, 'processor');
  const argument = processor?.kind === 'call' ? processor.args[0] : undefined;
  const punctuation = config.get(argument, 'features', 'smartPunctuation');
  const dashes = config.get(punctuation, 'dashes');
  const off = [smart, punctuation, dashes].some((literal) => literal?.kind === 'other' && literal.value === false);
  if (off) return 'astro-plain';
  if (processor?.kind === 'call') return processor.callee === 'unified' ? 'astro-unified' : 'astro-satteri';
  const major = majorOf(project.dependency('astro'));
  return major !== undefined && major < 7 ? 'astro-unified' : 'astro-satteri';
}

/** What the config demands of addresses; where it leaves that open, what it builds each page as. */
function trailingSlashOf(slash: string | undefined, format: string | undefined): TrailingSlash {
  if (slash === 'always' || slash === 'never') return slash;
  return format === 'file' ? 'never' : format === 'preserve' ? 'by-file' : 'ignore';
}

/** Plugins in any shape that may rewrite links to Markdown files. */
function linkPlugins({ config }: SiteProject): Site['markdownLinks'] {
  if (/relative-?(markdown-?)?links|portable-?links|resolve-?links|rewrite-?links|md-?links/i.test(config.text)) {
    return 'rewritten';
  }
  for (const key of ['remarkPlugins', 'rehypePlugins', 'mdastPlugins', 'hastPlugins']) {
    const list = new RegExp(`\\b${key}\\s*:\\s*\\[\\s*(?!\\s*\\])`).test(config.text);
    if (list) return 'perhaps';
  }
  return 'kept';
}

function redirectsOf({ config, configFile }: SiteProject, literal: Literal | undefined): Map<string, Redirect> {
  const redirects = new Map<string, Redirect>();
  const add = (value: Literal | undefined, depth: number): void => {
    if (value?.kind !== 'object' || depth > 8) return;
    for (const spread of value.spreads) add(config.resolve(spread), depth + 1);
    for (const [from, to] of value.entries) {
      const goal = to.kind === 'object' ? config.get(to, 'destination') : config.resolve(to);
      redirects.set(cleanRoute(from), redirectTo(config, configFile, goal));
    }
  };
  add(config.resolve(literal), 0);
  return redirects;
}

/** The addresses of `src/pages`, by the rules of https://docs.astro.build/en/guides/routing/. */
function customRoutes({ files }: SiteProject, folder: string): CustomRoute[] {
  return filesBelow(files, folder).flatMap((path): CustomRoute[] => {
    if (path.split('/').some((segment) => segment.startsWith('_'))) return [];
    const match = /^(.*?)\.(astro|html|[cm]?[jt]s)$/.exec(path);
    if (!match) return [];
    return [{ route: cleanRoute(match[1]!.replace(/(^|\/)index$/, '')), file: `${folder}/${path}` }];
  });
}

/** What may add pages: the plugins and integrations of a list, and the addresses that their options name. */
function generatorsIn(project: SiteProject, list: Literal | undefined): { names: string[]; routes: CustomRoute[] } {
  const { config, configFile: file } = project;
  const value = config.resolve(list);
  const names: string[] = [];
  const routes: CustomRoute[] = [];
  if (value !== undefined && value.kind !== 'array' && value.kind !== 'other') names.push('a list that is computed');
  for (const item of value?.kind === 'array' ? value.items : []) {
    const plugin = config.resolve(item);
    const name = plugin?.kind === 'call' ? plugin.callee : item.kind === 'reference' ? item.name : 'a computed plugin';
    if (pageless.test(name)) continue;
    names.push(name);
    const options = plugin?.kind === 'call' ? plugin.args : [];
    for (const base of options.flatMap((option) => [...basesIn(config.resolve(option))])) {
      routes.push({ route: cleanRoute(`${base}/[...rest]`), file });
    }
  }
  return { names, routes };
}

/** The folders of addresses that the options of a plugin name. */
function* basesIn(literal: Literal | undefined): Generator<string> {
  if (literal?.kind === 'array') for (const item of literal.items) yield* basesIn(item);
  if (literal?.kind !== 'object') return;
  for (const [key, value] of literal.entries) {
    if (value.kind === 'string' && /^(base|prefix|path|output|route|link)$/.test(key)) yield value.value;
    else yield* basesIn(value);
  }
}

/** What the collections of the site say of its pages. */
interface Collections {
  /** The folder of Starlight's pages: its own, unless the collection is loaded from elsewhere. */
  readonly docs: { readonly folder: string; readonly routed: boolean };
  /** Addresses that other loaders name, whose pages are made when the site is built. */
  readonly routes: readonly CustomRoute[];
}

function readCollections(project: SiteProject, source: string): Collections {
  const docs = { folder: `${source}/content/docs`, routed: true };
  for (const file of [`${source}/content.config.ts`, `${source}/content.config.mjs`, `${source}/content/config.ts`]) {
    const text = project.files.read(file);
    if (text === undefined) continue;
    const config = readStaticConfig(text);
    const routes: CustomRoute[] = [];
    const collections = config.resolve({ kind: 'reference', name: 'collections' });
    for (const value of collections?.kind === 'object' ? collections.entries.values() : []) {
      const loader = config.get(config.resolve(value), 'loader');
      if (loader?.kind !== 'call' || /^(glob|file|docsLoader|i18nLoader)$/.test(loader.callee)) continue;
      for (const base of loader.args.flatMap((argument) => [...basesIn(config.resolve(argument))])) {
        routes.push({ route: cleanRoute(`${base}/[...rest]`), file });
      }
    }
    const own = config.get(collections, 'docs') ?? config.resolve({ kind: 'reference', name: 'docs' });
    const loader = config.get(own, 'loader');
    if (loader?.kind !== 'call' || loader.callee !== 'glob') return { docs, routes };
    const base = stringOf(config.get(loader.args[0], 'base'));
    const options = config.resolve(loader.args[0]);
    const renamed = options?.kind === 'object' && options.entries.has('generateId');
    const folder = base === undefined ? project.root : project.path(base);
    return { docs: { folder, routed: !renamed }, routes };
  }
  return { docs, routes: [] };
}

/** Reads a site made with Astro, with Starlight or without. */
export function readAstroSite(project: SiteProject): Site {
  const { config, files } = project;
  const { root } = config;
  const text = (...path: string[]): string | undefined => stringOf(config.get(root, ...path));
  const starlight = config.calls('starlight')[0]?.[0];
  const isStarlight = starlight !== undefined || config.text.includes('@astrojs/starlight');
  const source = project.path(text('srcDir') ?? 'src');
  const pages = `${source}/pages`;
  const content = `${source}/content`;

  const collections = readCollections(project, source);
  const folders: SiteFolder[] = [{ folder: pages, route: '', routed: true, kind: 'pages' }];
  if (isStarlight) folders.push({ ...collections.docs, route: '', kind: 'docs' });
  if (files.hasDirectory(content)) folders.push({ folder: content, route: '', routed: false, kind: 'docs' });

  const locales = config.get(starlight, 'locales');
  const names = locales?.kind === 'object' ? [...locales.entries.keys()] : [];
  const integrations = config.get(root, 'integrations');
  const made = [generatorsIn(project, integrations), generatorsIn(project, config.get(starlight, 'plugins'))];
  return {
    framework: isStarlight ? 'starlight' : 'astro',
    root: project.root,
    configFile: project.configFile,
    folders,
    publicFolders: [project.path(text('publicDir') ?? 'public')],
    base: cleanBase(text('base')),
    origin: text('site'),
    trailingSlash: trailingSlashOf(text('trailingSlash'), text('build', 'format')),
    headingIds: headingIdStyle(project),
    customHeadingIds: /headingAttributes|heading-?ids?\b|headingId|remark-?attr/i.test(config.text),
    markdownLinks: linkPlugins(project),
    locales: names,
    defaultLocale: names.includes('root') ? 'root' : (stringOf(config.get(starlight, 'defaultLocale')) ?? names[0]),
    redirects: redirectsOf(project, config.get(root, 'redirects')),
    customRoutes: [...customRoutes(project, pages), ...collections.routes, ...made.flatMap(({ routes }) => routes)],
    navigation: [
      ...navigationIn(config, config.get(starlight, 'sidebar'), {
        link: /^link$/,
        page: /^slug$/,
        folder: /^directory$/,
        strings: true,
      }),
      ...redirectGoals(config, config.get(root, 'redirects')),
      ...navigationIn(config, config.get(starlight, 'social'), { link: /^href$/, as: 'goal' }),
      ...navigationIn(config, config.get(starlight, 'editLink'), { link: /^baseUrl$/, as: 'sources' }),
    ],
    generators: [
      ...made.flatMap(({ names: plugins }) => plugins),
      ...(isStarlight && !collections.docs.routed ? ['generateId of the docs'] : []),
    ],
  };
}
