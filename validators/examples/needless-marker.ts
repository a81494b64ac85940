import { defineRule } from '../../src/check/rule.ts';
import { pageAboutGreeter } from './example-package.ts';
import type { CompiledBlock } from './judged.ts';

/** `examples/needless-marker`: A marker that takes something out of the check is needed and says why. */
export const needlessMarker = defineRule<CompiledBlock, { marker: string; reason: string }>({
  id: 'examples/needless-marker',
  level: 'drift',
  severity: 'warning',
  summary: 'A marker that takes something out of the check is needed and says why.',
  why: 'A skipped block that would pass is a gap in the check that nobody knows of.',
  fix: 'Remove the marker, or say why it is needed: `@skip="reason"`.',
  wrong: pageAboutGreeter('ts @skip="shown without its set-up"', "import { greet } from 'greeter';", "greet('Ada');"),
  right: pageAboutGreeter('ts @skip="shown without its set-up"', 'greet(ada);'),
  message: ({ marker, reason }) => `\`@${marker}\` ${reason}`,
  *check({ unit, clean }) {
    for (const marker of unit.block.markers) {
      if (marker.name !== 'skip') continue;
      const { location } = marker;
      if (!marker.value?.trim())
        yield { args: { marker: 'skip', reason: 'needs a reason: `@skip="reason"`' }, location };
      else if (clean) yield { args: { marker: 'skip', reason: 'is not needed: the block compiles' }, location };
    }
  },
});
