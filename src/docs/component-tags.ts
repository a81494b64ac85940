/** A line that is nothing but a tag of a component: its name has a capital in front or a hyphen inside. */
const tag = /^ {0,3}<\/?(?:[A-Z][\w.]*|[a-z]\w*-[\w-]*)(?:\s[^<>]*)?>[ \t]*$/;

const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/;

const mayHold = /^ {0,3}<\/?(?:[A-Z]|[a-z]\w*-)[^\n]*>[ \t]*\r?\n {0,3}(?:`{3}|~{3})/m;

/**
 * The text of a page with blanks for the tags of components that stand right above a code fence. By the rules of Markdown
 * such a tag opens HTML that goes on to the next blank line, fence included. The generators that know components, such as
 * VitePress and VuePress, end it behind the tag. Every offset stays.
 */
export function withoutComponentTags(text: string): string {
  if (!mayHold.test(text)) return text;
  const lines = text.split('\n');
  let open: string | undefined;
  let tags: number[] = [];
  for (const [index, whole] of lines.entries()) {
    const line = whole.replace(/\r$/, '');
    const [, marker, info = ''] = fence.exec(line) ?? [];
    if (open !== undefined) {
      if (marker?.startsWith(open) && info.trim() === '') open = undefined;
      continue;
    }
    if (marker !== undefined) {
      open = marker;
      for (const at of tags) lines[at] = lines[at]!.replace(/[^\r]/g, ' ');
    }
    tags = tag.test(line) ? [...tags, index] : [];
  }
  return lines.join('\n');
}
