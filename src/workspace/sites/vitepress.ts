import { joinInside } from '../path.ts';
import type { Redirect, Site } from '../site.ts';
import { stringOf } from './config.ts';
import { navigationIn } from './navigation.ts';
import { cleanBase, cleanRoute, filesBelow, type SiteProject } from './project.ts';

/** Reads a site made with VitePress. Its addresses mirror the files below `srcDir`. */
export function readVitepressSite(project: SiteProject): Site {
  const { config } = project;
  const { root } = config;
  const text = (...path: string[]): string | undefined => stringOf(config.get(root, ...path));
  const source = joinInside(project.root, text('srcDir') ?? '') ?? project.root;
  const computed: string[] = [];
  const redirects = new Map<string, Redirect>();
  const rewrites = config.get(root, 'rewrites');
  if (rewrites?.kind === 'object' && !rewrites.open) {
    for (const [from, to] of rewrites.entries) {
      const target = stringOf(to);
      if (target === undefined || from.includes(':')) computed.push('rewrites in the VitePress config');
      else {
        const address = (path: string): string => cleanRoute(path.replace(/(index)?\.md$/, ''));
        redirects.set(address(target), { to: address(from) });
      }
    }
  } else if (rewrites !== undefined) computed.push('rewrites in the VitePress config');
  const locales = config.get(root, 'locales');
  const own = joinInside(project.root, '.vitepress') ?? '.vitepress';
  const changesIds = filesBelow(project.files, own).some(
    (path) =>
      /\.[cm]?[jt]s$/.test(path) &&
      !/^(theme|cache|dist)\//.test(path) &&
      /\bslugify\b|\bleftDelimiter\b/.test(project.files.read(`${own}/${path}`) ?? ''),
  );
  const keys = { link: /^link$/, prefix: /^base$/ };
  const themes = [config.get(root, 'themeConfig')];
  if (locales?.kind === 'object') {
    for (const name of locales.entries.keys()) themes.push(config.get(locales, name, 'themeConfig'));
  }
  return {
    framework: 'vitepress',
    root: project.root,
    configFile: project.configFile,
    folders: [{ folder: source, route: '', routed: true, kind: 'docs' }],
    publicFolders: [source === '' ? 'public' : `${source}/public`],
    base: cleanBase(text('base')),
    origin: text('sitemap', 'hostname'),
    trailingSlash: 'ignore',
    headingIds: changesIds ? 'unknown' : 'vitepress',
    customHeadingIds: true,
    markdownLinks: 'rewritten',
    locales: locales?.kind === 'object' ? [...locales.entries.keys()] : [],
    defaultLocale: 'root',
    redirects,
    customRoutes: [],
    navigation: themes.flatMap((theme) => [
      ...navigationIn(config, config.get(theme, 'nav'), keys),
      ...navigationIn(config, config.get(theme, 'sidebar'), keys),
    ]),
    generators: computed.slice(0, 1),
  };
}
