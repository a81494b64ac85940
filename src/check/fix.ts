import { applyFixes, type ChosenFix, type FixedText, withoutCollisions } from './edits.ts';
import type { Finding } from './finding.ts';
import type { CheckResult } from './result.ts';
import { inReadingOrder } from './run.ts';

/** Texts that stand in place of those on the disk, each with its byte order mark, by the path of the file. */
export type Texts = ReadonlyMap<string, string>;

/** What fixing needs of the world. */
export interface FixInput {
  /** Checks everything, with these texts in place of those on the disk. */
  check(texts: Texts): Promise<CheckResult>;
  /** Where a file of a finding stands: an absolute path with every link followed. Names of one file give one path. */
  pathOf(file: string): string | undefined;
  /** The text of a file with its byte order mark; `undefined` when it cannot be read as UTF-8. */
  read(path: string): string | undefined;
}

/** A fix that was undone, because the check found something new at its place. */
export interface TakenBack extends ChosenFix {
  readonly reason: string;
}

/** A file that fixes change. Texts have the byte order mark that the file has. */
export interface FixedFile {
  /** As findings name it. */
  readonly file: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A file that could not be fixed or written, and why, as a sentence about it without its full stop. */
export interface UnfixedFile {
  readonly file: string;
  readonly reason: string;
}

/** What fixing came to. Nothing is written yet. */
export interface FixOutcome {
  /** What the first check found. */
  readonly before: CheckResult;
  /** What the last check found, with all fixes applied. */
  readonly result: CheckResult;
  /** In the order of their files and places. Places are those at which the fixes were applied. */
  readonly applied: readonly ChosenFix[];
  readonly takenBack: readonly TakenBack[];
  readonly files: readonly FixedFile[];
  readonly unfixed: readonly UnfixedFile[];
}

/** What a report says of fixes. */
export interface FixSummary extends Pick<FixOutcome, 'applied' | 'takenBack' | 'files' | 'unfixed'> {
  /** Whether nothing was written. */
  readonly dryRun: boolean;
}

/** Fixes of one file that were applied together, and where they stand in the text that came of it. */
interface Step extends FixedText {
  readonly fixes: readonly ChosenFix[];
}

/** A file while it is being fixed. Texts have no byte order mark. */
interface Draft {
  readonly file: string;
  readonly path: string;
  readonly mark: string;
  readonly original: string;
  /** The last text in which no fix had brought anything new. */
  accepted: string;
  /** What was found in that text. */
  known: readonly Finding[];
  text: string;
  /** What was applied since. */
  steps: Step[];
  /** Whether one fix is tried at a time, because more at once did not show which of them was wrong. */
  careful: boolean;
}

/** The most checks that are made, so that rules which undo each other come to an end. */
const mostRounds = 50;

/** What a finding says, wherever it stands. Numbers are left out: lines move when others are fixed. */
const sayingOf = ({ rule, args }: Finding): string =>
  JSON.stringify([rule, Object.entries(args).filter(([, value]) => typeof value !== 'number')]);

const keyOf = (finding: Finding): string => `${finding.location?.file} ${sayingOf(finding)}`;

function count(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/**
 * The findings that were not to be expected. A rule must raise more of them than it should, because a fix may change what
 * another finding at the same place says.
 */
function freshOf(findings: readonly Finding[], expected: readonly Finding[]): Finding[] {
  const rules = count(expected.map(({ rule }) => rule));
  const sayings = count(expected.map(sayingOf));
  const grown = new Set(
    [...count(findings.map(({ rule }) => rule))]
      .filter(([rule, n]) => n > (rules.get(rule) ?? 0))
      .map(([rule]) => rule),
  );
  return findings.filter((finding) => {
    const left = sayings.get(sayingOf(finding)) ?? 0;
    sayings.set(sayingOf(finding), left - 1);
    return left <= 0 && grown.has(finding.rule);
  });
}

/** What is still to be expected of findings after some of them were fixed. */
function without(findings: readonly Finding[], fixed: readonly ChosenFix[]): Finding[] {
  const gone = count(fixed.map(({ finding }) => sayingOf(finding)));
  return findings.filter((finding) => {
    const left = gone.get(sayingOf(finding)) ?? 0;
    gone.set(sayingOf(finding), left - 1);
    return left <= 0;
  });
}

const inOrder = (a: ChosenFix, b: ChosenFix): number => inReadingOrder(a.finding, b.finding);

/** Whether a finding stands in the place of a fix, or at its edge. */
function standsIn(finding: Finding, places: readonly (readonly [number, number])[], result: CheckResult): boolean {
  const { location } = finding;
  const source = location && result.source(location.file);
  if (!location || !source) return false;
  const start = source.offsetAt(location);
  const end = source.offsetAt({ line: location.endLine, column: location.endColumn });
  return places.some(([from, to]) => start <= to && from <= end);
}

/**
 * Applies the safe fixes of findings, checks again, and goes on until there is nothing left to fix. Of fixes that collide
 * the first wins and the others wait for the next check. A fix is taken back when the check finds something in its file
 * that was not there before, unless that can be fixed too. Nothing is written: the texts are kept in memory.
 */
export async function fixFindings(input: FixInput): Promise<FixOutcome> {
  const drafts = new Map<string, Draft>();
  const refused = new Set<string>();
  const unfixed = new Map<string, UnfixedFile>();
  const applied: ChosenFix[] = [];
  const takenBack: TakenBack[] = [];

  const textOf = ({ mark, text }: Draft): string => mark + text;
  const check = (): Promise<CheckResult> =>
    input.check(
      new Map(
        [...drafts.values()]
          .filter(({ text, original }) => text !== original)
          .map((draft) => [draft.path, textOf(draft)]),
      ),
    );
  let result = await check();
  const before = result;
  let all: readonly Finding[] = [];
  let byPath = new Map<string | undefined, Finding[]>();
  const learn = (): void => {
    all = [...result.findings, ...result.leftOut];
    byPath = Map.groupBy(all, ({ location }) => location && input.pathOf(location.file));
  };
  learn();
  const wanted = new Set(result.findings.filter(({ baselined }) => !baselined).map(keyOf));

  const nameOf = ({ finding, fix }: ChosenFix): string => `${keyOf(finding)} ${fix.title}`;

  /** The first safe fix of a finding that changes one file and was not refused. */
  const fixOf = (finding: Finding): ChosenFix | undefined => {
    const fix = finding.fixes.find(
      (candidate) =>
        candidate.safe &&
        new Set(candidate.edits.map(({ file }) => file)).size === 1 &&
        !unfixed.has(candidate.edits[0]!.file) &&
        !refused.has(nameOf({ finding, fix: candidate })),
    );
    return fix && { finding, fix };
  };
  const refuse = (fixes: readonly ChosenFix[], reason: string): void => {
    for (const chosen of fixes) {
      refused.add(nameOf(chosen));
      takenBack.push({ ...chosen, reason });
    }
  };

  /** Opens the file of a fix, or says why it cannot be changed. */
  const draftOf = ({ fix }: ChosenFix): Draft | undefined => {
    const { file } = fix.edits[0]!;
    const path = input.pathOf(file);
    const known = path === undefined ? undefined : drafts.get(path);
    if (known) return known;
    const text = path === undefined ? undefined : input.read(path);
    const original = result.source(file)?.text;
    if (path === undefined || text === undefined || original === undefined) {
      unfixed.set(file, { file, reason: 'it is not UTF-8, or cannot be read' });
      return undefined;
    }
    if (!text.endsWith(original) || text.length - original.length > 1) {
      unfixed.set(file, { file, reason: 'it changed while it was being checked' });
      return undefined;
    }
    const draft: Draft = {
      file,
      path,
      mark: text.slice(0, text.length - original.length),
      original,
      accepted: original,
      known: byPath.get(path) ?? [],
      text: original,
      steps: [],
      careful: false,
    };
    drafts.set(path, draft);
    return draft;
  };

  const restore = (draft: Draft): void => {
    draft.text = draft.accepted;
    draft.steps = [];
  };

  const apply = (draft: Draft, fixes: readonly ChosenFix[]): void => {
    const fixed = applyFixes(draft.text, fixes);
    draft.text = fixed.text;
    draft.steps.push({ fixes, ...fixed });
  };

  /** Undoes what brought findings that nothing fixes; whatever was applied beside it stays. */
  const takeBack = (draft: Draft, stuck: readonly Finding[]): void => {
    const [first, ...later] = draft.steps;
    const { fixes, places } = first!;
    const blamed =
      fixes.length === 1 || later.length > 0
        ? fixes
        : fixes.filter((chosen) => stuck.some((finding) => standsIn(finding, places.get(chosen)!, result)));
    restore(draft);
    if (blamed.length === 0 || (later.length > 0 && fixes.length > 1)) {
      draft.careful = true;
      return;
    }
    refuse(blamed, `it raised ${stuck[0]!.rule}: ${stuck[0]!.message}`);
    const kept = fixes.filter((chosen) => !blamed.includes(chosen));
    if (kept.length > 0) apply(draft, kept);
  };

  for (let round = 1; round < mostRounds; round += 1) {
    const undone = new Set<Draft>();
    const fresh = new Set<Finding>();
    for (const draft of drafts.values()) {
      if (draft.steps.length === 0) continue;
      const found = byPath.get(draft.path) ?? [];
      const fixed = draft.steps.flatMap(({ fixes }) => fixes);
      const brought = freshOf(found, without(draft.known, fixed));
      const stuck = brought.filter((finding) => {
        const next = fixOf(finding);
        // What a fix brings again and again would go in a circle, or make the file grow without end.
        return !next || fixed.some((chosen) => nameOf(chosen) === nameOf(next));
      });
      for (const finding of brought) fresh.add(finding);
      if (stuck.length > 0) {
        takeBack(draft, stuck);
        undone.add(draft);
      } else if (brought.length === 0) {
        applied.push(...fixed);
        draft.accepted = draft.text;
        draft.known = found;
        draft.steps = [];
      }
    }

    const chosen = new Map<Draft, ChosenFix[]>();
    for (const finding of all) {
      if (!fresh.has(finding) && (finding.baselined || !wanted.has(keyOf(finding)))) continue;
      const fix = fixOf(finding);
      const draft = fix && draftOf(fix);
      if (!draft || undone.has(draft) || (draft.steps.length > 0 && !fresh.has(finding))) continue;
      chosen.set(draft, [...(chosen.get(draft) ?? []), fix]);
    }
    for (const [draft, fixes] of chosen) apply(draft, draft.careful ? fixes.slice(0, 1) : withoutCollisions(fixes));
    const isOpen = [...drafts.values()].some(({ steps }) => steps.length > 0);
    if (!isOpen && undone.size === 0) break;
    result = await check();
    learn();
  }
  const open = [...drafts.values()].filter(({ steps }) => steps.length > 0);
  if (open.length > 0) {
    for (const draft of open) {
      refuse(
        draft.steps.flatMap(({ fixes }) => fixes),
        `it was still raising findings after ${mostRounds} checks`,
      );
      restore(draft);
    }
    result = await check();
  }
  return {
    before,
    result,
    applied: applied.sort(inOrder),
    takenBack: takenBack.sort(inOrder),
    files: [...drafts.values()]
      .filter(({ text, original }) => text !== original)
      .map((draft) => ({
        file: draft.file,
        path: draft.path,
        before: draft.mark + draft.original,
        after: textOf(draft),
      }))
      .sort((a, b) => (a.file < b.file ? -1 : 1)),
    unfixed: [...unfixed.values()],
  };
}
