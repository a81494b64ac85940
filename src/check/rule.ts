import type { MessageArguments, Problem, Severity } from './finding.ts';

/**
 * How much a run demands. `drift` holds what is wrong whoever wrote it; `strict` adds everything else that can be
 * proven and is what a project chooses for its own docs.
 */
export type Level = 'drift' | 'strict';

/** A tiny workspace, path by path, that shows a rule at work. The test of the rule runs it. Bytes are for what is no text. */
export type RuleExample = Readonly<Record<string, string | Uint8Array>>;

/**
 * One checkable statement: its metadata and its check in one place. The rule reference, `docproof explain` and the
 * rule's own test are made from the metadata. `Subject` is what the validator shows to each of its rules, one at a
 * time: a resolved link, a compiled block.
 */
export interface Rule<Subject = never, Args extends MessageArguments = MessageArguments> {
  /** `<validator>/<problem>`; never reused. */
  readonly id: string;
  /** Ids that this rule had before. */
  readonly aliases?: readonly string[];
  readonly level: Level;
  readonly severity: Severity;
  /** What the rule holds, in one sentence. */
  readonly summary: string;
  /** Why it matters to a reader of the docs, in a few sentences. */
  readonly why: string;
  /** What to do about a finding. */
  readonly fix: string;
  /** Raises exactly this rule. */
  readonly wrong: RuleExample;
  /** Raises nothing. */
  readonly right: RuleExample;
  /** One sentence that a newcomer understands: what happened, and what to do. */
  message(args: Args): string;
  /** Says what is wrong with the subject, once a problem. */
  check(subject: Subject): Iterable<Problem<Args>>;
}

/** Declares a rule. Only for the types: it returns what it is given. */
export function defineRule<Subject, Args extends MessageArguments>(rule: Rule<Subject, Args>): Rule<Subject, Args> {
  return rule;
}
