import {
  type CustomRoute,
  computedRedirects,
  type NavigationEntry,
  type Redirect,
  type Site,
  type SiteFolder,
} from '../site.ts';
import { stringOf } from './config.ts';
import { categoryRoutes } from './docusaurus-categories.ts';
import type { Literal } from './literal.ts';
import { navigationIn, redirectGoals, redirectTo } from './navigation.ts';
import { cleanBase, cleanRoute, filesBelow, type SiteProject } from './project.ts';

/** Plugins and themes that add no pages. */
const pageless =
  /(theme-|preset-|plugin-(google|sitemap|debug|svgr|ideal-image|pwa|css-cascade|client-redirects|image-zoom|matomo|gtag|vercel|rsdoctor|content-(docs|blog|pages))|docusaurus-(lunr|plugin-(copy-page|image-zoom|sass|matomo|llms|clarity|hotjar|segment))|search-local|live-codeblock|raw-loader|tailwind|mermaid|sass)/i;

/** The options of a plugin instance; `false` when it is switched off. */
type Options = Literal | undefined;

const isOff = (options: Options): boolean => options?.kind === 'other' && options.value === false;

/** The addresses of React pages, by https://docusaurus.io/docs/creating-pages. */
function reactPages({ files }: SiteProject, folder: string): CustomRoute[] {
  return filesBelow(files, folder).flatMap((path): CustomRoute[] => {
    if (path.split('/').some((segment) => segment.startsWith('_')) || /\.(test|spec|d)\.[jt]sx?$/.test(path)) return [];
    const match = /^(.*?)\.[jt]sx?$/.exec(path);
    return match ? [{ route: cleanRoute(match[1]!.replace(/(^|\/)index$/, '')), file: `${folder}/${path}` }] : [];
  });
}

