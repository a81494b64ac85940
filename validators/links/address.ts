/** The destination of a link, taken apart. */
export type Address =
  | { readonly kind: 'internal'; readonly path: string; readonly fragment: string | undefined }
  | { readonly kind: 'external'; readonly host: string }
  | { readonly kind: 'other'; readonly reason: string }
  | { readonly kind: 'malformed'; readonly detail: string };

const scheme = /^([a-z][a-z0-9+.-]+):/i;

/** Decodes percent signs, or says which sequence is none. */
function decode(text: string): { text: string } | { fault: string } {
  if (!text.includes('%')) return { text };
  try {
    return { text: decodeURIComponent(text) };
  } catch {
    const bad = /%(?![\da-f]{2})..?/i.exec(text)?.[0];
    return bad === undefined
      ? { fault: 'its percent escapes are not UTF-8' }
      : { fault: `\`${bad}\` is no percent escape` };
  }
}

/** What is wrong with a `mailto:` address, by the parts of RFC 6068 that people mistype; `undefined` when nothing is. */
function mailFault(text: string): string | undefined {
  const query = text.indexOf('?');
  const decoded = decode(query < 0 ? text : text.slice(0, query));
  if ('fault' in decoded) return decoded.fault;
  const to = decoded.text;
  if (to === '') return query < 0 ? '`mailto:` names nobody' : undefined;
  if (to.startsWith('//')) return '`mailto:` has no slashes';
  const wrong = to.split(',').find((address) => !/^[^\s@<>]+@[^\s@<>/]+$/.test(address.trim()));
  return wrong === undefined ? undefined : `\`${wrong.trim()}\` is no mail address`;
}

/**
 * Takes a destination apart: scheme, path, fragment. The fragment begins at the first `#`; a query belongs to neither
 * and is left out (RFC 3986, sections 3 and 4.2).
 */
export function parseAddress(target: string): Address {
  const text = target.trim();
  if (text === '') return { kind: 'malformed', detail: 'it leads to its own page' };
  const name = scheme.exec(text)?.[1]?.toLowerCase();
  if (name !== undefined) {
    if (name === 'http' || name === 'https') {
      const host = /^https?:\/\/([^/?#\s]+)/i.exec(text)?.[1];
      return host === undefined
        ? { kind: 'malformed', detail: 'it names no host' }
        : { kind: 'external', host: host.toLowerCase() };
    }
    if (name === 'mailto') {
      const detail = mailFault(text.slice('mailto:'.length));
      if (detail !== undefined) return { kind: 'malformed', detail };
    }
    if (name === 'javascript') return { kind: 'malformed', detail: '`javascript:` is no destination' };
    if (/^(h?t?tps?|htt?ps?|ht{3,}ps?|htps?|hhttps?|httpss)$/.test(name) && text.startsWith('//', name.length + 1)) {
      return { kind: 'malformed', detail: `\`${name}:\` is no scheme` };
    }
    return { kind: 'other', reason: `${name}: is no link to a page` };
  }
  if (text.startsWith('//')) return { kind: 'external', host: text.slice(2).split(/[/?#]/)[0] ?? '' };

  const hash = text.indexOf('#');
  const beforeHash = hash < 0 ? text : text.slice(0, hash);
  const query = beforeHash.indexOf('?');
  const path = decode(query < 0 ? beforeHash : beforeHash.slice(0, query));
  if ('fault' in path) return { kind: 'malformed', detail: path.fault };
  if (hash < 0) return { kind: 'internal', path: path.text, fragment: undefined };
  // A text fragment is an instruction to the browser, not an anchor (https://wicg.github.io/scroll-to-text-fragment/).
  const written = text.slice(hash + 1);
  const directive = written.indexOf(':~:');
  const fragment = decode(directive < 0 ? written : written.slice(0, directive));
  if ('fault' in fragment) return { kind: 'malformed', detail: fragment.fault };
  return { kind: 'internal', path: path.text, fragment: fragment.text };
}
