import type { Fix } from '../../src/check/finding.ts';
import { defineRule } from '../../src/check/rule.ts';
import { pageAboutGreeter } from './example-package.ts';
import type { PrintedBlock } from './run/ran-block.ts';

const fence = '```';
const program = ["import { greet } from 'greeter';", "console.log(greet('Ada'));", fence, ''];

const longest = 120;
const shown = (text: string): string => {
  const line = text.trim().replace(/\s*\n\s*/g, ' ⏎ ');
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
};

/** What replaces the content of a block. Every line begins as those of the page do: with the quote or list it stands in. */
function fixesOf({ page, block, printed }: PrintedBlock): readonly Fix[] | undefined {
  if (!printed || printed.cut || !block.closed) return undefined;
  const text = printed.text.replace(/[ \t]+$/gm, '').replace(/^\n+|\n+$/g, '');
  const { line, endLine } = block.location;
  if (text === '' || /^[ \t]*(`{3,}|~{3,})/m.test(text)) return undefined;
  const opening = page.source.line(line);
  const indent = opening.slice(0, block.location.column - 1).replace(/[^\s>]/g, ' ');
  const lineEnd = page.source.text.includes('\r\n') ? '\r\n' : '\n';
  const content = text
    .split('\n')
    .map((one) => `${indent}${one}`.trimEnd() + lineEnd)
    .join('');
  const start = page.source.offsetAt({ line: line + 1, column: 1 });
  const end = page.source.offsetAt({ line: endLine, column: 1 });
  return [
    {
      title: 'Show what is printed',
      // What is left out on purpose must not become the value of one run.
      safe: !/\.\.\.|…/.test(block.value),
      edits: [{ file: page.file, range: [start, end], text: content }],
    },
  ];
}

/** `examples/wrong-output`: A block that shows what an example prints shows just that. */
export const wrongOutput = defineRule<PrintedBlock, { expected: string; actual: string; paired: string }>({
  id: 'examples/wrong-output',
  level: 'drift',
  severity: 'error',
  summary: 'A block that shows what an example prints shows just that.',
  why: 'Readers compare what they see on their screen with the page. Where both differ they look for a mistake of their own. It is checked with `--run`.',
  fix: 'Show what the example prints. `docproof fix` does it. Where a part differs from run to run, write `...` for it. The block stands right behind the one that runs.',
  wrong: pageAboutGreeter('ts @run', ...program, `${fence}txt @output`, 'Hello, Ada'),
  right: pageAboutGreeter('ts @run', ...program, `${fence}txt @output`, 'Ada'),
  message: ({ expected, actual, paired }) =>
    paired === 'no'
      ? 'no example that runs stands before this block, so nothing tells what it should show'
      : `the example prints \`${actual}\`, not \`${expected}\``,
  *check(subject) {
    const { page, block, printed } = subject;
    if (printed?.same) return;
    const { line, column } = block.location;
    const location = page.source.locate(
      page.source.offsetAt({ line, column }),
      page.source.offsetAt({ line, column: page.source.line(line).length + 1 }),
    );
    yield {
      args: { expected: shown(block.value), actual: shown(printed?.text ?? ''), paired: printed ? 'yes' : 'no' },
      location,
      fixes: fixesOf(subject),
    };
  },
});
