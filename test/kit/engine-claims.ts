import { isDeepStrictEqual } from 'node:util';
import { micromarkEngine } from '../../src/docs/markdown/micromark.ts';
import { type MarkdownEngine, UnfitTextError } from '../../src/docs/markdown/port.ts';
import { satteriEngine } from '../../src/docs/markdown/satteri.ts';
import type { Page } from '../../src/docs/page.ts';
import { readPage } from '../../src/docs/read-page.ts';

const encoder = new TextEncoder();

/** Reads a text as a page, with one engine. */
export const pageOf = (engine: MarkdownEngine, text: string, file = 'page.md'): Page =>
  readPage(engine, file, () => encoder.encode(text));

/** What both engines must agree on: every block, heading, mention and link with its place, and whether the page parses. */
export const claimsOf = ({ blocks, headings, links, mentions, tables, faults, ...page }: Page) => ({
  blocks: blocks.map(({ lang, meta, value, location, closed, alternative }) => ({
    lang,
    meta,
    value,
    location,
    closed,
    alternative,
  })),
  headings: headings.map(({ depth, text, parts, location }) => ({ depth, text, parts, location })),
  mentions: mentions.map(({ value, location }) => ({ value, location })),
  // Bare addresses have no position in micromark's tree.
  links: links
    .filter(({ form }) => form !== 'autolink')
    .map(({ form, target, location }) => ({ form, target, location })),
  tables: tables.flatMap(({ header, rows }) =>
    [header, ...rows.map(({ cells }) => cells)].map((cells) =>
      cells.map(({ text, codes, location }) => ({ text, codes, location })),
    ),
  ),
  definitions: page.definitions,
  references: page.references,
  looseReferences: page.looseReferences,
  footnotes: [page.footnotes],
  frontmatter: [page.frontmatter],
  // They say differently, and at different places, why MDX does not parse.
  faults: faults.map(({ kind }) => kind),
});

/** What the two engines say differently of a text: the kind of claim, and the first that differs as each has it. */
export interface Disagreement {
  readonly kind: string;
  readonly satteri: unknown;
  readonly micromark: unknown;
}

/** Reads a text with both engines; empty when they agree, or when only one of them may read it. */
export function disagreements(text: string, file: string): readonly Disagreement[] {
  let native: ReturnType<typeof claimsOf>;
  try {
    native = claimsOf(pageOf(satteriEngine, text, file));
  } catch (error) {
    if (error instanceof UnfitTextError) return [];
    throw error;
  }
  const portable = claimsOf(pageOf(micromarkEngine, text, file));
  return (Object.keys(native) as (keyof typeof native)[]).flatMap((kind) => {
    const [a, b]: readonly (readonly unknown[])[] = [native[kind], portable[kind]];
    const at = Array.from({ length: Math.max(a!.length, b!.length) }, (_, index) => index).find(
      (index) => !isDeepStrictEqual(a![index], b![index]),
    );
    return at === undefined ? [] : [{ kind, satteri: a![at], micromark: b![at] }];
  });
}
