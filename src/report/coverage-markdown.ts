import type { CheckResult } from '../check/result.ts';
import { coverageTables, missingFacts } from './coverage-table.ts';

/** A text as a cell of a table. */
const cell = (text: string): string => text.replace(/\|/g, '\\|');

const code = (text: string): string => `\`${cell(text)}\``;

/** The coverage of facts as Markdown, for a summary in a pipeline or a page. It does not depend on time. */
export function coverageMarkdownReport(result: CheckResult): string {
  const lines = ['# Documentation coverage', ''];
  if (!result.coverage?.length) lines.push('No facts were found.', '');
  else {
    for (const { title, header, rows } of coverageTables(result)) {
      lines.push(
        `## ${title}`,
        '',
        `| ${header.join(' | ')} |`,
        `|${header.map((_, at) => (at < 2 ? '---|' : '---:|')).join('')}`,
      );
      for (const [kind, of, ...counts] of rows) lines.push(`| ${cell(kind!)} | ${code(of!)} | ${counts.join(' | ')} |`);
      lines.push('');
    }
  }
  for (const { kind, facts } of missingFacts(result)) {
    lines.push(`## Missing ${kind}`, '', '| name | lacks | declared in |', '|---|---|---|');
    for (const { fact, required = 'documented' } of facts) {
      lines.push(`| ${code(fact.name)} | ${required} | ${code(`${fact.location.file}:${fact.location.line}`)} |`);
    }
    lines.push('');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}
