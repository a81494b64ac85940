import type { BuiltSite } from '../built/built-site.ts';
import type { Compiler } from '../code/compiler/port.ts';
import type { FormerNames } from '../code/history/former.ts';
import type { Page } from '../docs/page.ts';
import type { PageHistory } from '../docs/page-history.ts';
import type { ExternalLinks } from '../external/port.ts';
import type { ExampleRunner } from '../run/port.ts';
import type { Changes } from '../workspace/changes.ts';
import { createSourceText, type SourceText } from '../workspace/source-text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { FactCoverage } from './coverage.ts';
import { createFactBook, type FactsConfig, type RememberInventories } from './facts.ts';
import type { Finding, MessageArguments, Problem } from './finding.ts';
import { fingerprint } from './fingerprint.ts';
import { createLedger } from './ledger.ts';
import type { CheckResult } from './result.ts';
import type { Level } from './rule.ts';
import type { AnyRule, CheckContext, Validator } from './validator.ts';

/** What a run needs. The composition root puts it together. */
export interface RunInput {
  readonly workspace: Workspace;
  readonly pages: readonly Page[];
  readonly built?: BuiltSite | undefined;
  readonly validators: readonly Validator[];
  readonly level: Level;
  readonly startedAt: Date;
  /** Starts the compiler; called at most once, and not at all when no validator asks for it. */
  startCompiler(): Compiler;
  /** Asks external links; absent when they are not to be asked. */
  readonly external?: ExternalLinks | undefined;
  /** What the config says of facts. */
  readonly facts?: FactsConfig | undefined;
  /** Gives the facts that were collected before from the same code; absent when there was no run before. */
  readonly rememberInventories?: RememberInventories | undefined;
  /** Runs examples; absent when no code is to run. */
  readonly runner?: ExampleRunner | undefined;
  /** What pages were before, when the run may ask for it. */
  readonly history?: PageHistory | undefined;
  /** What the history of the repository tells of names, when it may be asked. */
  readonly formerNames?: FormerNames | undefined;
  /** What changed, when the run is about a change. */
  readonly changes?: Changes | undefined;
  /** Overrides the severity of rules, by rule id; `off` drops their findings. */
  readonly severities?: Readonly<Record<string, 'error' | 'warning' | 'off'>> | undefined;
  /** Whether a finding is reported at all. Narrows the report, never what is read and joined. */
  reported?(finding: Finding): boolean;
}

const ruleUrl = (id: string): string => `https://docproof.dev/docproof/rules/${id}/`;

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorts findings by file, place and rule. */
export const inReadingOrder = (a: Finding, b: Finding): number =>
  compare(a.location?.file ?? '', b.location?.file ?? '') ||
  compare(a.location?.line ?? 0, b.location?.line ?? 0) ||
  compare(a.location?.column ?? 0, b.location?.column ?? 0) ||
  compare(a.rule, b.rule) ||
  compare(a.message, b.message);

const placeKey = (rule: string, { location }: Finding): string =>
  `${rule} ${location?.file}:${location?.line}:${location?.column}`;

/** Enters every claim of the pages, lets the validators settle them, and gathers what they report. */
export async function runValidators(input: RunInput): Promise<CheckResult> {
  const { workspace, pages, validators, level } = input;
  const ledger = createLedger();
  const sources = new Map(pages.map((page) => [page.file, page.source]));
  const source = (file: string): SourceText | undefined => {
    const text = sources.has(file) || !workspace.files.has(file) ? undefined : workspace.files.read(file);
    if (text !== undefined) sources.set(file, createSourceText(file, text));
    return sources.get(file);
  };
  for (const page of pages) {
    for (const block of page.blocks) ledger.enter('blocks', block);
    for (const link of page.links) ledger.enter('links', link);
    for (const mention of page.mentions) ledger.enter('mentions', mention);
    for (const { rows } of page.tables) for (const row of rows) ledger.enter('rows', row);
  }

  const findings: Finding[] = [];
  const yielding = new Map<Finding, readonly string[]>();
  const notes = new Set<string>(workspace.notes);
  const report = <Args extends MessageArguments>(rule: AnyRule, problem: Problem<Args>): void => {
    if (rule.level === 'strict' && level === 'drift' && !problem.demanded) return;
    const severity = input.severities?.[rule.id] ?? problem.today?.severity ?? rule.severity;
    if (severity === 'off') return;
    const finding: Finding = {
      rule: rule.id,
      severity,
      message: `${rule.message(problem.args)}${problem.today?.addition ?? ''}`,
      args: problem.args,
      fingerprint: '',
      baselined: false,
      location: problem.location,
      related: problem.related ?? [],
      suggestion: problem.suggestion,
      fixes: problem.fixes ?? [],
      url: ruleUrl(rule.id),
    };
    findings.push(finding);
    if (problem.yieldsTo) yielding.set(finding, problem.yieldsTo);
  };

  let compiler: Compiler | undefined;
  let coverage: readonly FactCoverage[] | undefined;
  const note = (text: string): void => void notes.add(text);
  const running = (): Compiler => {
    if (compiler) return compiler;
    compiler = input.startCompiler();
    for (const { meanwhile } of validators) if (meanwhile) compiler.meanwhile(meanwhile(workspace));
    return compiler;
  };
  const facts = createFactBook({
    config: input.facts ?? {},
    workspace,
    level,
    ledger,
    formerNames: input.formerNames,
    remember: input.rememberInventories,
    asksForUses: input.validators.some(({ name }) => name === 'coverage'),
    compiler: running,
    note,
    publish(published) {
      coverage = published;
    },
  });
  const context: CheckContext = {
    workspace,
    pages,
    level,
    built: input.built,
    external: input.external,
    runner: input.runner,
    changes: input.changes,
    history: input.history,
    facts,
    get compiler() {
      return running();
    },
    settle: (claim, state, reason) => ledger.settle(claim, state, reason),
    note,
    report,
    ask(rules, subject) {
      for (const rule of rules) for (const problem of rule.check(subject)) report(rule, problem);
    },
  };
  try {
    for (const validator of validators) await validator.check(context);
  } finally {
    compiler?.close();
  }

  findings.sort(inReadingOrder);
  const seen = new Map<string, number>();
  const complete = findings.map((finding) => {
    const text = finding.location && sources.get(finding.location.file)?.line(finding.location.line);
    const base = fingerprint(finding, text ?? '');
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return { ...finding, fingerprint: count === 0 ? base : `${base}-${count}` };
  });
  const isReported = (finding: Finding): boolean => input.reported?.(finding) ?? true;
  const told = new Set(complete.filter(isReported).map((finding) => placeKey(finding.rule, finding)));
  const kept = complete.flatMap((finding, index) =>
    yielding.get(findings[index]!)?.some((rule) => told.has(placeKey(rule, finding))) ? [] : [finding],
  );
  return {
    root: workspace.root,
    level,
    startedAt: input.startedAt,
    durationMs: Date.now() - input.startedAt.getTime(),
    pages: pages.length,
    findings: kept.filter(isReported),
    leftOut: kept.filter((finding) => !isReported(finding)),
    ledger: ledger.counts(),
    coverage,
    notes: [...notes].sort(),
    source,
  };
}
