import { defineRule } from '../../src/check/rule.ts';
import { pageAboutRegion } from './example-package.ts';
import type { RegionBlock } from './region.ts';

/** `examples/unknown-region`: the file and the region that a block shows exist. */
export const unknownRegion = defineRule<RegionBlock, { source: string; name: string; problem: string }>({
  id: 'examples/unknown-region',
  level: 'drift',
  severity: 'error',
  summary: 'The file and the region that a block shows exist.',
  why: 'A block that names its source is held to it. When the source is gone, renamed or misspelt, nothing holds the block any more.',
  fix: 'Name the file from the root of the repository, or from the page with `./`, and a region between `#region` and `#endregion`.',
  wrong: pageAboutRegion('src/greet.ts#gret', 'export const greet = (name: string) => name;'),
  right: pageAboutRegion('src/greet.ts#greet', 'export const greet = (name: string) => name;'),
  message: ({ problem }) => problem,
  *check({ marker, file, name, outcome }) {
    if (outcome.kind !== 'missing') return;
    const { problem, meant } = outcome;
    const suggestion = meant === undefined ? undefined : `@region="${meant}"`;
    yield { args: { source: file, name, problem }, location: marker.location, suggestion };
  },
});
