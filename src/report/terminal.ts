import type { AffectedPassage } from '../check/affected.ts';
import { coverageByKind } from '../check/coverage.ts';
import type { Finding } from '../check/finding.ts';
import type { FixSummary } from '../check/fix.ts';
import { type ClaimKind, type ClaimState, claimKinds, claimStates } from '../check/ledger.ts';
import type { CheckResult } from '../check/result.ts';
import { codeFrame, printable } from './code-frame.ts';
import { fixLines } from './fixes.ts';
import { type Paint, painter, plural } from './paint.ts';

/** How a terminal report looks. */
export interface TerminalOptions {
  readonly color: boolean;
  /** Only what is wrong: no warnings, and no summary when nothing is. */
  readonly quiet: boolean;
}

/** How many reasons why claims were not checked are printed. The JSON report has them all. */
const mostReasons = 12;

function findingLines(finding: Finding, result: CheckResult, paint: Paint): string[] {
  const { location, severity } = finding;
  const tint = severity === 'error' ? paint.red : paint.yellow;
  const place = location
    ? `${paint.cyan(printable(location.file))}${paint.dim(`:${location.line}:${location.column}`)}`
    : paint.cyan('(this run)');
  const lines = [
    `${place} ${tint(severity)} ${paint.dim(finding.rule)}`,
    `  ${paint.bold(printable(finding.message))}`,
  ];
  const source = location && result.source(location.file);
  if (location && source && source.text !== '') {
    const frame = codeFrame(source, location, { gutter: paint.dim, mark: tint });
    lines.push(...frame.map((line) => `  ${line}`));
  }
  if (finding.suggestion !== undefined)
    lines.push(`  ${paint.green(`Did you mean ${printable(finding.suggestion)}?`)}`);
  for (const { file, line, column, message } of finding.related) {
    lines.push(
      `  ${paint.dim('see')} ${paint.cyan(printable(file))}${paint.dim(`:${line}:${column}`)} ${printable(message)}`,
    );
  }
  return lines;
}

const claimNames: Record<ClaimKind, string> = {
  blocks: 'code blocks',
  links: 'links',
  mentions: 'mentions',
  diagrams: 'diagrams',
  rows: 'table rows',
};

const stateNames: Record<ClaimState, string> = {
  ran: 'ran',
  checked: 'checked',
  unverifiable: 'unverifiable',
  skipped: 'skipped',
  'not-applicable': 'not applicable',
};

function ledgerLines({ ledger }: CheckResult, paint: Paint): string[] {
  const kinds = claimKinds.filter((kind) => claimStates.some((state) => ledger[kind][state] > 0));
  if (kinds.length === 0) return [];
  const states = claimStates.filter((state) => kinds.some((kind) => ledger[kind][state] > 0));
  const total = (kind: ClaimKind): number => claimStates.reduce((sum, state) => sum + ledger[kind][state], 0);
  const cell = (count: number): string => (count === 0 ? '–' : count.toLocaleString('en'));
  const rows = [
    ['', 'claims', ...states.map((state) => stateNames[state])],
    ...kinds.map((kind) => [claimNames[kind], cell(total(kind)), ...states.map((state) => cell(ledger[kind][state]))]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row, index) => {
    const line = row
      .map((text, column) => (column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!)))
      .join('  ');
    return `  ${index === 0 ? paint.dim(line) : line}`;
  });
}

/** Kinds that few projects document one by one. They are in the other reports. */
const unprinted = new Set(['members', 'scripts']);

function coverageLines({ coverage = [] }: CheckResult): string[] {
  const kinds = Object.entries(coverageByKind(coverage)).filter(([kind]) => !unprinted.has(kind));
  if (kinds.length === 0) return [];
  const parts = kinds.map(
    ([kind, { documented, total }]) => `${documented.toLocaleString('en')} of ${total.toLocaleString('en')} ${kind}`,
  );
  return ['', `Documented: ${parts.join(', ')}. \`docproof coverage\` lists the rest.`];
}

