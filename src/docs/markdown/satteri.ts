import type { Root } from 'mdast';
import { markdownToMdast, mdxToMdast } from 'satteri';
import { isTooDeep, lookAtExpressions } from './nesting.ts';
import { type MarkdownEngine, MarkdownSyntaxError, UnfitTextError } from './port.ts';

/**
 * Tags in an expression that is never closed double its time each: 16 take a tenth of a second, 30 take half an hour. Which
 * expressions are closed only a parser can tell.
 */
const mostTags = 10;

const positioned = /^(\d+):(\d+): ([\s\S]*)$/;

/** Sätteri, the native engine that Astro itself renders with. */
export const satteriEngine: MarkdownEngine = {
  name: 'satteri',
  parse(text, syntax) {
    if (isTooDeep(text)) throw new RangeError('nested too deeply');
    if (syntax === 'markdown') return markdownToMdast(text) as Root;
    const { tooDeep, tags } = lookAtExpressions(text);
    if (tooDeep) throw new RangeError('nested too deeply');
    if (tags > mostTags) throw new UnfitTextError('Sätteri');
    try {
      return mdxToMdast(text) as Root;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const match = positioned.exec(message);
      throw match
        ? new MarkdownSyntaxError(match[3]!, Number(match[1]), Number(match[2]))
        : new MarkdownSyntaxError(message, 1, 1);
    }
  },
};
