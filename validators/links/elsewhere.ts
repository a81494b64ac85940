import { directoryOf, joinInside, nameOf } from '../../src/workspace/path.ts';
import { parseAddress } from './address.ts';
import type { LinkGraph } from './resolution.ts';
import type { ResolvedLink } from './subject.ts';

/** Why a link that leads nowhere says nothing about the docs. */
export type ReasonNotToBelieve = (link: ResolvedLink) => string | undefined;

/** Counts of one group of links. */
interface Count {
  links: number;
  broken: number;
  readonly pages: Set<string>;
  readonly targets: Set<string>;
  guessed: number;
}

const newCount = (): Count => ({ links: 0, broken: 0, pages: new Set(), targets: new Set(), guessed: 0 });

const isBroken = ({ problems }: ResolvedLink): boolean =>
  problems.some(({ kind }) => kind === 'missing-page' || kind === 'missing-file');

/** The component that a link is the address of. */
const componentOf = ({ link }: ResolvedLink): string | undefined =>
  link.form === 'jsx' && /^[A-Z]/.test(link.element?.tag ?? '') ? link.element!.tag : undefined;

/** Pages that are written for the same place: those of a site, or those of a folder at the root with the same name. */
function familyOf(graph: LinkGraph, file: string): string {
  const view = graph.viewOf(file);
  if (view.kind === 'site') return `${view.table.site.configFile} ${view.table.folderOf(file)?.folder ?? ''}`;
  const name = nameOf(file).toLowerCase();
  return `${file.split('/')[0]} ${/^(readme|index)\./.test(name) ? name : ''}`;
}

/**
 * The folder that holds the highest missing folder on the way to a path; `undefined` when only the file is missing, or
 * when that folder is the root.
 */
function lastFolder(graph: LinkGraph, path: string): string | undefined {
  let missing: string | undefined;
  for (
    let folder = directoryOf(path);
    folder !== '' && !graph.files.hasDirectory(folder);
    folder = directoryOf(folder)
  ) {
    missing = folder;
  }
  return missing === undefined ? undefined : directoryOf(missing) || undefined;
}

/** The folder and the first word of a page's name, `docs/presets-`; `undefined` when a page there begins so. */
function seriesOf(graph: LinkGraph, path: string): string | undefined {
  const directory = directoryOf(path);
  const word = /^[a-z]{3,}[-_.](?=.+\.mdx?$)/i.exec(nameOf(path))?.[0];
  if (word === undefined || graph.files.list(directory).some((name) => name.startsWith(word))) return undefined;
  return `${directory}/${word}`;
}

const fewestInSeries = 5;
const fewestOfComponent = 10;
const fewestLinks = 20;
const fewestPages = 5;
const fewestTargets = 10;

/**
 * Doubts the picture before the docs. When most links of many pages lead nowhere, the pages are read elsewhere than where
 * they stand; when many links lead to folders or names that are not there, side by side, a build makes them. Neither is an error of the page.
 */
export function doubtsOf(graph: LinkGraph, links: readonly ResolvedLink[]): ReasonNotToBelieve {
  if (!links.some(isBroken)) return () => undefined;
  const families = new Map<string, Count>();
  const components = new Map<string, Count>();
  const folders = new Map<string, Count>();
  const folderOf = new Map<ResolvedLink, string>();
  const series = new Map<string, Count>();
  const seriesOfLink = new Map<ResolvedLink, string>();
  const enter = (groups: Map<string, Count>, key: string, { page, problems }: ResolvedLink, path: string): void => {
    const count = groups.get(key) ?? newCount();
    groups.set(key, count);
    count.pages.add(page.file);
    count.targets.add(path);
    count.broken += 1;
    if (problems.some((problem) => 'suggestion' in problem && problem.suggestion !== undefined)) count.guessed += 1;
  };
  for (const resolved of links) {
    const { link, page } = resolved;
    const address = parseAddress(link.target ?? '');
    if (address.kind !== 'internal' || address.path === '' || resolved.result.state !== 'checked') continue;
    const component = componentOf(resolved);
    if (component !== undefined) {
      // What a component does with its address says nothing of the pages that use it.
      const count = components.get(component) ?? newCount();
      components.set(component, count);
      count.links += 1;
      if (isBroken(resolved)) count.broken += 1;
      continue;
    }
    const family = familyOf(graph, page.file);
    const count = families.get(family) ?? newCount();
    families.set(family, count);
    count.links += 1;
    if (!isBroken(resolved)) continue;
    count.broken += 1;
    count.pages.add(page.file);
    if (address.path.startsWith('/')) continue;
    const path = joinInside(directoryOf(page.file), address.path);
    if (path === undefined) continue;
    const named = seriesOf(graph, path);
    if (named !== undefined) {
      seriesOfLink.set(resolved, named);
      enter(series, named, resolved, path);
    }
    const folder = lastFolder(graph, path);
    if (folder === undefined) continue;
    folderOf.set(resolved, folder);
    enter(folders, folder, resolved, path);
  }
  return (resolved) => {
    if (!isBroken(resolved)) return undefined;
    const component = componentOf(resolved);
    const uses = component === undefined ? undefined : components.get(component);
    if (uses && uses.links >= fewestOfComponent && uses.broken >= 0.8 * uses.links) {
      return `what <${component}> does with its address is not known`;
    }
    const count = families.get(familyOf(graph, resolved.page.file));
    if (count && count.links >= fewestLinks && count.pages.size >= fewestPages && count.broken >= 0.6 * count.links) {
      return 'most links of such pages lead nowhere from here: they are published from elsewhere';
    }
    const named = seriesOfLink.get(resolved);
    const alike = named === undefined ? undefined : series.get(named);
    if (alike && alike.targets.size >= fewestInSeries && alike.pages.size > 2 && alike.guessed === 0) {
      return `many links lead to pages named ${named}… that are not there and that a build may make`;
    }
    const folder = folderOf.get(resolved);
    const below = folder === undefined ? undefined : folders.get(folder);
    if (below && below.targets.size >= fewestTargets && below.pages.size > 2 && below.guessed * 5 <= below.broken) {
      return `many links lead to folders in ${folder} that are not there and that a build may make`;
    }
    return undefined;
  };
}