function uncheckedLines({ ledger }: CheckResult, paint: Paint): string[] {
  const reasons = claimKinds
    .flatMap((kind) => Object.entries(ledger[kind].reasons).map(([reason, count]) => ({ kind, reason, count })))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  if (reasons.length === 0) return [];
  const shown = reasons.slice(0, mostReasons);
  const width = Math.max(...shown.map(({ count }) => count.toLocaleString('en').length));
  const lines = shown.map(
    ({ kind, reason, count }) =>
      `  ${count.toLocaleString('en').padStart(width)} ${claimNames[kind]}: ${printable(reason)}`,
  );
  const rest = reasons.length - shown.length;
  if (rest > 0) lines.push(paint.dim(`  and ${plural(rest, 'more reason')}; --reporter json lists them all`));
  return ['', paint.bold('Not checked, and why'), ...lines];
}

/** How many passages are printed. The JSON report has them all. */
const mostPassages = 20;

function passageLines(passages: readonly AffectedPassage[], paint: Paint): string[] {
  const lines = passages.slice(0, mostPassages).map(({ file, line, facts }) => {
    const names = facts.map(({ name }) => printable(name)).join(', ');
    return `  ${paint.cyan(printable(file))}${paint.dim(`:${line}`)} ${names}`;
  });
  const rest = passages.length - mostPassages;
  if (rest > 0) lines.push(paint.dim(`  and ${plural(rest, 'more passage')}; --reporter json lists them all`));
  const speak = passages.length === 1 ? 'speaks' : 'speak';
  return [paint.bold(`${plural(passages.length, 'passage')} ${speak} of what you changed`), ...lines];
}

/** The report for people: findings with the code that they are about, then what was checked and what was not. */
export function terminalReport(result: CheckResult, options: TerminalOptions, fixes?: FixSummary): string {
  const paint = painter(options.color);
  const open = result.findings.filter(({ baselined }) => !baselined);
  const errors = open.filter(({ severity }) => severity === 'error');
  const warnings = open.filter(({ severity }) => severity === 'warning');
  const shown = options.quiet ? errors : open;
  const lines = [
    ...(fixes && !options.quiet ? fixLines(fixes, paint) : []),
    ...shown.flatMap((finding) => [...findingLines(finding, result, paint), '']),
  ];
  if (options.quiet && errors.length === 0) return '';

  const known = result.findings.length - open.length;
  const seconds = (result.durationMs / 1000).toFixed(result.durationMs < 10_000 ? 2 : 1);
  lines.push(
    `${paint.bold(plural(result.pages, 'page'))} checked at level ${result.level} in ${seconds} s`,
    ...ledgerLines(result, paint),
    ...coverageLines(result),
  );
  lines.push(...uncheckedLines(result, paint));
  if (result.notes.length > 0)
    lines.push('', ...result.notes.map((note) => `${paint.dim('note')} ${printable(note)}.`));
  if (result.changed) {
    const { since, hidden, passages } = result.changed;
    if (passages.length > 0) lines.push('', ...passageLines(passages, paint));
    lines.push(
      '',
      paint.dim(
        `Only what changed since ${since.slice(0, 10)} is reported; ${plural(hidden, 'other finding')} left out.`,
      ),
    );
  }
  const parts = [
    errors.length > 0 ? paint.red(plural(errors.length, 'error')) : '',
    warnings.length > 0 ? paint.yellow(plural(warnings.length, 'warning')) : '',
    known > 0 ? paint.dim(`${known} in the baseline`) : '',
  ].filter((part) => part !== '');
  const rules = [...new Set(shown.map(({ rule }) => rule))];
  lines.push('', parts.length > 0 ? `Findings: ${parts.join(', ')}` : paint.green('No findings.'));
  if (rules.length > 0) lines.push(paint.dim(`\`docproof explain ${rules[0]}\` says why a rule exists.`));
  return `${lines.join('\n')}\n`;
}
