import type { BuiltFile } from '../../src/built/built-site.ts';
import type { Mount } from './base.ts';
import { pathOf } from './files.ts';

/** An address in a built page, as a browser takes it apart. */
export type BuiltAddress =
  | {
      readonly kind: 'internal';
      /** Decoded, from the folder of the site; it begins with a slash. */
      readonly path: string;
      /** As written after the `#`, without a text directive; empty when there is none. */
      readonly fragment: string;
    }
  /** On the host of the site, but not below its base. */
  | { readonly kind: 'outside'; readonly path: string; readonly fragment: string }
  | { readonly kind: 'external' }
  | { readonly kind: 'other' }
  | { readonly kind: 'malformed'; readonly detail: string };

/** Takes addresses of a page or a style sheet apart. */
export type ReadAddress = (page: BuiltFile, target: string) => BuiltAddress;

/** Stands in for an origin that nothing names. No host can have it (RFC 6761). */
const nowhere = 'http://built-site.invalid';

/** The text after the `#`, without a text directive, which is an instruction to the browser. */
export function fragmentOf(hash: string): string {
  const text = hash.replace(/^#/, '');
  const directive = text.indexOf(':~:');
  return directive < 0 ? text : text.slice(0, directive);
}

/** Decodes percent escapes; leaves a text that holds wrong ones as it is, as browsers do. */
export function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Makes a {@link ReadAddress} for a site. It follows the URL standard (https://url.spec.whatwg.org) and remembers what it read. */
export function createReadAddress({ origin = nowhere, base }: Mount): ReadAddress {
  const known = new Map<string, BuiltAddress>();
  const { host } = new URL(origin);

  const read = (target: string, from: string): BuiltAddress => {
    const url = URL.parse(target, from);
    if (!url) return { kind: 'malformed', detail: 'it is no address' };
    if (!/^https?:$/.test(url.protocol)) return { kind: 'other' };
    // A site that is reached by https is no other one by http.
    if (url.host !== host) return { kind: 'external' };
    let path: string;
    try {
      path = decodeURIComponent(url.pathname);
    } catch {
      const wrong = /%(?![\da-f]{2})..?/i.exec(url.pathname)?.[0];
      const detail = wrong === undefined ? 'its percent escapes are not UTF-8' : `\`${wrong}\` is no percent escape`;
      return { kind: 'malformed', detail };
    }
    const fragment = fragmentOf(url.hash);
    if (base === '' || path.startsWith(`${base}/`))
      return { kind: 'internal', path: path.slice(base.length), fragment };
    return path === base ? { kind: 'internal', path: '/', fragment } : { kind: 'outside', path, fragment };
  };

  return (page, target) => {
    // The address of the page matters only to what is relative to it.
    const isRelative = !/^(\/|[a-z][a-z0-9+.-]*:)/i.test(target);
    const folder = isRelative || page.base !== undefined ? page.file : '';
    const key = folder === '' ? target : `${folder}\n${page.base ?? ''}\n${target}`;
    let address = known.get(key);
    if (!address) {
      const own = `${origin}${base}${encodeURI(pathOf(page.file)).replace(/[?#]/g, encodeURIComponent)}`;
      const from = page.base === undefined ? own : (URL.parse(page.base, own)?.href ?? own);
      address = read(target, from);
      known.set(key, address);
    }
    return address;
  };
}
