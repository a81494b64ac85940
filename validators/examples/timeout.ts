import { defineRule } from '../../src/check/rule.ts';
import { pageAboutGreeter } from './example-package.ts';
import type { RanBlock } from './run/ran-block.ts';

/** `examples/timeout`: An example that runs comes to an end. */
export const timeout = defineRule<RanBlock, { seconds: number; waitsFor: string }>({
  id: 'examples/timeout',
  level: 'drift',
  severity: 'error',
  summary: 'An example that runs comes to an end.',
  why: 'A program of the reader that holds such an example never exits: a timer goes on, a server is not closed, a promise is never settled. It is checked with `--run`.',
  fix: 'Close what the example opens. When it only needs longer, raise `examples.timeout` in the config.',
  wrong: pageAboutGreeter('ts @run', "import { greet } from 'greeter';", "setInterval(() => greet('Ada'), 1000);"),
  right: pageAboutGreeter(
    'ts @run',
    "import { greet } from 'greeter';",
    "const timer = setInterval(() => greet('Ada'), 1000);",
    'clearInterval(timer);',
  ),
  message: ({ seconds, waitsFor }) =>
    `this example has not ended after ${seconds} ${seconds === 1 ? 'second' : 'seconds'}${waitsFor === '' ? '' : `: ${waitsFor} is left`}`,
  *check({ overrun }) {
    if (!overrun) return;
    const { location, ...args } = overrun;
    yield { args, location };
  },
});
