import type { RedirectLine } from './built-site.ts';

/** Reads a `_redirects` file: `from [name=value…] to [status]` a line, `#` begins a comment. */
export function readRedirects(text: string): RedirectLine[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const [from, ...rest] = line
      .replace(/(^|\s)#.*$/, '')
      .split(/\s+/)
      .filter(Boolean);
    // What stands before the target are conditions on the query.
    const at = rest.findIndex((word) => /^(\/|https?:\/\/)/i.test(word));
    const to = rest[at];
    if (from === undefined || to === undefined) return [];
    const status = Number.parseInt(rest[at + 1] ?? '', 10);
    return [{ from, to, status: Number.isNaN(status) ? 301 : status, line: index + 1 }];
  });
}
