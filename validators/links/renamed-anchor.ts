import type { Page } from '../../src/docs/page.ts';
import type { PageHistory } from '../../src/docs/page-history.ts';
import { headingIds } from '../../src/docs/slugs/heading-ids.ts';
import { type SlugProfile, slugProfiles } from '../../src/docs/slugs/profiles.ts';
import { type LinkGraph, replaceTarget, withFragment } from './resolution.ts';
import type { LinkProblem, ResolvedLink } from './subject.ts';

/** A heading and the lines below it, up to the next heading. */
interface Section {
  readonly id: string;
  readonly lines: readonly string[];
}

function sectionsOf(page: Page, profile: SlugProfile): Section[] {
  const headings = headingIds(page, profile);
  return headings.map(({ id, offset }, index) => {
    const text = page.source.text.slice(offset, headings[index + 1]?.offset);
    const [, ...below] = text.split(/\r\n|\n|\r/).map((line) => line.trim());
    return { id, lines: below.filter((line) => line !== '') };
  });
}

/** Whether at least half of what stood in a section stands in another. */
const isSameText = (before: Section, after: Section): boolean =>
  before.lines.length === 0
    ? after.lines.length === 0
    : before.lines.filter((line) => after.lines.includes(line)).length * 2 >= before.lines.length;

/**
 * What a section is called after a change of its page that took its id away: the one new section between the same two
 * neighbours, if its text is mostly the same. `undefined` when there is none, or more than one.
 */
function newName(before: readonly Section[], after: readonly Section[], id: string): string | undefined {
  const kept = (section: Section | undefined): boolean => after.some((other) => other.id === section?.id);
  const index = before.findIndex((section) => section.id === id);
  const above = before[index - 1];
  const below = before[index + 1];
  if ((above && !kept(above)) || (below && !kept(below))) return undefined;
  const place = above ? after.findIndex((section) => section.id === above.id) + 1 : 0;
  const next = after[place];
  if (!next || before.some((section) => section.id === next.id) || after[place + 1]?.id !== below?.id) return undefined;
  return isSameText(before[index]!, next) ? next.id : undefined;
}

/** Follows the name of a section through the states of its page, the oldest first. */
function follow(states: readonly (readonly Section[])[], id: string): string | undefined {
  let name = id;
  for (const [index, after] of states.entries()) {
    if (after.some((section) => section.id === name)) continue;
    const renamed = index === 0 ? undefined : newName(states[index - 1]!, after, name);
    if (renamed === undefined) return undefined;
    name = renamed;
  }
  return name;
}

/** Tells what a section of a page is called now that had this id before; `undefined` when that is not certain. */
type NameNow = (page: Page, fragment: string) => Promise<string | undefined>;

/** Looks up names of sections in the history of their pages. */
export function createRenamedAnchors(graph: LinkGraph, history: PageHistory): NameNow {
  const find = async (page: Page, fragment: string): Promise<string | undefined> => {
    const { style } = graph.viewOf(page.file).anchors;
    const profile = slugProfiles[style === 'any' || style === 'unknown' ? 'github' : style];
    const states = [sectionsOf(page, profile)];
    for await (const earlier of history(page)) {
      states.unshift(sectionsOf(earlier, profile));
      if (states[0]!.some(({ id }) => id === fragment)) return follow(states, fragment);
    }
    return undefined;
  };
  const known = new Map<string, Promise<string | undefined>>();
  return (page, fragment) => {
    const key = `${page.file}#${fragment}`;
    const found = known.get(key) ?? find(page, fragment);
    known.set(key, found);
    return found;
  };
}

/** A link with a fix for each anchor that it names by an earlier name. */
export async function withRenamedAnchors(
  resolved: ResolvedLink,
  { pages }: LinkGraph,
  nameNow: NameNow,
): Promise<ResolvedLink> {
  const { link, page } = resolved;
  if (!resolved.problems.some(({ kind }) => kind === 'missing-anchor')) return resolved;
  const problems = await Promise.all(
    resolved.problems.map(async (problem): Promise<LinkProblem> => {
      if (problem.kind !== 'missing-anchor' || problem.fix?.length) return problem;
      const target = problem.target === '' ? page : pages.get(problem.target);
      const name = target && (await nameNow(target, problem.fragment));
      if (name === undefined) return problem;
      const fix = replaceTarget(link, withFragment(link, name), `Write #${name}, as the section is called now`);
      return { ...problem, suggestion: `#${name}`, fix };
    }),
  );
  return { ...resolved, problems };
}
