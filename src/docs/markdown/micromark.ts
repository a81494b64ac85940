import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mdxFromMarkdown } from 'mdast-util-mdx';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { mdxjs } from 'micromark-extension-mdxjs';
import { isTooDeep, lookAtExpressions } from './nesting.ts';
import { type MarkdownEngine, MarkdownSyntaxError } from './port.ts';

interface PlacedError {
  readonly reason?: string;
  readonly line?: number;
  readonly column?: number;
}

/** micromark, the portable engine: slower by far, and the oracle that the native one is compared with. */
export const micromarkEngine: MarkdownEngine = {
  name: 'micromark',
  parse(text, syntax) {
    const mdx = syntax === 'mdx';
    if (isTooDeep(text) || (mdx && lookAtExpressions(text).tooDeep)) throw new RangeError('nested too deeply');
    try {
      return fromMarkdown(text, {
        extensions: [gfm(), frontmatter(['yaml', 'toml']), ...(mdx ? [mdxjs()] : [])],
        mdastExtensions: [
          gfmFromMarkdown(),
          frontmatterFromMarkdown(['yaml', 'toml']),
          ...(mdx ? [mdxFromMarkdown()] : []),
        ],
      });
    } catch (error) {
      const { reason, line, column } = error as PlacedError;
      if (reason === undefined) throw error;
      throw new MarkdownSyntaxError(reason, line ?? 1, column ?? 1);
    }
  },
};
