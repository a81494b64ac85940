import type { FactCoverage } from '../../src/check/coverage.ts';
import type { ClaimState } from '../../src/check/ledger.ts';
import { oncePer } from '../../src/check/once-per.ts';
import type { Fact } from '../../src/code/inventories/fact.ts';
import type { CoverageLevel } from '../../src/config/define.ts';
import type { Page } from '../../src/docs/page.ts';
import { isBelow } from '../../src/workspace/path.ts';
import { isCommonWord, type Naming, type Namings } from './namings.ts';

/** What facts are joined with. */
export interface JoinInput {
  /** What the pages that people wrote name. */
  readonly namings: Namings;
  /** The states of the examples that use a declaration. */
  readonly used: ReadonlyMap<string, ClaimState>;
  /** The folder of the package that a file or folder belongs to. */
  packageFolder(path: string): string;
  /** The level that the config requires of a fact. */
  requiredOf(fact: Fact): CoverageLevel | undefined;
  isWaived(fact: Fact): boolean;
}

/** The files and folders that a page says in its frontmatter that it is about, and their paths without what says the same. */
const sourcesOf = oncePer(({ frontmatter: { sources } }: Page) => {
  if (!Array.isArray(sources)) return undefined;
  const written = sources.filter((source): source is string => typeof source === 'string');
  return { written, paths: written.map((source) => source.replace(/^\.?\//, '').replace(/\/+$/, '')) };
});

/** Whether the page says in its frontmatter that it is about the file. */
const covers = (page: Page, file: string): boolean =>
  sourcesOf(page)?.paths.some((path) => isBelow(file, path)) ?? false;

/**
 * Whether a page can be about the package in a folder: it says nothing of what it is about, or names something of that package,
 * or a folder that holds it. What stands below a package may belong to another one.
 */
function concerns(page: Page, folder: string, packageFolder: JoinInput['packageFolder']): boolean {
  const sources = sourcesOf(page)?.written ?? [];
  return sources.length === 0 || sources.some((source) => isBelow(folder, source) || packageFolder(source) === folder);
}

/** Makes the test of whether pages document a fact. */
function createDocumented(facts: readonly Fact[], { namings, packageFolder }: JoinInput): (fact: Fact) => boolean {
  const keyOf = ({ kind, package: from }: Fact, name: string): string => `${kind} ${from} ${name}`;
  const known = new Set(facts.flatMap((fact) => [fact.name, ...fact.aliases].map((name) => keyOf(fact, name))));
  const of = (name: string): readonly Naming[] => namings.get(name) ?? [];

  /** By its whole name: a heading, a row, the subject of a page, or a sentence of a page about its file. */
  const byName = (fact: Fact, name: string, folder: string): boolean =>
    of(name).some(({ page, place, call, beside = [] }) => {
      // What the other rows are about tells what is meant by any word.
      if (place === 'word' && !beside.some((other) => known.has(keyOf(fact, other)))) return false;
      if (place !== 'mention') return concerns(page, folder, packageFolder);
      return covers(page, fact.location.file) && (call || !isCommonWord(name));
    });

  /** By the last part of its name, in a heading or row of a page that names what it is a part of. */
  const byPart = (name: string, folder: string): boolean => {
    const dot = name.lastIndexOf('.');
    if (dot <= 0) return false;
    const whole = name.slice(0, dot);
    const holders = [whole, whole.slice(whole.lastIndexOf('.') + 1)];
    return of(name.slice(dot + 1)).some(
      ({ page, place }) =>
        (place === 'row' || place === 'heading') &&
        concerns(page, folder, packageFolder) &&
        holders.some((holder) => of(holder).some((naming) => naming.page === page)),
    );
  };

  return (fact) => {
    const folder = packageFolder(fact.location.file);
    return [fact.name, ...fact.aliases].some((name) => byName(fact, name, folder) || byPart(name, folder));
  };
}

/** Says of every fact how well it is documented. */
export function joinFacts(facts: readonly Fact[], input: JoinInput): FactCoverage[] {
  const isDocumented = createDocumented(facts, input);
  return facts.map((fact) => {
    const states = (fact.details.declarations ?? []).map((id) => input.used.get(id));
    return {
      fact,
      described: (fact.description ?? '').trim() !== '',
      documented: isDocumented(fact),
      exampled: states.some((state) => state !== undefined),
      ran: states.includes('ran'),
      required: input.requiredOf(fact),
      waived: input.isWaived(fact),
    };
  });
}
