import type { InlineCode } from 'mdast';
import type { SourceText } from '../workspace/source-text.ts';
import type { Mention } from './page.ts';
import { Placed } from './placed.ts';

class InlineMention extends Placed implements Mention {
  readonly value: string;

  constructor(source: SourceText, start: number, end: number, value: string) {
    super(source, start, end);
    this.value = value;
  }
}

/** Makes a mention of inline code. */
export function createMention(node: InlineCode, source: SourceText): Mention {
  const start = node.position?.start.offset ?? 0;
  return new InlineMention(source, start, node.position?.end.offset ?? start, node.value);
}
