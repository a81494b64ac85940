import type { FileIndex } from '../file-index.ts';
import { directoryOf, nameOf } from '../path.ts';
import type { Site } from '../site.ts';
import { readAstroSite } from './astro.ts';
import { readDocusaurusSite } from './docusaurus.ts';
import { readFumadocsSite } from './fumadocs.ts';
import { readHostRedirects } from './host-redirects.ts';
import { openProject, type SiteProject } from './project.ts';
import { readVitepressSite } from './vitepress.ts';

/** The generators by the name of their config. The first group of the pattern, if any, is the way up to the project. */
const generators: readonly { name: RegExp; folder?: string; read(project: SiteProject): Site }[] = [
  { name: /^astro\.config\.[cm]?[jt]s$/, read: readAstroSite },
  { name: /^docusaurus\.config\.[cm]?[jt]s$/, read: readDocusaurusSite },
  { name: /^config\.[cm]?[jt]s$/, folder: '.vitepress', read: readVitepressSite },
  { name: /^index\.[cm]?[jt]s$/, folder: '.vitepress/config', read: readVitepressSite },
  { name: /^source\.config\.[cm]?tsx?$/, read: readFumadocsSite },
];

/** Projects that exist to be copied or tested hold sites that nobody publishes. */
const material =
  /(^|\/)(examples?|templates?|fixtures?|__fixtures__|__tests__|tests?|e2e|playgrounds?|starters?)(\/|$)/;

/** Finds the sites that the repository publishes, by the configs of the generators. Reads them without running them. */
export function findSites(files: FileIndex): Site[] {
  const sites: Site[] = [];
  for (const path of files.paths) {
    const name = nameOf(path);
    const directory = directoryOf(path);
    if (!/config|^index\./.test(name) || material.test(directory)) continue;
    for (const generator of generators) {
      if (!generator.name.test(name)) continue;
      const { folder } = generator;
      if (folder !== undefined && directory !== folder && !directory.endsWith(`/${folder}`)) continue;
      const root = folder === undefined ? directory : directory.slice(0, -folder.length).replace(/\/$/, '');
      const project = openProject(files, path, root);
      const site = generator.read(project);
      const { exact, patterns } = readHostRedirects(project, site.publicFolders);
      sites.push({
        ...site,
        redirects: new Map([...exact, ...site.redirects]),
        customRoutes: [...site.customRoutes, ...patterns],
      });
    }
  }
  return sites;
}
