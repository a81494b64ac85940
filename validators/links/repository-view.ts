import { nearest } from '../../src/config/nearest.ts';
import type { Link, Page } from '../../src/docs/page.ts';
import { directoryOf, joinInside, nameOf } from '../../src/workspace/path.ts';
import type { Address } from './address.ts';
import { relativePath } from './relative.ts';
import {
  bad,
  checkFragment,
  good,
  type LinkGraph,
  type RepositoryView,
  type Resolution,
  replaceTarget,
  unverifiable,
} from './resolution.ts';

type Internal = Extract<Address, { kind: 'internal' }>;

const pageEndings = [
  ...['.md', '.mdx', '.markdown', '/index.md', '/index.mdx', '/README.md', '/readme.md'],
  // Application routers name the file of a page `page`.
  ...['/page.mdx', '/page.md', '/+page.md'],
];
const isMarkdown = (path: string): boolean => /\.(mdx?|markdown)$/i.test(path);
const hasExtension = (path: string): boolean => /\.[a-z][a-z0-9]{0,9}$/i.test(path);

/** The lines that a fragment such as `L10-L20` names in a source file, or `undefined` for another fragment. */
function lineOf(fragment: string): number | undefined {
  const match = /^L(\d+)(?:C\d+)?(?:-L?(\d+)(?:C\d+)?)?$/.exec(fragment);
  return match ? Number(match[2] ?? match[1]) : undefined;
}

/** Checks what stands after the path of a link to a file of the workspace. */
export function checkFile(graph: LinkGraph, link: Link, path: string, fragment: string | undefined): Resolution {
  const page = graph.pages.get(path);
  if (page && (fragment === undefined || lineOf(fragment) === undefined))
    return checkFragment(graph, link, page, graph.viewOf(path).anchors, fragment, path);
  if (fragment === undefined || fragment === '') return good;
  if (graph.files.hasDirectory(path)) {
    const readme = graph.files.list(path).find((name) => /^readme\.md$/i.test(name));
    const shown = readme === undefined ? undefined : graph.pages.get(path === '' ? readme : `${path}/${readme}`);
    if (shown) return checkFragment(graph, link, shown, graph.viewOf(shown.file).anchors, fragment, shown.file);
    return unverifiable('it names an anchor in a folder');
  }
  const line = lineOf(fragment);
  const text = line === undefined ? undefined : graph.files.read(path);
  if (line === undefined || text === undefined)
    return unverifiable('it names an anchor in a file that is no page under check');
  const count = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (line <= count) return good;
  return bad({
    kind: 'missing-anchor',
    fragment,
    target: path,
    hint: `; the file has ${count} ${count === 1 ? 'line' : 'lines'}`,
  });
}

/** Whether a page has links such as `[[Name]]`, in its text and not in its code. */
function linksByName(page: Page): boolean {
  const code = [...page.blocks, ...page.mentions].map(({ location }) => location);
  return [...page.source.text.matchAll(/\[\[\p{L}[^\][\n]*\]\]/gu)].some((match) => {
    const { line } = page.source.pointAt(match.index);
    return !code.some((one) => one.line <= line && line <= one.endLine);
  });
}

/** The paths that a link may mean, the one that GitHub follows first. */
function candidates(page: Page, path: string, loose: boolean): string[] {
  const directory = directoryOf(page.file);
  const found: (string | undefined)[] = [];
  if (path.startsWith('/')) {
    found.push(joinInside(path));
    // A site that is not in the workspace may have any folder above the page for its root.
    if (loose) {
      for (let folder = directory; ; folder = directoryOf(folder)) {
        for (const inside of ['', 'public', 'static', '.vuepress/public']) found.push(joinInside(folder, inside, path));
        if (folder === '') break;
      }
    }
  } else {
    found.push(joinInside(directory, path));
    // Where pages are folders of the site, a relative address begins one level deeper.
    if (loose) found.push(joinInside(directory, 'page', path));
    if (loose && /^\+?page\./.test(nameOf(page.file))) found.push(joinInside(directoryOf(directory), path));
  }
  return found.filter((candidate) => candidate !== undefined);
}

