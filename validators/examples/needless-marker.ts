import type { Fix } from '../../src/check/finding.ts';
import { defineRule } from '../../src/check/rule.ts';
import type { Marker } from '../../src/docs/markers.ts';
import type { Page } from '../../src/docs/page.ts';
import { pageAboutGreeter } from './example-package.ts';
import type { CompiledBlock, NeedlessMarker } from './judged.ts';

const reasons: Readonly<Record<NeedlessMarker | 'skip', string>> = {
  skip: 'is not needed: the block compiles',
  context: 'is not needed: the block compiles as it stands',
  continue: 'is not needed: the block uses nothing of those before it',
};

/** Takes a marker out of its info string, with the space before it. */
function takeAway({ source, file }: Page, { name, location }: Marker): Fix {
  const start = source.offsetAt(location);
  const space = /[ \t]*$/.exec(source.text.slice(0, start))![0].length;
  const end = source.offsetAt({ line: location.endLine, column: location.endColumn });
  return { title: `Take @${name} away`, safe: true, edits: [{ file, range: [start - space, end], text: '' }] };
}

/** `examples/needless-marker`: A marker is needed: without it the block would be judged in another way. */
export const needlessMarker = defineRule<CompiledBlock, { marker: string; reason: string }>({
  id: 'examples/needless-marker',
  level: 'drift',
  severity: 'warning',
  summary: 'A marker is needed: without it the block would be judged in another way.',
  why: 'A skipped block that would pass is a gap in the check that nobody knows of. A marker that changes nothing tells the next author of something that is not there.',
  fix: 'Take the marker away: `docproof fix` does so.',
  wrong: pageAboutGreeter('ts @skip="shown without its set-up"', "import { greet } from 'greeter';", "greet('Ada');"),
  right: pageAboutGreeter('ts @skip="shown without its set-up"', 'greet(ada);'),
  message: ({ marker, reason }) => `\`@${marker}\` ${reason}`,
  *check({ unit, clean, needless }) {
    for (const marker of unit.block.markers) {
      const isSkip = marker.name === 'skip' && clean && marker.value?.trim();
      const name = isSkip ? 'skip' : marker.name === needless ? needless : undefined;
      if (!name) continue;
      const fixes = [takeAway(unit.page, marker)];
      yield { args: { marker: name, reason: reasons[name] }, location: marker.location, fixes };
    }
  },
});
