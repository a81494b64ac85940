import type { Block, Page } from '../../../src/docs/page.ts';

const inMeta = /(?:^|\s)@?(?:title|file|filename|name|path)=(?:"([^"]*)"|'([^']*)'|\{"([^"]*)"\}|([^\s"'{}]+))/;
const bare = /(?:^|\s)\[?((?:[\w.@-]+\/)*[\w@-]*\.[\w.-]+)\]?(?=\s|$)/;
const inLang = /^[a-z0-9]+[:=]((?:[\w.@-]+\/)*[\w.@-]+)$/i;
const inComment =
  /^\s*(?:\/\/|#|\/\*|<!--)\s*(?:file(?:name)?:\s*)?[`"']?((?:\.?[\w.@-]+\/)*[\w@-]*\.[\w.-]+)[`"']?\s*(?:\*\/|-->)?\s*$/i;

const clean = (name: string): string => name.trim().replace(/^(\.?\/)+/, '');

/** The file that the info string of a block says that it shows. */
export function nameInInfo(block: Block): string | undefined {
  const meta = inMeta.exec(block.meta);
  const named =
    meta?.slice(1).find((value) => value !== undefined) ?? inLang.exec(block.lang)?.[1] ?? bare.exec(block.meta)?.[1];
  return named === undefined ? undefined : clean(named);
}

/** The file that a block says that it shows: in its info string, or in a comment on its first line. */
export function statedFileName(block: Block): string | undefined {
  const named = nameInInfo(block);
  if (named !== undefined) return named;
  const first = block.value.split('\n').find((line) => line.trim() !== '') ?? '';
  const comment = inComment.exec(first)?.[1];
  return comment === undefined ? undefined : clean(comment);
}

const fileLike = /^(?:\.?[\w.@-]+\/)*[\w@-]*\.[\w.-]+$/;

const notProse = /^\s*(#{1,6}\s|\||<|:::|`{3}|~{3}|\{)/;

/** The names in code spans of the sentence that leads to a block, in order; empty when no paragraph stands right above it. */
export function namesAbove({ source, mentions }: Page, block: Block): readonly string[] {
  let last = block.line - 1;
  while (last > 0 && /^[\s>]*$/.test(source.line(last))) last -= 1;
  let first = last;
  while (first > 1 && !/^[\s>]*$/.test(source.line(first - 1)) && !notProse.test(source.line(first - 1))) first -= 1;
  if (last === 0 || notProse.test(source.line(last))) return [];
  const end = source.offsetAt({ line: last + 1, column: 1 });
  const names: string[] = [];
  for (const { value, location } of mentions) {
    if (location.line < first || location.endLine > last || !fileLike.test(value)) continue;
    const after = source.offsetAt({ line: location.endLine, column: location.endColumn });
    if (!/[.!?]\s+\S/.test(source.text.slice(after, end))) names.push(clean(value));
  }
  return names;
}
