import { endOfDeclaration } from '../code/history/declaration.ts';
import type { Fact } from '../code/inventories/fact.ts';
import type { Page } from '../docs/page.ts';
import { type Changes, type FileChange, touches } from '../workspace/changes.ts';
import { linesAbout, type PageLines } from './sayings.ts';

/** Lines of a page that speak of what a change touched, and that the change left as they were. */
export interface AffectedPassage extends PageLines {
  /** The facts that changed, sorted by id. */
  readonly facts: readonly Fact[];
}

const isComment = (line: string): boolean => /^\s*(?:\/\*|\*|\/\/|@)/.test(line);

/**
 * The lines that declare a fact: from the comment above it to the next fact of its kind in the same file. What stands between
 * two exports serves the one above; what is declared inside of a statement ends with it.
 */
function declaredLines(
  fact: Fact,
  next: Fact | undefined,
  lines: readonly string[],
): readonly [first: number, last: number] {
  const { line } = fact.location;
  const beginning = (declared: number): number => {
    let first = declared;
    while (first > 1 && isComment(lines[first - 2]!)) first -= 1;
    return first;
  };
  const end = next ? beginning(next.location.line) - 1 : lines.length;
  return [beginning(line), fact.kind === 'exports' ? end : Math.min(end, endOfDeclaration(lines, line - 1, 0))];
}

/** Whether a change did more between two lines than to add comments. */
function isChanged(change: FileChange, lines: readonly string[], first: number, last: number): boolean {
  if (!touches(change, first, last)) return false;
  const isAddedComment = ([from, to]: readonly [number, number]): boolean =>
    change.added.some(([begin]) => begin === from) &&
    lines.slice(Math.max(from, first) - 1, Math.min(to, last)).every((line) => line.trim() === '' || isComment(line));
  const isInside = ([from, to]: readonly [number, number]): boolean => from <= last && to >= first;
  const isOnly = !change.whole && !touches({ ...change, lines: [] }, first, last);
  return !isOnly || !change.lines.filter(isInside).every(isAddedComment);
}

/** The facts whose declarations a change touched. */
function changedFacts(changes: Changes, facts: readonly Fact[], read: (file: string) => string | undefined): Fact[] {
  const groups = Map.groupBy(facts, ({ kind, location }) => `${kind} ${location.file}`);
  return [...groups.values()].flatMap((group) => {
    const { file } = group[0]!.location;
    const change = changes.files.get(file);
    const text = change && read(file);
    if (!change || text === undefined) return [];
    const lines = text.split('\n');
    const sorted = group.toSorted((a, b) => a.location.line - b.location.line);
    return sorted.filter((fact, index) => {
      const next = sorted.slice(index + 1).find(({ location }) => location.line > fact.location.line);
      return isChanged(change, lines, ...declaredLines(fact, next, lines));
    });
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Finds the passages that speak of what a change touched. Those that the change touched itself are left out. */
export function findAffected(
  changes: Changes,
  pages: readonly Page[],
  facts: readonly Fact[],
  read: (file: string) => string | undefined,
): readonly AffectedPassage[] {
  const written = pages.filter(({ frontmatter }) => frontmatter.generated === undefined);
  const passages = new Map<string, { lines: PageLines; facts: Fact[] }>();
  for (const fact of changedFacts(changes, facts, read)) {
    for (const lines of linesAbout(written, fact, facts)) {
      if (touches(changes.files.get(lines.file), lines.line, lines.endLine)) continue;
      const key = `${lines.file}:${lines.line}`;
      const known = passages.get(key) ?? { lines, facts: [] };
      known.facts.push(fact);
      passages.set(key, known);
    }
  }
  return [...passages.values()]
    .map(({ lines, facts: about }) => ({ ...lines, facts: about.toSorted((a, b) => compare(a.id, b.id)) }))
    .sort((a, b) => compare(a.file, b.file) || a.line - b.line);
}
