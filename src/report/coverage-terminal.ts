import type { CheckResult } from '../check/result.ts';
import { printable } from './code-frame.ts';
import { type CoverageTable, coverageTables, missingFacts } from './coverage-table.ts';

/** How many missing facts of a kind are printed. The other reports have them all. */
const mostMissing = 40;

function tableLines({ title, header, rows }: CoverageTable): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => (column < 2 ? printable(cell).padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
  return [title, ...lines.map((line) => `  ${line}`), ''];
}

/** The coverage of facts for people: the tables, then what is missing with the place of its declaration. */
export function coverageTerminalReport(result: CheckResult): string {
  if (!result.coverage?.length) return 'No facts were found: no exports, settings, routes or other declarations.\n';
  const lines = coverageTables(result).flatMap(tableLines);
  for (const { kind, facts } of missingFacts(result)) {
    lines.push(`Missing ${kind}`);
    for (const { fact, required = 'documented' } of facts.slice(0, mostMissing)) {
      lines.push(`  ${fact.location.file}:${fact.location.line}  ${printable(fact.name)} is not ${required}`);
    }
    const rest = facts.length - mostMissing;
    if (rest > 0) lines.push(`  and ${rest.toLocaleString('en')} more; --reporter json lists them all`);
    lines.push('');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}
