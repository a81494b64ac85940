import { oncePer } from '../../src/check/once-per.ts';
import type { CheckContext } from '../../src/check/validator.ts';
import type { Mention, Page } from '../../src/docs/page.ts';

/** Words of a sentence that speaks of what was, will be or could be. */
const otherTime =
  /\b(?:remov\w*|renam\w*|deprecat\w*|no longer|formerly|previous\w*|used to|legacy|replac\w*|drop(?:s|ped|ping)?|supersed\w*|successor|migrat\w*|instead|since|until|prior|earlier|old(?:er)?|former|gone|obsolete|unsupported|propos\w*|rfc|todo|planned|future|will be|would|could|imagin\w*|hypothetical\w*|suppose|\w+n't|no|not|never|cannot|without|was|were|became|moved|chang(?:e|es|ed)|before|after|→|➜|->|=>|v\d+|\d+\.x)\b|→|➜|~~|❌|✗/iu;

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
  return otherTime.test(withoutCode(page, mention)) || tellsOfOtherTime(page, mention.line);
}

/** Whether what is wrong in this sentence proves nothing. */
export const isExcused = ({ level }: CheckContext, page: Page, mention: Mention): boolean =>
  level === 'drift' && speaksOfOtherTime(page, mention);

/** Whether a line stands in a section on what is gone, or is to come. */
export const tellsOfOtherTime = (page: Page, line: number): boolean =>
  sectionsAbove(page, line).some((heading) => otherSection.test(heading));

/** What is said of a name that is gone, behind it: `x was removed`, `x is no longer there`, `x → y`. */
const toldBehind =
  /^[\s)*_~]*(?:(?:[\w-]+ ){0,2}?(?:was|were|is|are|has been|have been|got|became|becomes)(?: \w+)? (?:renamed|removed|deprecated|replaced|dropped|superseded|gone|obsolete|called|no longer)\b|no longer\b|used to\b|(?:has|have) gone\b|(?:→|➜|⟶|->|=>|~~))/iu;

/** What is said of it before it: `formerly x`, `instead of x`, `there is no x`, `y → x`. */
const toldBefore =
  /(?:\b(?:formerly|previously|once|used to be|(?:was|were) called|renamed from|replac(?:es|ed|ing)|supersedes|instead of|rather than|(?:the )?(?:old|former|previous|deprecated|obsolete|removed|renamed)|there (?:is|was) no|(?:has|have|had) no|no longer(?: \w+)?|(?:removes|removed|drops|dropped|renames|renamed))(?: (?!and\b|or\b|but\b)[\w-]+){0,2}|→|➜|⟶|->|=>|~~)[\s(*_~]*$/iu;

/** The columns of a table that gives names with what they were. */
const columnOfChange =
  /^(?:old|before|former(?:ly)?|previous(?:ly)?|was|from|removed|renamed|deprecated|replace(?:d|ment)(?: by| with)?|since|gone)\b/i;

/** Headings of sections that are about nothing but changes of names. */
const sectionOfChange =
  /^(?:\W*(?:what (?:was|is) )?(?:removed|renamed|deprecated|deprecations?|removals?|renames?|breaking(?: changes)?|change ?log|release notes|roadmap)|migrat(?:ing|ion) (?:from|to|guide)|upgrad(?:ing|e) (?:from|to|guide))\b/i;

const blanked = (text: string): string => text.replace(/`[^`]*`/g, (code) => `\`${'x'.repeat(code.length - 2)}\``);

/**
 * Whether a page says of this very name that it is none of today. A word such as `removed` beside it is not enough: a sentence
 * about what removes items is about the code of today, and so is the row of a table.
 */
export function isToldAsGone(page: Page, mention: Mention): boolean {
  if (sectionsAbove(page, mention.line).some((heading) => sectionOfChange.test(heading))) return true;
  const { line, column, endLine, endColumn } = mention.location;
  const table = page.tables.find(({ rows }) => rows.some((row) => row.line === line));
  if (table) return table.header.some(({ text }) => columnOfChange.test(text));
  const before = blanked(page.source.line(line).slice(0, column - 1));
  const behind = blanked(page.source.line(endLine).slice(endColumn - 1));
  return toldBefore.test(before) || toldBehind.test(behind);
}

/** The headings of a page with their lines, the last one first. */
const headingsFromBelow = oncePer(({ headings }: Page) =>
  headings.map(({ depth, text, location }) => ({ depth, text, line: location.line })).reverse(),
);

/** The headings that a line stands under, the innermost first. */
export function sectionsAbove(page: Page, line: number): string[] {
  const above: string[] = [];
  let depth = 7;
  for (const heading of headingsFromBelow(page)) {
    if (heading.line > line || heading.depth >= depth) continue;
    depth = heading.depth;
    above.push(heading.text);
  }
  return above;
}
