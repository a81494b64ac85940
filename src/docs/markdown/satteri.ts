import type { Root } from 'mdast';
import { defaultOptions, loadNativeParser, type NativeParser } from './native-parser.ts';
import { isTooDeep, lookAtExpressions } from './nesting.ts';
import { type MarkdownEngine, MarkdownSyntaxError, UnfitTextError } from './port.ts';
import { treeOf } from './snapshot-tree.ts';

const native = await loadNativeParser(import.meta.resolve('satteri'));

/**
 * Tags in an expression that is never closed double its time each: 16 take a tenth of a second, 30 take half an hour. Which
 * expressions are closed only a parser can tell.
 */
const mostTags = 10;

/** What the parser makes of a text. What it holds itself is let go of at once. */
function parse(text: string, create: NativeParser['createMdastHandle']): Root {
  const handle = create(text, defaultOptions, true);
  try {
    return treeOf(native.serializeHandle(handle), text);
  } finally {
    native.dropHandle(handle);
  }
}

const positioned = /^(\d+):(\d+): ([\s\S]*)$/;

/** Sätteri, the native engine that Astro itself renders with. */
export const satteriEngine: MarkdownEngine = {
  name: 'satteri',
  parse(text, syntax) {
    if (isTooDeep(text)) throw new RangeError('nested too deeply');
    if (syntax === 'markdown') return parse(text, native.createMdastHandle);
    const { tooDeep, tags } = lookAtExpressions(text);
    if (tooDeep) throw new RangeError('nested too deeply');
    if (tags > mostTags) throw new UnfitTextError('Sätteri');
    try {
      return parse(text, native.createMdxMdastHandle);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      const message = error instanceof Error ? error.message : String(error);
      const match = positioned.exec(message);
      throw match
        ? new MarkdownSyntaxError(match[3]!, Number(match[1]), Number(match[2]))
        : new MarkdownSyntaxError(message, 1, 1);
    }
  },
};
