import type { BuiltFile, BuiltLink, BuiltPage, BuiltSite } from '../../src/built/built-site.ts';
import { nearest } from '../../src/config/nearest.ts';
import { nameOf } from '../../src/workspace/path.ts';
import type { TrailingSlash } from '../../src/workspace/site.ts';
import { type BuiltAddress, decoded, type ReadAddress } from './addresses.ts';
import type { Mount } from './base.ts';
import { pathOf } from './files.ts';
import type { Lookup } from './lookup.ts';
import type { Redirects } from './redirects.ts';
import type { SiteProblem } from './subject.ts';

/** What became of one address of a built page. */
export type Verdict =
  | { readonly state: 'good' | 'external' | 'unjudged' }
  | { readonly state: 'bad'; readonly problem: SiteProblem };

const good: Verdict = { state: 'good' };
const external: Verdict = { state: 'external' };
const isEmpty: Verdict = {
  state: 'bad',
  problem: { kind: 'malformed-url', target: '', detail: 'it leads to its own page' },
};
const unjudged: Verdict = { state: 'unjudged' };
const bad = (problem: SiteProblem): Verdict => ({ state: 'bad', problem });

/** What judging addresses needs. */
export interface JudgeInput {
  readonly built: BuiltSite;
  readonly mount: Mount;
  readonly readAddress: ReadAddress;
  readonly lookup: Lookup;
  readonly redirects: Redirects;
  /** How pages end their addresses, where the config of the site demands one way. */
  readonly trailingSlash: TrailingSlash;
  /** Whether an address without a file is answered all the same. */
  isAnswered(path: string): boolean;
  /** What the workspace knows of a page that was not built, as the end of a sentence. */
  hint(path: string): string;
}

/** Judges the links of built pages and style sheets, each different address once. */
export type Judge = (page: BuiltFile, link: Pick<BuiltLink, 'tag' | 'use' | 'target'>) => Verdict;

const hasExtension = (path: string): boolean => /\.[a-z][a-z0-9]{0,9}$/i.test(nameOf(path));
const isHtml = (file: string): boolean => /\.html?$/i.test(file);

type Subject = Parameters<Judge>[1];

/** Addresses that a script of the page reads, and no anchor: `#/route`, `#!route`, `#?key=value`. */
const forScripts = /^[/!?]|=/;

/** Whether a page has an anchor; browsers look for it as it is written, then decoded. */
function hasAnchor(page: BuiltPage, fragment: string): boolean {
  return page.anchors.has(fragment) || page.anchors.has(decoded(fragment)) || /^top$/i.test(decoded(fragment));
}

