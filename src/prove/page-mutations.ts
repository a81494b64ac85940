import type { FactCoverage } from '../check/coverage.ts';
import type { PageLines } from '../check/sayings.ts';
import { isSilent } from '../check/sayings.ts';
import type { Block, Heading, Page } from '../docs/page.ts';
import { directoryOf, isBelow, joinInside } from '../workspace/path.ts';
import type { Candidate, Mutant, Subject } from './mutant.ts';

/** A path as a reader's browser knows it: without ending, `index` and slashes. */
const addressOf = (path: string): string =>
  path
    .toLowerCase()
    .replace(/\.(?:mdx?|markdown|html?)$/, '')
    .replace(/(?:^|\/)(?:index|readme)$/, '')
    .replace(/^[./]+|\/+$/g, '');

/** The letters of an anchor, whatever the site makes of the others. */
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether a link leads to a page: by its address on a site, or by its path beside the page that has the link. */
function leadsTo({ workspace: { sites } }: Subject, from: Page, target: string, page: Page): boolean {
  const path = target.replace(/[?#].*$/s, '');
  if (/^[a-z][a-z\d+.-]*:/i.test(target)) return false;
  if (path === '') return from === page;
  const wanted = addressOf(page.file);
  if (path.startsWith('/')) return addressOf(path) !== '' && wanted.endsWith(`/${addressOf(path)}`);
  const beside = joinInside(directoryOf(from.file), path);
  // The link to a folder leads to its files where no site publishes it, whichever of them there are.
  const isPublished = sites.some(({ folders }) => folders.some(({ folder }) => isBelow(from.file, folder)));
  if (beside === directoryOf(page.file) && !isPublished) return false;
  return beside !== undefined && addressOf(beside) === wanted;
}

const fragmentOf = (target: string): string | undefined => /#(.+)$/s.exec(target)?.[1];

/** Links to a page, or to some of its headings, that stand on other lines than those that are taken away. */
function linksTo(
  subject: Subject,
  page: Page,
  headings: readonly Heading[] | undefined,
  isGone: (from: Page, line: number) => boolean,
): PageLines[] {
  const ids = new Set(headings?.map(({ text }) => letters(text)));
  const left = new Set(
    page.headings.filter((heading) => !headings?.includes(heading)).map(({ text }) => letters(text)),
  );
  return subject.pages.flatMap((from) =>
    from.links
      .filter(({ target, line }) => {
        if (target === undefined || isGone(from, line) || !leadsTo(subject, from, target, page)) return false;
        if (headings === undefined) return true;
        const fragment = letters(fragmentOf(target) ?? '');
        return fragment !== '' && ids.has(fragment) && !left.has(fragment);
      })
      .map(({ file, location: { line, endLine } }) => ({ file, line, endLine })),
  );
}

/** The declarations of facts that must be documented and of which nothing is left on any page. */
function leftUndocumented(subject: Subject, page: Page, text: string | undefined): PageLines[] {
  const others = subject.pages.filter((one) => one !== page).map(({ source }) => source.text);
  const left = text === undefined ? others : [...others, text];
  const isLost = ({ fact, required, waived, documented }: FactCoverage): boolean =>
    required !== undefined &&
    required !== 'described' &&
    documented &&
    !waived &&
    !isSilent(page.source.text, fact) &&
    left.every((one) => isSilent(one, fact));
  return subject.coverage
    .filter(isLost)
    .map(({ fact: { location } }) => ({ file: location.file, line: location.line, endLine: location.endLine }));
}

/** The text with lines of it blank, so that all others stay where they are. */
const blank = (page: Page, first: number, last: number): string =>
  page.source.text
    .split('\n')
    .map((line, index) => (index + 1 >= first && index + 1 <= last ? '' : line))
    .join('\n');

/** The last line of the section that a heading begins. */
function endOfSection({ headings, source }: Page, heading: Heading): number {
  const next = headings.find(({ depth, location }) => location.line > heading.location.line && depth <= heading.depth);
  return next ? next.location.line - 1 : source.lineCount;
}

const scripts = /^(?:ts|tsx|typescript|js|jsx|javascript)$/;

/** What a line ends with behind its code. */
const comment = /(?:(?:^|\s+)\/\/.*)?\s*$/;

/** A script with a statement that no compiler takes behind its last line of code. Within a comment it would break nothing. */
function withNonsense(script: string): string {
  const lines = script.split('\n');
  const isCompiled = (line: string): boolean => line.replace(comment, '') !== '' && !line.includes('[!code --]');
  const last = lines.findLastIndex(isCompiled);
  return lines
    .map((line, index) => (index === last ? line.replace(comment, (end) => `; const = planted;${end}`) : line))
    .join('\n');
}

/** What breaks a block of a language, whatever it says. */
function broken(block: Block): string | undefined {
  if (block.markers.some(({ name }) => name === 'skip' || name === 'error') || block.value.trim() === '')
    return undefined;
  if (/@noErrors|@errors|@ts-nocheck/.test(block.value)) return undefined;
  if (scripts.test(block.lang)) {
    const imported = /\bimport\s+\{\s*([A-Za-z_$][\w$]*)/.exec(block.value);
    if (imported && block.index % 2 === 0) {
      const at = imported.index + imported[0].length;
      return `${block.value.slice(0, at)}Planted${block.value.slice(at)}`;
    }
    // Which lines `del` takes away, its numbers tell.
    return /\bdel=/.test(block.meta) ? undefined : withNonsense(block.value);
  }
  if (/^jsonc?$/.test(block.lang)) return block.value.replace(/[}\]](?=\s*$)/, '');
  const script = /\bnpm run (?:--?\w+ )*([\w:.-]+)/.exec(block.value);
  if (/^(?:sh|bash|shell)$/.test(block.lang) && script) return block.value.replace(script[0], `${script[0]}-planted`);
  return undefined;
}

/** The text of a page with another content in one block; `undefined` for a block that stands in a list or a quote. */
function withBlock({ source }: Page, block: Block, value: string): string | undefined {
  const start = block.offsetInPage(0);
  const { text } = source;
  if (!text.startsWith(block.value, start) || value === block.value) return undefined;
  return text.slice(0, start) + value + text.slice(start + block.value.length);
}

/** Makes mutations of pages: headings, sections and pages taken away, examples broken. */
export function pageMutations(subject: Subject): Map<string, Candidate[]> {
  const mutations = new Map<string, Candidate[]>();
  const propose = (mutation: string, candidate: () => Omit<Mutant, 'mutation'>): void =>
    void mutations.set(mutation, [...(mutations.get(mutation) ?? []), () => ({ mutation, ...candidate() })]);
  const { pages } = subject;
  for (const page of pages) {
    const { file } = page;
    for (const heading of page.headings) {
      const { location, text } = heading;
      propose('delete a heading', () => {
        const left = blank(page, location.line, location.endLine);
        const isGone = (from: Page, line: number): boolean => from === page && line === location.line;
        const lines = [...linksTo(subject, page, [heading], isGone), ...leftUndocumented(subject, page, left)];
        return {
          what: `the heading "${text}" is gone`,
          location,
          texts: new Map([[file, left]]),
          falsified: { lines },
        };
      });
      propose('delete a section', () => {
        const last = endOfSection(page, heading);
        const left = blank(page, location.line, last);
        const isGone = (from: Page, line: number): boolean => from === page && line >= location.line && line <= last;
        const headings = page.headings.filter(({ location: { line } }) => isGone(page, line));
        const lines = [...linksTo(subject, page, headings, isGone), ...leftUndocumented(subject, page, left)];
        return {
          what: `the section "${text}" is gone`,
          location,
          texts: new Map([[file, left]]),
          falsified: { lines },
        };
      });
    }
    propose('delete a page', () => {
      const lines = [
        ...linksTo(subject, page, undefined, (from) => from === page),
        ...leftUndocumented(subject, page, undefined),
      ];
      const location = page.source.locate(0, 0);
      return { what: 'the page is gone', location, texts: new Map([[file, undefined]]), falsified: { lines } };
    });
    for (const block of page.blocks) {
      const value = broken(block);
      const text = value === undefined ? undefined : withBlock(page, block, value);
      if (text === undefined) continue;
      const { location } = block;
      propose('break an example', () => {
        const lines = [{ file, line: location.line, endLine: location.endLine }];
        return {
          what: `a block of ${block.lang} is broken`,
          location,
          texts: new Map([[file, text]]),
          falsified: { lines },
        };
      });
    }
  }
  return mutations;
}
