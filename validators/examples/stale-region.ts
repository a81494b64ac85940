import { defineRule } from '../../src/check/rule.ts';
import type { Block, Page } from '../../src/docs/page.ts';
import type { Location } from '../../src/workspace/source-text.ts';
import { pageAboutRegion } from './example-package.ts';
import { brief } from './explain.ts';
import { firstDifference, type RegionBlock, showRegion } from './region.ts';

/** Where a line of a block stands, from 0. What is missing behind the last line is told at the closing fence. */
function locationOf(page: Page, block: Block, index: number): Location {
  const line = block.line + 1 + index;
  const { column } = block.location;
  const length = page.source.line(line).length;
  return { file: page.file, line, column: Math.min(column, length + 1), endLine: line, endColumn: length + 1 };
}

/** `examples/stale-region`: a block that shows a region of a file is what stands there. */
export const staleRegion = defineRule<RegionBlock, { source: string; name: string; expected: string; place: string }>({
  id: 'examples/stale-region',
  level: 'drift',
  severity: 'error',
  summary: 'A block that shows a part of a file is what stands there.',
  why: 'Code that was copied to a page is right on the day it was copied. The source moves on, and the page shows what the program no longer does.',
  fix: 'Copy the region anew: `docproof fix` does so. Indentation that all its lines share is left out, and comments of highlighters such as `// [!code focus]` may be added.',
  wrong: pageAboutRegion('src/greet.ts#greet', 'export const greet = (who: string) => who;'),
  right: pageAboutRegion('src/greet.ts#greet', 'export const greet = (name: string) => name;'),
  message({ source, name, expected, place }) {
    const what = name === '' ? `\`${source}\`` : `the region \`${name}\` of \`${source}\``;
    if (place === 'behind') return `${what} has no such line: it ends before`;
    return expected === '' ? `${what} has an empty line here` : `${what} has \`${expected}\` here`;
  },
  *check({ page, block, file, name, outcome }) {
    if (outcome.kind !== 'found') return;
    const { region } = outcome;
    const index = firstDifference(block, region);
    if (index === undefined) return;
    const expected = region.lines[index];
    const edit = showRegion(page, block, region);
    const title = `Show ${name === '' ? file : `${file}#${name}`} as it is`;
    yield {
      args: { source: file, name, expected: brief(expected ?? ''), place: expected === undefined ? 'behind' : 'here' },
      location: locationOf(page, block, index),
      related: [{ file, line: region.line, column: 1, message: 'what the block shows begins here' }],
      fixes: edit ? [{ title, safe: true, edits: [edit] }] : [],
    };
  },
});