/** Reads a site made with Docusaurus: its presets and plugins, their folders and addresses. */
export function readDocusaurusSite(project: SiteProject): Site {
  const { config, files } = project;
  const { root } = config;
  const text = (...path: string[]): string | undefined => stringOf(config.get(root, ...path));
  const folders: SiteFolder[] = [];
  const customRoutes: CustomRoute[] = [];
  const generators: string[] = [];
  const redirects = new Map<string, Redirect>();
  const goals: NavigationEntry[] = [];

  /** The file of a sidebar, which configs name by a path or by `require.resolve`. */
  const sidebarFiles = (options: Options): string[] => {
    const named = config.get(options, 'sidebarPath');
    const path = stringOf(named?.kind === 'call' ? named.args[0] : named);
    return path === undefined
      ? ['sidebars.js', 'sidebars.ts', 'sidebars.json'].map((name) => project.path(name))
      : [project.path(path)];
  };

  const addDocs = (options: Options): void => {
    if (isOff(options)) return;
    const folder = project.path(stringOf(config.get(options, 'path')) ?? 'docs');
    const base = cleanRoute(stringOf(config.get(options, 'routeBasePath')) ?? 'docs');
    const route = base === '/' ? '' : base;
    const id = stringOf(config.get(options, 'id'));
    const prefix = id === undefined || id === 'default' ? '' : `${id}_`;
    const listed = files.read(project.path(`${prefix}versions.json`));
    const names = listed === undefined ? [] : [...listed.matchAll(/"([^"]+)"/g)].map((match) => match[1]!);
    const last = stringOf(config.get(options, 'lastVersion')) ?? names[0] ?? 'current';
    const add = (name: string, directory: string, ownPath: string): void => {
      const path = stringOf(config.get(options, 'versions', name, 'path')) ?? (name === last ? '' : ownPath);
      const versionRoute = cleanRoute(`${route}/${path}`);
      const base = versionRoute === '/' ? '' : versionRoute;
      folders.push({ folder: directory, route: base, routed: true, kind: 'docs' });
      const sidebars =
        name === 'current'
          ? sidebarFiles(options)
          : [project.path(`${prefix}versioned_sidebars/version-${name}-sidebars.json`)];
      for (const sidebar of sidebars) customRoutes.push(...categoryRoutes(project, sidebar, directory, base));
    };
    // Translations stand in folders of their own; their addresses begin with the language.
    const plugin = `docusaurus-plugin-content-docs${prefix === '' ? '' : `-${id}`}`;
    for (const language of files.list(project.path('i18n'))) {
      folders.push({ folder: project.path('i18n', language, plugin), route: '', routed: false, kind: 'docs' });
    }
    add('current', folder, 'next');
    const versions = project.path(`${prefix}versioned_docs`);
    for (const name of names) add(name, `${versions}/version-${name}`, name);
    // Versions that are listed no more are kept for another deployment, at addresses that this one does not tell.
    for (const name of files.list(versions)) {
      if (!names.some((known) => name === `version-${known}`)) {
        folders.push({ folder: `${versions}/${name}`, route: '', routed: false, kind: 'docs' });
      }
    }
  };
  const addBlog = (options: Options): void => {
    if (isOff(options)) return;
    const folder = project.path(stringOf(config.get(options, 'path')) ?? 'blog');
    const route = cleanRoute(stringOf(config.get(options, 'routeBasePath')) ?? 'blog');
    if (!files.hasDirectory(folder)) return;
    const base = route === '/' ? '' : route;
    folders.push({ folder, route: base, routed: true, kind: 'blog' });
    // The lists of posts, and the feeds.
    const list = (key: string, name: string): string => `${base}/${stringOf(config.get(options, key)) ?? name}`;
    const lists = [list('pageBasePath', 'page'), list('tagsBasePath', 'tags'), list('authorsBasePath', 'authors')];
    const routes = [
      route,
      list('archiveBasePath', 'archive'),
      ...lists.flatMap((path) => [path, `${path}/[...rest]`]),
      ...['rss.xml', 'atom.xml', 'feed.json'].map((feed) => `${base}/${feed}`),
    ];
    customRoutes.push(...routes.map((path) => ({ route: cleanRoute(path), file: folder })));
  };
  const addPages = (options: Options): void => {
    if (isOff(options)) return;
    const folder = project.path(stringOf(config.get(options, 'path')) ?? 'src/pages');
    folders.push({ folder, route: '', routed: true, kind: 'pages' });
    customRoutes.push(...reactPages(project, folder));
  };
  const addRedirects = (options: Options): void => {
    const list = config.get(options, 'redirects');
    goals.push(...redirectGoals(config, list));
    if (list?.kind === 'array') {
      for (const item of list.items) {
        const to = redirectTo(config, project.configFile, config.get(item, 'to'));
        const from = config.get(item, 'from');
        const sources = from?.kind === 'array' ? from.items : [from];
        for (const source of sources) {
          const value = stringOf(source);
          if (value !== undefined) redirects.set(cleanRoute(value), to);
        }
      }
    }
    const computed =
      config.get(options, 'createRedirects') !== undefined || (list?.kind === 'array' ? list.open : list);
    if (computed) generators.push(computedRedirects);
  };

  const list = (key: string): readonly Literal[] => {
    const value = config.get(root, key);
    return value?.kind === 'array' ? value.items : [];
  };
  const presets = list('presets');
  for (const item of presets) {
    const preset = config.resolve(item);
    const options = preset?.kind === 'array' ? config.resolve(preset.items[1]) : undefined;
    const name = preset?.kind === 'array' ? stringOf(preset.items[0]) : stringOf(preset);
    if (name !== undefined && !/classic/.test(name)) generators.push(name);
    addDocs(config.get(options, 'docs'));
    addBlog(config.get(options, 'blog'));
    addPages(config.get(options, 'pages'));
  }
  if (presets.length === 0) {
    addDocs(undefined);
    addBlog(undefined);
    addPages(undefined);
  }
  for (const item of list('plugins')) {
    const plugin = config.resolve(item);
    const options = plugin?.kind === 'array' ? config.resolve(plugin.items[1]) : undefined;
    const first = plugin?.kind === 'array' ? plugin.items[0] : plugin;
    const name = stringOf(first) ?? (first?.kind === 'call' ? (stringOf(first.args[0]) ?? '') : '');
    if (/content-docs$/.test(name)) addDocs(options);
    else if (/content-blog$/.test(name)) addBlog(options);
    else if (/content-pages$/.test(name)) addPages(options);
    else if (/client-redirects$/.test(name)) addRedirects(options);
    else if (!pageless.test(name)) generators.push(name === '' ? 'a plugin made in the config' : name);
  }

  const slash = config.get(root, 'trailingSlash');
  const locales = config.get(root, 'i18n', 'locales');
  const custom = project.path('static');
  const directories = config.get(root, 'staticDirectories');
  return {
    framework: 'docusaurus',
    root: project.root,
    configFile: project.configFile,
    folders,
    publicFolders:
      directories?.kind === 'array'
        ? directories.items.flatMap((item) => (item.kind === 'string' ? [project.path(item.value)] : []))
        : [custom],
    base: cleanBase(text('baseUrl')),
    origin: text('url'),
    trailingSlash: slash?.kind === 'other' ? (slash.value === true ? 'always' : 'never') : 'ignore',
    headingIds: 'docusaurus',
    customHeadingIds: true,
    markdownLinks: 'rewritten',
    locales: locales?.kind === 'array' ? locales.items.flatMap((item) => stringOf(item) ?? []) : [],
    defaultLocale: text('i18n', 'defaultLocale'),
    redirects,
    customRoutes,
    navigation: [
      ...navigationIn(config, config.get(root, 'themeConfig', 'navbar'), { link: /^to$/ }),
      ...navigationIn(config, config.get(root, 'themeConfig', 'footer'), { link: /^to$/ }),
      ...goals,
    ],
    generators,
  };
}
