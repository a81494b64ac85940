import type { CustomRoute, Site, SiteFolder } from '../site.ts';
import { readStaticConfig, stringOf } from './config.ts';
import { cleanBase, cleanRoute, filesBelow, type SiteProject } from './project.ts';

/** The addresses of Next's `app` and `pages` folders, by https://nextjs.org/docs/app/building-your-application/routing. */
function nextRoutes({ files }: SiteProject, folder: string, kind: 'app' | 'pages'): CustomRoute[] {
  return filesBelow(files, folder).flatMap((path): CustomRoute[] => {
    const match =
      kind === 'app'
        ? /^(.*?)(?:^|\/)(?:page|route)\.[cm]?[jt]sx?$/.exec(path)
        : /^((?!api\/|_).*?)(?:(?:^|\/)index)?\.[jt]sx?$/.exec(path);
    if (!match) return [];
    const route = match[1]!
      .split('/')
      .filter((segment) => !/^(\(.*\)|@.*)$/.test(segment))
      .join('/')
      .replace(/\[\[(\.\.\.[^\]]+)\]\]/g, '[$1]');
    return [{ route: cleanRoute(route), file: `${folder}/${path}` }];
  });
}

/** Collections by the name that a module declares them under, with their folders. */
function* collectionsOf(project: SiteProject, text: string): Generator<readonly [name: string, folder: string]> {
  const module = readStaticConfig(text);
  for (const definer of ['defineDocs', 'defineCollections']) {
    const declarations = [
      ...text.matchAll(new RegExp(`\\b(?:const|let)\\s+(\\{[^}]*\\}|\\w+)\\s*=\\s*${definer}\\b`, 'g')),
    ];
    for (const [index, [options]] of module.calls(definer).entries()) {
      const folder = project.path(stringOf(module.get(options, 'dir')) ?? 'content/docs');
      for (const name of declarations[index]?.[1]?.match(/\w+/g) ?? []) yield [name, folder];
    }
  }
}

/** Reads a site made with Fumadocs: its collections, and where the loaders of the application publish them. */
export function readFumadocsSite(project: SiteProject): Site {
  const { files } = project;
  const collections = new Map(collectionsOf(project, project.config.text));
  const folders: SiteFolder[] = [];
  const dynamic: string[] = [];
  const modules: { path: string; text: string }[] = [];
  for (const path of filesBelow(files, project.root)) {
    if (!/\.[cm]?tsx?$/.test(path) || /(^|\/)(node_modules|\.next|content)\//.test(path)) continue;
    const text = files.read(project.path(path));
    if (text === undefined) continue;
    if (text.includes('fumadocs-mdx')) {
      for (const [name, folder] of collectionsOf(project, text)) collections.set(name, folder);
    }
    if (text.includes('fumadocs-core/source') && /\bloader\s*(<[^>]*>)?\(/.test(text)) modules.push({ path, text });
  }
  for (const { path, text } of modules) {
    const module = readStaticConfig(text);
    for (const [options, second] of module.calls('loader')) {
      const settings = second ?? options;
      const base = stringOf(module.get(settings, 'baseUrl'));
      if (base === undefined) {
        dynamic.push(path);
        continue;
      }
      const route = cleanRoute(base) === '/' ? '' : cleanRoute(base);
      const source = JSON.stringify([second === undefined ? module.get(settings, 'source') : options]);
      const names = [...collections.keys()].filter((name) => new RegExp(`\\b${name}\\b`).test(source));
      for (const name of names.length > 0 ? names : [...collections.keys()].slice(0, 1)) {
        const folder = collections.get(name)!;
        if (folders.some((known) => known.folder === folder)) continue;
        folders.push({ folder, route, routed: true, kind: 'docs' });
      }
    }
  }
  for (const folder of new Set(collections.values())) {
    if (!folders.some((known) => known.folder === folder))
      folders.push({ folder, route: '', routed: false, kind: 'docs' });
  }
  const roots = ['app', 'src/app', 'pages', 'src/pages'] as const;
  const customRoutes = roots.flatMap((folder) =>
    nextRoutes(project, project.path(folder), folder.endsWith('app') ? 'app' : 'pages'),
  );
  const next = ['next.config.mjs', 'next.config.ts', 'next.config.js']
    .map((name) => project.path(name))
    .find(files.has);
  const nextText = next === undefined ? '' : (files.read(next) ?? '');
  const config = readStaticConfig(nextText);
  return {
    framework: 'fumadocs',
    root: project.root,
    configFile: project.configFile,
    folders,
    publicFolders: [project.path('public')],
    base: cleanBase(stringOf(config.get(config.root, 'basePath'))),
    trailingSlash: 'ignore',
    headingIds: 'fumadocs',
    customHeadingIds: true,
    markdownLinks: 'rewritten',
    locales: [],
    redirects: new Map(
      [...nextText.matchAll(/\bsource:\s*['"]([^'":*]+)['"](?:,\s*destination:\s*['"]([^'"]*)['"])?/g)].map((match) => [
        cleanRoute(match[1]!),
        { to: match[2] ?? '' },
      ]),
    ),
    customRoutes,
    navigation: [],
    generators: [
      ...dynamic,
      ...(/\brewrites\s*[(:]|source:\s*['"][^'"]*[:*]/.test(nextText) ? [`rewrites in ${next}`] : []),
    ],
  };
}
