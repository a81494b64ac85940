import { defineRule } from '../../src/check/rule.ts';
import { pageAboutGreeter } from './example-package.ts';
import type { Mismatch, RanBlock } from './run/ran-block.ts';

/** Whether a text leaves something out on purpose: whoever fixes it has to say what may differ. */
const leavesOut = (text: string): boolean => /\.\.\.|…/.test(text);

/** `examples/wrong-value`: A comment that tells a value, or an error, tells what the code gives. */
export const wrongValue = defineRule<RanBlock, { kind: Mismatch['kind']; expected: string; actual: string }>({
  id: 'examples/wrong-value',
  level: 'drift',
  severity: 'error',
  summary: 'A comment that tells a value or an error tells what the code really gives.',
  why: 'Readers believe the comment and do not run the code. It is written once, and the code goes on changing. It is checked with `--run`.',
  fix: 'Write what the code gives. `docproof fix` does it. Where a part of the value differs from run to run, write `...` for it.',
  wrong: pageAboutGreeter('ts @run', "import { greet } from 'greeter';", "greet('Ada', { loud: true }); // => 'Ada!'"),
  right: pageAboutGreeter('ts @run', "import { greet } from 'greeter';", "greet('Ada', { loud: true }); // => 'ADA'"),
  message({ kind, expected, actual }) {
    if (kind === 'loose') return 'nothing beside this comment has a value that it could tell';
    if (kind === 'unreached') return `the line of this comment is never reached, so nothing proves \`${expected}\``;
    if (kind === 'value') return `the value is \`${actual}\`, not \`${expected}\``;
    return `what is thrown is \`${actual}\`${expected === '' ? '' : `, not \`${expected}\``}`;
  },
  *check({ mismatches }) {
    for (const { kind, expected, actual, location, range } of mismatches) {
      yield {
        args: { kind, expected, actual },
        location,
        suggestion: range && actual,
        fixes: range && [
          {
            title: 'Write what the code gives',
            safe: !leavesOut(expected),
            edits: [{ file: location.file, range, text: actual }],
          },
        ],
      };
    }
  },
});
