import type { Mention, Page } from '../../src/docs/page.ts';

/** Words of a sentence that speaks of what was, will be or could be. */
const otherTime =
  /\b(?:remov\w*|renam\w*|deprecat\w*|no longer|formerly|previous\w*|used to|legacy|replac\w*|drop(?:s|ped|ping)?|supersed\w*|successor|migrat\w*|instead|since|until|earlier|old(?:er)?|former|gone|obsolete|unsupported|propos\w*|rfc|todo|planned|future|will be|would|could|imagin\w*|hypothetical\w*|suppose|\w+n't|no|not|never|cannot|without|was|were|became|moved|chang(?:e|es|ed)|before|after|→|➜|->|=>|v\d+|\d+\.x)\b|→|➜|~~|❌|✗/iu;

/** Headings of sections that list what is gone, or what is to come. */
const otherSection =
  /\b(?:migrat\w*|upgrad\w*|breaking|deprecat\w*|remov\w*|renam\w*|chang(?:e|es|ed|elog)|history|roadmap|future|legacy|differences|comparison|vs\.?|from v?\d|v\d)\b/i;

/** Words of a sentence that tells how something was called. */
const rename =
  /\b(?:remov\w*|renam\w*|deprecat\w*|no longer|formerly|previous\w*|used to|legacy|replac\w*|migrat\w*|was|were|typo|misspel\w*)\b|→|➜|->|=>|~~/iu;

const withoutCode = (page: Page, mention: Mention): string => page.source.line(mention.line).replace(/`[^`]*`/g, '``');

/** The sentence around a mention, as far as it stands on the same line, with its code blanked out. */
function sentenceAround(page: Page, { line, location: { column } }: Mention): string {
  const text = page.source.line(line).replace(/`[^`]*`/g, (code) => `\`${'x'.repeat(code.length - 2)}\``);
  const ends = [...text.matchAll(/[.!?](?=\s)/g)].map(({ index }) => index + 1);
  const start = ends.filter((end) => end < column).at(-1) ?? 0;
  return text.slice(
    start,
    ends.find((end) => end >= column),
  );
}

/** Whether the sentence around a mention tells how something was called before. */
export const tellsOfNames = (page: Page, mention: Mention): boolean => rename.test(sentenceAround(page, mention));

/** Whether the words around a mention say that it need not be true today. */
export function speaksOfOtherTime(page: Page, mention: Mention): boolean {
  if (otherTime.test(withoutCode(page, mention))) return true;
  const headings = sectionsAbove(page, mention.line);
  return headings.some((heading) => otherSection.test(heading));
}

/** The headings that a line stands under, the innermost first. */
export function sectionsAbove(page: Page, line: number): string[] {
  const above: string[] = [];
  let depth = 7;
  for (const heading of page.headings.toReversed()) {
    if (heading.location.line > line || heading.depth >= depth) continue;
    depth = heading.depth;
    above.push(heading.text);
  }
  return above;
}
