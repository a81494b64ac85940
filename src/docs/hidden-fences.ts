import type { Html } from 'mdast';
import type { Location, SourceText } from '../workspace/source-text.ts';

/** HTML whose content is not meant to be Markdown. */
const opaque = /^\s*<(?:!--|\?|!|pre\b|script\b|style\b|textarea\b)/i;

const fence = /^[ \t]{0,3}(`{3,}|~{3,})[ \t]*[\w{][^`\n]*$/;

/**
 * The opening lines of code fences in raw HTML. Without a blank line before it, what follows `<details>` is HTML until the
 * next blank line: the fence is printed as text, and no tool sees a block.
 */
export function fencesInHtml(node: Html, source: SourceText): Location[] {
  if (opaque.test(node.value) || !/(?:`{3}|~{3})/.test(node.value)) return [];
  const first = node.position?.start.line ?? 1;
  const last = node.position?.end.line ?? first;
  const found: Location[] = [];
  let open: string | undefined;
  for (let line = first; line <= last; line += 1) {
    const text = source.line(line);
    const marker = /^[ \t>]*(`{3,}|~{3,})/.exec(text)?.[1];
    if (marker === undefined) continue;
    if (open !== undefined) {
      if (marker.startsWith(open)) open = undefined;
      continue;
    }
    open = marker;
    if (fence.test(text.replace(/\r$/, ''))) {
      const column = text.indexOf(marker) + 1;
      found.push({ file: source.file, line, column, endLine: line, endColumn: text.trimEnd().length + 1 });
    }
  }
  return found;
}