/** Makes a {@link Judge}. */
export function createJudge(input: JudgeInput): Judge {
  const { built, mount, readAddress, lookup, redirects } = input;
  const byAddress = new Map<BuiltAddress, Map<string, Verdict>>();
  const shown = (path: string): string => `${mount.base}${encodeURI(path)}`;

  /** The page that a reader ends on who goes to a page. */
  const lastOf = (page: BuiltPage): BuiltPage | undefined => {
    const seen = new Set<string>();
    let at: BuiltPage | undefined = page;
    while (at && !seen.has(at.file)) {
      seen.add(at.file);
      const redirect = redirects.at(pathOf(at.file));
      if (!redirect) return at;
      const file: string | undefined = redirect.next === undefined ? undefined : lookup.file(redirect.next);
      at = file === undefined ? undefined : lookup.page(file);
    }
    return undefined;
  };

  const judgeFragment = (target: BuiltPage, link: Subject, fragment: string): Verdict => {
    if (fragment === '' || hasAnchor(target, fragment)) return good;
    if (forScripts.test(fragment)) return unjudged;
    const last = lastOf(target);
    if (!last) return unjudged;
    if (last !== target && hasAnchor(last, fragment)) return good;
    const anchor = decoded(fragment);
    const address = link.target.slice(0, link.target.indexOf('#') + 1);
    const anchors = [...last.anchors];
    const actual = anchors.find(
      (known) => known.normalize('NFC').toLowerCase() === anchor.normalize('NFC').toLowerCase(),
    );
    if (actual !== undefined) return bad({ kind: 'wrong-case', target: link.target, actual: `${address}${actual}` });
    const meant = nearest(anchor, anchors);
    return bad({
      kind: 'missing-anchor',
      target: link.target,
      anchor,
      page: last === target && link.target.startsWith('#') ? '' : shown(pathOf(last.file)),
      suggestion: meant === undefined ? undefined : `${address}${meant}`,
    });
  };

  const judgeMissing = (link: Subject, path: string, fragment: string): Verdict => {
    if (input.isAnswered(path)) return unjudged;
    const end = fragment === '' ? '' : `#${fragment}`;
    const { target } = link;
    const differing = lookup.differing(path);
    if (differing !== undefined) return bad({ kind: 'wrong-case', target, actual: shown(pathOf(differing)) + end });
    const isAsset = link.use !== 'page' || (hasExtension(path) && !isHtml(path) && !/\.\d+$/.test(path));
    const meant = isAsset ? lookup.nearestFile(path) : lookup.nearestPage(path);
    return bad({
      kind: isAsset ? 'missing-asset' : 'missing-page',
      target,
      hint: isAsset ? '' : input.hint(path),
      suggestion: meant === undefined ? undefined : shown(meant) + (isAsset ? '' : end),
    });
  };

  /** The slash at the end, where the config of the site demands or forbids it. */
  const judgeSlash = (link: Subject, path: string, file: string): Verdict => {
    const { trailingSlash } = input;
    if (trailingSlash === 'ignore' || path === '/' || link.tag !== 'a' || !isHtml(file) || hasExtension(path))
      return good;
    const has = path.endsWith('/');
    const isIndex = /(^|\/)index\.html?$/i.test(file);
    if (has === (trailingSlash === 'by-file' ? isIndex : trailingSlash === 'always')) return good;
    const { target } = link;
    const at = /[?#]/.exec(target)?.index ?? target.length;
    const address = target.slice(0, at);
    return bad({
      kind: 'trailing-slash',
      target,
      wanted: has ? 'without a slash at the end' : 'with a slash at the end',
      suggestion: (has ? address.replace(/\/+$/, '') : `${address}/`) + target.slice(at),
    });
  };

  const judge = (link: Subject, address: BuiltAddress): Verdict => {
    switch (address.kind) {
      case 'external':
        return external;
      case 'other':
        return unjudged;
      case 'malformed':
        return bad({ kind: 'malformed-url', target: link.target, detail: address.detail });
      case 'outside': {
        if (lookup.file(address.path) === undefined) return unjudged;
        const suggestion = `${mount.base}${link.target}`;
        const hint = `, for the site stands below \`${mount.base}\``;
        const kind = link.use === 'page' ? 'missing-page' : 'missing-asset';
        return bad({
          kind,
          target: link.target,
          hint,
          suggestion: link.target.startsWith('/') ? suggestion : undefined,
        });
      }
    }
    const { path, fragment } = address;
    const file = lookup.file(path);
    if (file === undefined) return judgeMissing(link, path, fragment);
    const target = lookup.page(file);
    if (link.use === 'page' && target) {
      const anchor = judgeFragment(target, link, fragment);
      return anchor.state === 'good' ? judgeSlash(link, path, file) : anchor;
    }
    if (link.use === 'symbol' && fragment !== '' && /\.svg$/i.test(file)) {
      const ids = built.idsOfSvg(file);
      if (!ids) return unjudged;
      if (ids.has(decoded(fragment))) return good;
      const meant = nearest(decoded(fragment), ids);
      const suggestion = meant === undefined ? undefined : link.target.replace(/#.*$/s, `#${meant}`);
      const shownFile = shown(`/${file}`);
      return bad({
        kind: 'missing-anchor',
        target: link.target,
        anchor: decoded(fragment),
        page: shownFile,
        suggestion,
      });
    }
    // What stands on a page that cannot be read, nobody knows.
    if (link.use === 'page' && fragment !== '' && isHtml(file)) return unjudged;
    // A script may put the symbols of the page's own sprite in.
    return link.use === 'symbol' ? unjudged : good;
  };

  return (page, link) => {
    if (link.target.trim() === '' && link.tag === 'a') return isEmpty;
    if (link.target.startsWith('#') && page.base === undefined) {
      const { target } = link;
      const own = lookup.page(page.file);
      if (link.use !== 'page' || !own) return unjudged;
      const directive = target.indexOf(':~:');
      return judgeFragment(own, link, directive < 0 ? target.slice(1) : target.slice(1, directive));
    }
    const address = readAddress(page, link.target);
    const key = `${link.tag} ${link.use}`;
    const verdicts = byAddress.get(address) ?? new Map<string, Verdict>();
    byAddress.set(address, verdicts);
    const verdict = verdicts.get(key) ?? judge(link, address);
    verdicts.set(key, verdict);
    return verdict;
  };
}
