import type { Location } from '../workspace/source-text.ts';

/** How much a finding weighs: an error fails the run, a warning only when `--max-warnings` says so. */
export type Severity = 'error' | 'warning';

/** Another place that explains a finding, such as the declaration that an example misuses. */
export interface RelatedLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

// #region edit
/** A replacement of a range of a file. Offsets are UTF-16 code units, the end is exclusive. */
export interface Edit {
  readonly file: string;
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}
// #endregion edit

/** A way to remove a finding. A safe fix cannot change what the page means. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** The values that a rule's message is made of. Plain data, so that a report can carry them. */
export type MessageArguments = Readonly<Record<string, string | number | readonly string[]>>;

/** What a rule says of one place, before the run adds what every finding has. */
export interface Problem<Args extends MessageArguments = MessageArguments> {
  readonly args: Args;
  /** Absent only when the problem is about the run as a whole. */
  readonly location?: Location | undefined;
  readonly related?: readonly RelatedLocation[] | undefined;
  /** What the author probably meant, as it would stand in the page. */
  readonly suggestion?: string | undefined;
  readonly fixes?: readonly Fix[] | undefined;
  /** Ids of rules that say the same of the same place: where one of them is reported, this is left out. */
  readonly yieldsTo?: readonly string[] | undefined;
  /** Whether the page itself asks for it, so that it is reported at any level. */
  readonly demanded?: boolean | undefined;
  /** What depends on when the run was made. It is no part of what the finding is known by. */
  readonly today?: { readonly severity?: Severity | undefined; readonly addition?: string | undefined } | undefined;
}

/** One thing that is wrong, as plain data. Reports only format it. */
export interface Finding {
  /** `<validator>/<problem>`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly args: MessageArguments;
  /** Stays the same while the finding stays the same, wherever on the page it moves. */
  readonly fingerprint: string;
  /** Whether the baseline knows it already. */
  readonly baselined: boolean;
  /** Absent when the finding is about the run as a whole. */
  readonly location?: Location | undefined;
  readonly related: readonly RelatedLocation[];
  readonly suggestion?: string | undefined;
  readonly fixes: readonly Fix[];
  /** The page that explains the rule. */
  readonly url: string;
}
