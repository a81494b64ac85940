import type { ChosenFix } from '../check/edits.ts';
import type { FixSummary } from '../check/fix.ts';
import { printable } from './code-frame.ts';
import { unifiedDiff } from './diff.ts';
import { type Paint, plural } from './paint.ts';

const fixLine = ({ finding: { rule, location }, fix }: ChosenFix, paint: Paint): string =>
  `  ${paint.cyan(printable(location?.file ?? ''))}${paint.dim(`:${location?.line}:${location?.column} ${rule}`)} ${printable(fix.title)}`;

function diffLine(line: string, paint: Paint): string {
  const text = printable(line.replace(/\r$/, ''));
  if (/^(---|\+\+\+|@@)/.test(line)) return paint.dim(text);
  return line.startsWith('+') ? paint.green(text) : line.startsWith('-') ? paint.red(text) : text;
}

/** What was fixed, or would be, and what was taken back. */
export function fixLines({ dryRun, applied, takenBack, files }: FixSummary, paint: Paint): string[] {
  const lines: string[] = [];
  if (dryRun) {
    for (const { file, before, after } of files) {
      const diff = unifiedDiff(file, before, after).replace(/\n$/, '').split('\n');
      lines.push(...diff.map((line) => diffLine(line, paint)), '');
    }
  }
  if (applied.length > 0) {
    lines.push(paint.bold(dryRun ? 'Would be fixed' : 'Fixed'), ...applied.map((chosen) => fixLine(chosen, paint)), '');
  }
  if (takenBack.length > 0) {
    lines.push(paint.bold('Taken back'));
    for (const taken of takenBack) lines.push(fixLine(taken, paint), `    ${paint.dim(printable(taken.reason))}`);
    lines.push('');
  }
  const counted = `${plural(applied.length, 'fix', 'fixes')} in ${plural(files.length, 'file')}`;
  const summary = applied.length === 0 ? 'Nothing was fixed' : counted;
  return [...lines, `${paint.bold(summary)}${dryRun ? '; nothing was written' : ''}`, ''];
}
