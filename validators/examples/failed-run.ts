import { defineRule } from '../../src/check/rule.ts';
import { pageAboutGreeter } from './example-package.ts';
import type { RanBlock } from './run/ran-block.ts';

/** `examples/failed-run`: An example that runs ends without an error. */
export const failedRun = defineRule<RanBlock, { what: string }>({
  id: 'examples/failed-run',
  level: 'drift',
  severity: 'error',
  summary: 'An example that runs ends without an error.',
  why: 'An example may compile and still throw: a key is renamed, a default has changed, a call has to be awaited. Only running it tells. It is checked with `--run`.',
  fix: 'Mend the example, or the code that it calls. When it is meant to throw, say so behind the statement: `// throws TypeError`.',
  wrong: pageAboutGreeter('ts @run', "import { greet } from 'greeter';", "JSON.parse(greet('Ada'));"),
  right: pageAboutGreeter('ts @run', "import { greet } from 'greeter';", 'JSON.parse(JSON.stringify(greet("Ada")));'),
  message: ({ what }) => `this example ${what}`,
  *check({ failure }) {
    if (failure) yield { args: { what: failure.what }, location: failure.location, related: failure.related };
  },
});
