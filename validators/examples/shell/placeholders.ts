/** Stands, as often as it is long, for a part of a command that the reader fills in. No keyboard types it. */
const unknown = '\uE000';

/** `<name>`, `<path/to/file>`; never the `<` of `<<EOF` or of `<file`. */
const angles = /(?<![<&\d])<[\p{L}_@$][^<>\n;&|`]*(?<=\S)>|(?<![<&\d])<(?:\.{3}|…)>/gu;
const braces = /\{\{[^{}\n]*\}\}|\{[^{}\s'"]*\|[^{}\s'"]*\}/g;
/** `[options]`, `[--flag value]`, `[-- args]`: what may be left out. A word before it, as in `a[0]`, makes it a subscript. */
const squares = /(?<=^|\s)\[[^\][\n'"$]+\](?:\.{3})?(?=$|\s)/gm;
const dots = /(?<=^|\s)(?:\.{3}|…)(?=$|\s)/gm;

const hide = (text: string): string => unknown.repeat(text.length);

/** Whether a word holds a part that the reader fills in. */
export function isPlaceholder(text: string): boolean {
  return text.includes(unknown);
}

/** Hides what the reader fills in, so that `<name>` is no redirection. Every character keeps its offset. */
export function hidePlaceholders(text: string): string {
  return text
    .replace(angles, hide)
    .replace(braces, hide)
    .replace(squares, (match) => (/^\[\s/.test(match) ? match : hide(match)))
    .replace(dots, hide);
}