/** Resolves a link as GitHub does: relative to the file, or to the root of the repository. */
export function resolveInRepository(
  graph: LinkGraph,
  view: RepositoryView,
  page: Page,
  link: Link,
  { path, fragment }: Internal,
): Resolution {
  const { files } = graph;
  if (path === '') {
    const own = checkFragment(graph, link, page, view.anchors, fragment, '');
    const isOpen = own.problems.length > 0 && view.isPart;
    return isOpen ? unverifiable('its page is a part of one that code puts together') : own;
  }
  const [first, ...others] = candidates(page, path, view.loose);
  if (first === undefined) return unverifiable('it leads out of the repository');
  const exists = (candidate: string): boolean => files.has(candidate) || files.hasDirectory(candidate);
  if (exists(first)) return checkFile(graph, link, first, fragment);
  if (view.loose) {
    for (const candidate of [first, ...others]) {
      if (exists(candidate)) return checkFile(graph, link, candidate, fragment);
      const bare = candidate.replace(/\.html$/, '');
      const found = pageEndings.map((ending) => bare + ending).find((known) => files.has(known));
      if (found === undefined) continue;
      // A site that links by file resolves the rest from the file too: one level deeper is then the wrong page.
      const deeper = candidate !== first && !path.startsWith('/') && !hasExtension(path) && !path.endsWith('/');
      if (!deeper || !graph.linksByFile(page.file)) return checkFile(graph, link, found, fragment);
      const target = relativePath(directoryOf(page.file), found);
      return bad({
        kind: 'missing-page',
        suggestion: fragment === undefined ? target : `${target}#${fragment}`,
        hint: ', seen from the file, as the other pages here link',
      });
    }
  }

  // Apps for notes find what is linked by its name alone, wherever it is.
  if (linksByName(page) && !hasExtension(path) && graph.endsSomewhere(path)) {
    return unverifiable('its page is written for an app that finds notes by their names');
  }
  const unlisted = graph.unlisted.reason(first);
  if (unlisted !== undefined && (view.loose || !unlisted.ignored)) return unverifiable(unlisted.reason);
  const actual = files.differingCase(first);
  if (actual !== undefined) {
    const written = path.startsWith('/') ? `/${actual}` : relativePath(directoryOf(page.file), actual);
    const kept = path.startsWith('.') || path.startsWith('/') ? written : written.replace(/^\.\//, '');
    const text = fragment === undefined ? kept : `${kept}#${fragment}`;
    return bad({ kind: 'wrong-case', actual, fix: replaceTarget(link, encodeURI(text), `Write ${kept}`) });
  }
  if (link.form === 'jsx' && link.element?.attribute !== 'href') {
    return unverifiable(`what <${link.element?.tag}> does with its address is not known`);
  }
  const absolute = path.startsWith('/');
  const served = absolute && path !== '/' && !view.loose ? graph.servedAt(path) : undefined;
  if (served !== undefined) {
    const target = relativePath(directoryOf(page.file), served);
    const text = `${encodeURI(target)}${fragment === undefined ? '' : `#${fragment}`}`;
    return bad({ kind: 'not-on-github', target, suggestion: text, fix: replaceTarget(link, text, `Write ${text}`) });
  }
  const router = view.loose && !isMarkdown(path) ? graph.namedByRouters(path) : undefined;
  if (router !== undefined) return unverifiable(`${router} may make its page`);
  const learned = absolute && view.loose ? graph.learnedRoutes() : undefined;
  const behind = learned?.find(path);
  if (behind !== undefined) return checkFile(graph, link, behind, fragment);
  if (learned?.knows(path) && !hasExtension(path)) {
    const route = nearest(path.replace(/\/$/, ''), learned.routes);
    const suggested = route === undefined || fragment === undefined ? route : `${route}#${fragment}`;
    return bad({ kind: 'missing-page', suggestion: suggested, hint: ', as the other links show the site' });
  }
  if (absolute && !isMarkdown(path) && (view.loose || !hasExtension(path))) {
    return unverifiable('the site that this address belongs to is not in the workspace');
  }
  if (view.loose && !isMarkdown(path)) {
    const name = `${nameOf(path.replace(/\/$/, ''))}.md`.toLowerCase();
    const atRoot = files.list('').find((known) => known.toLowerCase() === name);
    if (atRoot !== undefined) return unverifiable(`the site that publishes the page may show ${atRoot} there`);
    if (graph.endsSomewhere(path)) return unverifiable('the site that publishes the page is not in the workspace');
    if (!hasExtension(path) && !exists(directoryOf(first))) {
      return unverifiable('the site that this address belongs to is not in the workspace');
    }
  }
  const meant = graph.nearestFile(first);
  const suggestion = meant === undefined ? undefined : relativePath(directoryOf(page.file), meant);
  const isPageLink = isMarkdown(path) || (!hasExtension(path) && link.form !== 'image' && link.element?.tag !== 'img');
  return bad({
    kind: isPageLink ? 'missing-page' : 'missing-file',
    suggestion: suggestion === undefined || fragment === undefined ? suggestion : `${suggestion}#${fragment}`,
    hint: unlisted ? ' in the repository: git ignores it' : '',
  });
}
