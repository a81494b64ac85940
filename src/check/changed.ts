import type { Page } from '../docs/page.ts';
import { type Changes, touches } from '../workspace/changes.ts';
import { directoryOf, joinInside } from '../workspace/path.ts';
import type { AffectedPassage } from './affected.ts';
import type { Finding } from './finding.ts';

/** What became of a change gate, for the report. */
export interface ChangedSummary {
  /** The full id of the commit that the run was compared with. */
  readonly since: string;
  /** How many findings were left out because nothing that they are about has changed. */
  readonly hidden: number;
  /** The passages that speak of facts which the change touched; none when facts were not asked for. */
  readonly passages: readonly AffectedPassage[];
}

const isPage = (file: string): boolean => /\.(mdx?|markdown|mdoc)$/i.test(file);

/** A path or an address without what sites leave out: ending, `index`, slashes and case. */
const clean = (path: string): string =>
  path
    .toLowerCase()
    .replace(/\.(mdx?|markdown|mdoc|html?)$/, '')
    .replace(/(^|\/)(index|readme)$/, '')
    .replace(/^[./]+|\/+$/g, '');

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The path of a destination, its query and fragment left out. */
function pathOf(target: string): string {
  const path = URL.canParse(target) ? new URL(target).pathname : target.replace(/[?#].*$/s, '');
  return decode(path);
}

/** Whether a link led to a file, as far as the file's name and its own tell. */
function ledTo(file: string, from: string, target: string): boolean {
  const path = pathOf(target);
  const written = clean(path);
  if (written === '') return false;
  const known = clean(file);
  const inside = path.startsWith('/') ? undefined : joinInside(directoryOf(from), path);
  const places = inside === undefined ? [written] : [clean(inside), written];
  return known.endsWith(`/${written}`) || places.some((place) => known === place || known.startsWith(`${place}/`));
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const isWord = (text: string): boolean => /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(text);

const holdsWord = (line: string, word: string): boolean => {
  for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) {
    if (!/[\p{L}\p{N}_$]/u.test(line[at - 1] ?? '') && !/[\p{L}\p{N}_$]/u.test(line[at + word.length] ?? ''))
      return true;
  }
  return false;
};

/**
 * Tells which findings a change can have caused. These are the findings in lines that are new, and in code blocks of
 * which a line is new or gone. To them come findings in lines that stayed as they were, when what they name was taken
 * away: the file that a link leads to, the heading of an anchor, the definition of a reference, the declaration of a
 * name. A block that shows a part of a file is a finding of the change when that file changed. A finding without a file is kept.
 */
export function causedBy(changes: Changes, pages: readonly Page[]): (finding: Finding) => boolean {
  const byFile = new Map(pages.map((page) => [page.file, page]));
  const removedFrom = (wanted: (file: string) => boolean): readonly string[] =>
    [...changes.removed].filter(([file]) => wanted(file)).flatMap(([, lines]) => lines);
  const code = removedFrom((file) => !isPage(file));

  const standsInChange = ({ location }: Finding): boolean => {
    if (!location) return true;
    const change = changes.files.get(location.file);
    const page = byFile.get(location.file);
    if (!change || !page) return change !== undefined;
    const block = page.blocks.find(
      ({ location: { line, endLine } }) => line <= location.line && location.endLine <= endLine,
    );
    const { line, endLine } = block?.location ?? location;
    return touches(change, line, endLine);
  };

  const lostItsTarget = ({ location, args, related }: Finding): boolean => {
    const from = location?.file ?? '';
    const { target, specifier, anchor, label, name, source } = args;
    if (typeof source === 'string' && (changes.files.has(source) || changes.gone.has(source))) return true;
    for (const destination of [target, specifier]) {
      if (typeof destination !== 'string') continue;
      for (const file of changes.gone) if (ledTo(file, from, destination)) return true;
    }
    if (typeof anchor === 'string') {
      const holder = typeof target === 'string' && target !== '' ? target : from;
      const known = byFile.has(holder);
      const lost = removedFrom((file) => (known ? file === holder : isPage(file)));
      if (letters(anchor) !== '' && lost.some((line) => letters(line).includes(letters(anchor)))) return true;
    }
    if (typeof label === 'string') {
      const definition = `[${label.toLowerCase()}]:`;
      if (removedFrom((file) => file === from).some((line) => line.toLowerCase().includes(definition))) return true;
    }
    if (typeof name === 'string' && isWord(name) && code.some((line) => holdsWord(line, name))) return true;
    return related.some(({ file, line }) => touches(changes.files.get(file), line, line));
  };

  return (finding) => standsInChange(finding) || lostItsTarget(finding);
}
