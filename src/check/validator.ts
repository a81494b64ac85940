import type { BuiltSite } from '../built/built-site.ts';
import type { Compiler } from '../code/compiler/port.ts';
import type { Page } from '../docs/page.ts';
import type { PageHistory } from '../docs/page-history.ts';
import type { ExternalLinks } from '../external/port.ts';
import type { ExampleRunner } from '../run/port.ts';
import type { Changes } from '../workspace/changes.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { FactBook } from './facts.ts';
import type { MessageArguments, Problem } from './finding.ts';
import type { Claim, ClaimState } from './ledger.ts';
import type { Level, Rule } from './rule.ts';

/** What a validator may ask for. It gets nothing else, and never touches the disk. */
export interface CheckContext {
  readonly workspace: Workspace;
  readonly pages: readonly Page[];
  readonly level: Level;
  /** The built site, when one is to be checked too. */
  readonly built?: BuiltSite | undefined;
  /** The compiler, started when it is first asked for. */
  readonly compiler: Compiler;
  /** What the code declares, and what is known of how it is documented. */
  readonly facts: FactBook;
  /** Asks external links; absent when they are not to be asked. */
  readonly external?: ExternalLinks | undefined;
  /** Runs examples; absent when no code is to run. */
  readonly runner?: ExampleRunner | undefined;
  /** What changed, when the run is about a change. */
  readonly changes?: Changes | undefined;
  /** What pages were before; absent unless the run may ask for it. */
  readonly history?: PageHistory | undefined;
  /** Records what became of a claim. */
  settle(claim: Claim, state: ClaimState, reason?: string): void;
  /** Adds one line to the summary: what the reader should know of how this run was checked. */
  note(text: string): void;
  /** Reports what a rule says. Rules above the run's level are dropped here, and here only. */
  report<Subject, Args extends MessageArguments>(rule: Rule<Subject, Args>, problem: Problem<Args>): void;
  /** Asks every rule of the list about the subject and reports what they say. */
  ask<Subject>(rules: readonly AnyRule<Subject>[], subject: Subject): void;
}

/** A rule whose arguments are its own business. */
// biome-ignore lint/suspicious/noExplicitAny: the arguments of a rule meet only the rule's own message.
export type AnyRule<Subject = any> = Rule<Subject, any>;

/** A folder of rules with one entry. */
export interface Validator {
  readonly name: string;
  readonly rules: readonly AnyRule[];
  /** `false` when it never asks for the compiler, so that a run of it alone loads none. */
  readonly compiles?: false | undefined;
  /** Whether files that it gives the compiler stand in folders that the disk does not have. When it does not say, none do. */
  readonly makesFolders?: ((pages: readonly Page[]) => boolean) | undefined;
  /** Work in small steps that its check will most likely need. It may be done while the compiler reads. */
  readonly meanwhile?: ((workspace: Workspace) => Iterator<unknown>) | undefined;
  check(context: CheckContext): void | Promise<void>;
}

/** Declares a validator. Only for the types: it returns what it is given. */
export function defineValidator(validator: Validator): Validator {
  return validator;
}
