import type { Root } from 'mdast';
import { markdownToMdast, mdxToMdast } from 'satteri';
import { type MarkdownEngine, MarkdownSyntaxError } from './port.ts';

const positioned = /^(\d+):(\d+): ([\s\S]*)$/;

/** Sätteri, the native engine that Astro itself renders with. */
export const satteriEngine: MarkdownEngine = {
  name: 'satteri',
  parse(text, syntax) {
    if (syntax === 'markdown') return markdownToMdast(text) as Root;
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
