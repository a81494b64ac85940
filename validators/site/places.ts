import type { BuiltFile, BuiltSite } from '../../src/built/built-site.ts';
import type { RelatedLocation } from '../../src/check/finding.ts';
import type { Link } from '../../src/docs/page.ts';
import { createSourceText, type Location } from '../../src/workspace/source-text.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { type Authored, type KeyOf, linksByKey, navigationByKey } from './authored.ts';
import { cleanPath, pathOf } from './files.ts';
import type { SiteFault, SiteProblem } from './subject.ts';

/** A fault where the built site has it. */
export interface Occurrence {
  readonly page: BuiltFile;
  readonly problem: SiteProblem;
  readonly line: number;
  readonly column: number;
  /** The address that is at fault, or the id with a `#` in front. */
  readonly target: string;
  /** Where else it may be written: the first that is known is taken. */
  readonly written?: Location | undefined;
}

/** Finds the place where each fault is to be mended. */
export interface Places {
  /** A place in the built site. */
  built(file: string, line: number, column: number): Location;
  /** Where the redirect of an address is written, when the site of the workspace says so. */
  redirect(from: string): Location | undefined;
  place(occurrences: readonly Occurrence[]): SiteFault[];
}

const at = (file: string, line: number, column: number): Location => ({
  file,
  line,
  column,
  endLine: line,
  endColumn: column,
});

/** On more pages than these, what is written alike comes from one layout. */
const mostByHand = 3;

const groupBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
};

/**
 * What a layout wrote, as far as it can be told: a relative address leads elsewhere from each page, and an id may hold
 * the address of its page and a number.
 */
function patternOf({ page, problem, target }: Occurrence): string {
  const own = cleanPath(pathOf(page.file)).slice(1);
  const isId = problem.kind === 'duplicate-id' || problem.kind === 'duplicate-anchor';
  const text = isId ? (own === '' ? target : target.replaceAll(own, '*')).replace(/\d+/g, '0') : target;
  return `${problem.kind} ${text}`;
}

const pagesOf = (group: readonly Occurrence[]): BuiltFile[] => [...new Set(group.map(({ page }) => page))];

const related = ({ file, line, column }: Location, message: string): RelatedLocation => ({
  file,
  line,
  column,
  message,
});

/** Makes {@link Places}. */
export function createPlaces(built: BuiltSite, workspace: Workspace, authored: Authored, keyOf: KeyOf): Places {
  const sources = new Map<string, ReadonlyMap<string, readonly Link[]>>();
  let navigation: ReadonlyMap<string, Location> | undefined;

  /** Where the page that was written has the same address. */
  const writtenLinks = (page: BuiltFile, target: string): readonly Location[] => {
    const source = authored.pageOf(page);
    const key = source && keyOf(page, target);
    if (!source || key === undefined) return [];
    let links = sources.get(page.file);
    if (!links) {
      links = linksByKey(authored, source, page, keyOf);
      sources.set(page.file, links);
    }
    return (links.get(key) ?? []).map(({ location }) => location);
  };
  const inBuilt = (file: string, line: number, column: number): Location => {
    const copy = authored.copyOf(file);
    return at(copy ?? (built.folder === '' ? file : `${built.folder}/${file}`), line, column);
  };
  const inConfig = (page: BuiltFile, target: string): Location | undefined => {
    navigation ??= navigationByKey(authored, workspace, page, keyOf);
    return navigation.get(keyOf(page, target) ?? '');
  };

  /** A fault that no page has written: of one page, or of the layout of many. */
  const placeGroup = (group: readonly Occurrence[]): SiteFault => {
    const [{ page, problem, line, column, target }] = group as [Occurrence];
    const here = inBuilt(page.file, line, column);
    const source = authored.fileOf(page);
    const config = inConfig(page, target);
    if (config) return { problem, location: config, related: [related(here, 'it is built into this page')] };
    const pages = pagesOf(group);
    if (pages.length > 1) {
      const named = pages.slice(0, pages.length > mostByHand ? 1 : pages.length).map((one, index) => {
        const file = authored.fileOf(one);
        const place = file === undefined ? inBuilt(one.file, 1, 1) : at(file, 1, 1);
        return related(place, index === 0 ? `the first of ${pages.length} pages that have it` : 'it has it too');
      });
      return { problem, location: here, related: named };
    }
    if (source === undefined || source === here.file) return { problem, location: here, related: [] };
    return { problem, location: at(source, 1, 1), related: [related(here, 'it is built into this page')] };
  };

  return {
    built: inBuilt,
    redirect(from) {
      const place = authored.site?.redirects.get(from)?.place;
      const text = place && workspace.files.read(place.file);
      return text === undefined ? undefined : createSourceText(place!.file, text).locate(place!.start, place!.end);
    },
    place(occurrences) {
      const faults: SiteFault[] = [];
      const seen = new Set<string>();
      const unwritten: Occurrence[] = [];
      const add = (fault: SiteFault): void => {
        const { location, problem } = fault;
        const key = `${location.file}:${location.line}:${location.column}:${problem.kind}`;
        if (seen.has(key)) return;
        seen.add(key);
        faults.push(fault);
      };
      for (const occurrence of occurrences) {
        const { page, problem, target, line, column, written } = occurrence;
        const links = target.startsWith('#') && written ? [written] : writtenLinks(page, target);
        for (const location of links) {
          const message = 'it is built into this page';
          add({ problem, location, related: [related(inBuilt(page.file, line, column), message)] });
        }
        if (links.length === 0) unwritten.push(occurrence);
      }
      const same = groupBy(unwritten, ({ page, problem, target }) => {
        const name = target.startsWith('#') ? target : (keyOf(page, target) ?? target);
        return `${problem.kind} ${name}`;
      });
      for (const alike of groupBy(same, ([first]) => patternOf(first!))) {
        const all = alike.flat();
        const groups = pagesOf(all).length > mostByHand ? [all] : alike;
        for (const group of groups) faults.push(placeGroup(group));
      }
      return faults;
    },
  };
}
