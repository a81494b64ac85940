import { defineRule } from '../../src/check/rule.ts';
import { nearest } from '../../src/config/nearest.ts';
import { isMarkerName, markerNames } from '../../src/docs/markers.ts';
import { dataLanguageOf } from './data/format.ts';
import { languageOf } from './language.ts';
import { shellLanguageOf } from './shell/language.ts';
import type { PageBlock } from './unclosed-fence.ts';

/** `examples/unknown-marker`: a marker that begins with `@` is one that Docproof knows. */
export const unknownMarker = defineRule<PageBlock, { name: string; known: readonly string[] }>({
  id: 'examples/unknown-marker',
  level: 'drift',
  severity: 'error',
  summary: 'A marker that begins with `@` is one that Docproof knows.',
  why: 'A misspelt marker does nothing and says nothing: the block is then checked in another way than its author meant.',
  fix: 'Correct the marker. Everything else in the info string is left alone.',
  wrong: { 'README.md': '# Title\n\n```ts @isolatd\nexport const a = 1;\n```\n' },
  right: { 'README.md': '# Title\n\n```ts @isolated\nexport const a = 1;\n```\n' },
  message: ({ name, known }) =>
    `\`@${name}\` is not a marker; the markers are ${known.map((each) => `@${each}`).join(', ')}`,
  *check({ block }) {
    const isRead =
      languageOf(block).kind === 'script' ||
      dataLanguageOf(block) !== undefined ||
      shellLanguageOf(block) !== undefined;
    for (const { name, location } of block.markers) {
      if (isMarkerName(name)) continue;
      const meant = nearest(name, markerNames);
      // What another tool reads in a language that is none of ours may begin with the same sign.
      if (!isRead && meant === undefined) continue;
      yield { args: { name, known: markerNames }, location, suggestion: meant && `@${meant}` };
    }
  },
});
