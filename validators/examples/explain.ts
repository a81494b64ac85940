import type { Diagnostic } from '../../src/code/compiler/port.ts';

const longest = 240;

/** A module as the compiler names it, by its absolute path. The end of it is the same wherever the repository stands. */
const absoluteModule = /import\("(?:\/|[A-Za-z]:\/)(?:[^"]*\/)?([^"/]+\/[^"/]+)"\)/g;

/** What the compiler says, as one sentence without its full stop: the first line, or the innermost one that tells more. */
export function explain(diagnostic: Diagnostic): string {
  const lines = diagnostic.message.split('\n').map((line) => line.trim());
  const first = lines[0] ?? '';
  const general = /^(No overload matches this call|The last overload gave the following error)\.?$/;
  const told = general.test(first) ? (lines.findLast((line) => !general.test(line)) ?? first) : first;
  return brief(told.replace(/\.$/, '').replace(absoluteModule, 'import("$1")'));
}

/** A text that fits a line: longer ones are cut in the middle of nothing a reader needs. */
export function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
