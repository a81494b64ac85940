import { defineRule } from '../../src/check/rule.ts';
import { pageAboutGreeter } from './example-package.ts';
import type { CompiledBlock } from './judged.ts';

/** `examples/unmet-error`: An error that a block announces really occurs. */
export const unmetError = defineRule<CompiledBlock, { code: number }>({
  id: 'examples/unmet-error',
  level: 'drift',
  severity: 'error',
  summary: 'An error that a block announces really occurs.',
  why: 'A page that says "this fails" is wrong as soon as it no longer fails.',
  fix: 'Remove the announced error, or show code that really raises it.',
  wrong: pageAboutGreeter('ts @error="TS2345"', "import { greet } from 'greeter';", "greet('Ada');"),
  right: pageAboutGreeter('ts @error="TS2345"', "import { greet } from 'greeter';", 'greet(42);'),
  message: ({ code }) => `the block announces TS${code}, but the compiler does not raise it`,
  *check({ unit, all, syntax }) {
    if (syntax.length > 0) return;
    for (const marker of unit.block.markers) {
      if (marker.name !== 'error') continue;
      for (const [number] of (marker.value ?? '').matchAll(/\d+/g)) {
        const code = Number(number);
        if (all.some(({ diagnostic }) => diagnostic.code === code)) continue;
        yield { args: { code }, location: marker.location };
      }
    }
  },
});
