import { isRecord, parseJsonObject } from '../json.ts';
import { directoryOf } from '../path.ts';
import type { CustomRoute, Redirect } from '../site.ts';
import { cleanRoute, type SiteProject } from './project.ts';

/** Redirects that the host of a site makes, told from the files that hosts read. */
export interface HostRedirects {
  /** Addresses that lead elsewhere. */
  readonly exact: ReadonlyMap<string, Redirect>;
  /** Patterns of such addresses, written as routes with holes. */
  readonly patterns: readonly CustomRoute[];
}

/** Turns the wildcards of hosts (`:name`, `:name*`, `*`, `(.*)`) into the holes of a route. */
const asRoute = (source: string): string =>
  cleanRoute(
    source
      .replace(/\([^)]*\)/g, '*')
      .split('/')
      .map((segment) => (/^(:\w+)?[*+]+$/.test(segment) ? '[...rest]' : segment.replace(/:\w+[*+?]?|\*+/g, '[hole]')))
      .join('/'),
  );

/** One line of a host's list. It has a start when it redirects whoever asks, and does not only show another page. */
interface HostRule {
  readonly from: string;
  readonly to: string;
  /** Offset of `to` in the text of the file. */
  readonly start?: number | undefined;
}

function* vercelRules(text: string): Generator<HostRule> {
  const config = parseJsonObject(text);
  let at = 0;
  for (const list of [config?.redirects, config?.rewrites]) {
    for (const item of Array.isArray(list) ? list : []) {
      if (!isRecord(item) || typeof item.source !== 'string') continue;
      const { source: from, destination } = item;
      const to = typeof destination === 'string' ? destination : '';
      const source = text.indexOf(JSON.stringify(from), at);
      const goal = source < 0 ? -1 : text.indexOf(JSON.stringify(to), source + from.length + 2);
      const certain = list === config?.redirects && goal >= 0 && item.has === undefined && item.missing === undefined;
      if (goal >= 0) at = goal;
      yield { from, to, start: certain ? goal + 1 : undefined };
    }
  }
}

function* netlifyRules(text: string): Generator<HostRule> {
  for (const table of text.matchAll(/\[\[redirects\]\]([^[]*)/g)) {
    const body = table[1]!;
    const from = /^\s*from\s*=\s*"([^"]+)"/m.exec(body)?.[1];
    const to = /^\s*to\s*=\s*"([^"]*)"/dm.exec(body);
    if (from === undefined) continue;
    const isCertain = !/^\s*(status\s*=\s*(200|404)|query|conditions)\b/m.test(body);
    const start = table.index + '[[redirects]]'.length + (to?.indices?.[1]?.[0] ?? 0);
    yield { from, to: to?.[1] ?? '', start: to && isCertain ? start : undefined };
  }
}

/** Lines of `/from /to 301 Country=x`, as https://docs.netlify.com/manage/routing/redirects/overview/ has them. */
function* listedRules(text: string): Generator<HostRule> {
  for (const line of text.matchAll(/^[ \t]*(\/\S*)[ \t]+(\S+)([^\r\n]*)$/dgm)) {
    const [, from = '', to = '', rest = ''] = line;
    const isCertain = /^(\/|https?:)/.test(to) && /^\s*(30\d!?)?\s*(#.*)?$/.test(rest);
    yield { from, to, start: isCertain ? line.indices?.[2]?.[0] : undefined };
  }
}

const readers = new Map([
  ['vercel.json', vercelRules],
  ['netlify.toml', netlifyRules],
  ['_redirects', listedRules],
]);

/** Reads the redirects of Vercel, Netlify and Cloudflare for a site. */
export function readHostRedirects(project: SiteProject, publicFolders: readonly string[]): HostRedirects {
  const { files } = project;
  const exact = new Map<string, Redirect>();
  const patterns: CustomRoute[] = [];
  const folders = new Set([project.root, ...publicFolders, directoryOf(project.root), '']);
  for (const folder of folders) {
    for (const [name, rulesOf] of readers) {
      const file = folder === '' ? name : `${folder}/${name}`;
      const text = files.has(file) ? files.read(file) : undefined;
      if (text === undefined) continue;
      for (const { from, to, start } of rulesOf(text)) {
        const route = asRoute(from);
        // A rule for everything serves the pages themselves.
        if (route === '/[...rest]' || route === '/') continue;
        if (route.includes('[')) patterns.push({ route, file });
        // Hosts take the first rule that fits.
        else if (!exact.has(route)) {
          // One that only adds or takes the slash leads to the page itself.
          const isStep = start !== undefined && (cleanRoute(to) !== route || to === from);
          exact.set(route, { to, place: isStep ? { file, start, end: start + to.length } : undefined });
        }
      }
    }
  }
  return { exact, patterns };
}
