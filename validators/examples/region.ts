import type { Edit } from '../../src/check/finding.ts';
import { findRegions, type Region, type Regions } from '../../src/code/regions.ts';
import { nearest } from '../../src/config/nearest.ts';
import type { Marker } from '../../src/docs/markers.ts';
import type { Block, Page } from '../../src/docs/page.ts';
import type { FileIndex } from '../../src/workspace/file-index.ts';
import { directoryOf, joinInside } from '../../src/workspace/path.ts';
import { createNearestFile } from '../links/nearest-file.ts';
import { relativePath } from '../links/relative.ts';

/** A block that says which part of a source file it shows. */
export interface RegionBlock {
  readonly page: Page;
  readonly block: Block;
  readonly marker: Marker;
  /** The file, relative to the root of the workspace. */
  readonly file: string;
  /** The region's name; empty for the whole file. */
  readonly name: string;
  readonly outcome: RegionOutcome;
}

/** What stands where a block says. */
export type RegionOutcome =
  | { readonly kind: 'found'; readonly region: Region }
  /** What is missing, as a sentence, and what was probably meant. */
  | { readonly kind: 'missing'; readonly problem: string; readonly meant?: string | undefined };

/** Looks up what blocks show. Each file is searched once. */
export function createRegionFinder(files: FileIndex): (page: Page, block: Block) => RegionBlock | undefined {
  const nearestFile = createNearestFile(files);
  const known = new Map<string, Regions | undefined>();
  const regionsOf = (file: string): Regions | undefined => {
    if (!known.has(file)) {
      const text = files.has(file) ? files.read(file) : undefined;
      known.set(file, text === undefined ? undefined : findRegions(text));
    }
    return known.get(file);
  };

  const lookUp = (page: Page, file: string | undefined, written: string, name: string): RegionOutcome => {
    if (written === '') return { kind: 'missing', problem: 'it names no file: write `@region="path#name"`' };
    if (file === undefined) return { kind: 'missing', problem: `\`${written}\` leads out of the repository` };
    const regions = regionsOf(file);
    if (!regions) {
      const problem = files.has(file) ? `\`${file}\` is no text in UTF-8` : `there is no file \`${file}\``;
      const meant = files.has(file) ? undefined : nearestFile(file);
      if (meant === undefined || !files.has(meant)) return { kind: 'missing', problem };
      const path = written.startsWith('.') ? relativePath(directoryOf(page.file), meant) : meant;
      return { kind: 'missing', problem, meant: name === '' ? path : `${path}#${name}` };
    }
    if (name === '') return { kind: 'found', region: regions.whole };
    const region = regions.named.get(name);
    if (region) return { kind: 'found', region };
    if (regions.open.includes(name)) {
      return { kind: 'missing', problem: `the region \`${name}\` of \`${file}\` has no \`#endregion\`` };
    }
    const names = [...regions.named.keys()];
    const meant = nearest(name, names);
    const list = names.length === 0 ? 'it has none' : `it has ${names.map((each) => `\`${each}\``).join(', ')}`;
    return {
      kind: 'missing',
      problem: `\`${file}\` has no region \`${name}\`; ${list}`,
      meant: meant === undefined ? undefined : `${written}#${meant}`,
    };
  };

  return (page, block) => {
    const marker = block.markers.find((candidate) => candidate.name === 'region');
    if (!marker) return undefined;
    const [written = '', name = ''] = (marker.value ?? '').trim().split('#');
    const file = /^\.\.?\//.test(written) ? joinInside(directoryOf(page.file), written) : joinInside(written);
    return { page, block, marker, file: file ?? written, name, outcome: lookUp(page, file, written, name) };
  };
}

/** The notation of highlighters in comments: it marks lines, and is no part of them. */
const notation = /[ \t]*(?:\/\/|\/\*|<!--|#|--)[ \t]*\[!code[^\]]*\][ \t]*(?:\*\/|-->)?/g;

/** A block's lines as they are compared with those of its region. */
function linesOf(block: Block): string[] {
  return block.value.replaceAll(notation, '').split(/\r\n|\n|\r/);
}

/** The first line in which a block is not its region, counted from 0; `undefined` when it is the same. */
export function firstDifference(block: Block, { lines }: Region): number | undefined {
  const own = linesOf(block);
  const expected = lines.length === 0 ? [''] : lines;
  for (let index = 0; index < Math.max(own.length, expected.length); index += 1) {
    if (own[index] !== expected[index]) return index;
  }
  return undefined;
}

/**
 * The edit that makes a block show its region, indented as its fence is, with the line ends of the page. `undefined` when
 * the text cannot stand in the block: it would close the fence, or take the notation of a highlighter away.
 */
export function showRegion(page: Page, block: Block, { lines }: Region): Edit | undefined {
  const { source } = page;
  const { line, column, endLine } = block.location;
  const first = source.line(line);
  const fence = /^(`+|~+)/.exec(first.slice(column - 1))?.[1] ?? '';
  const closes = lines.some((text) => {
    const run = /^\s*(`+|~+)\s*$/.exec(text)?.[1] ?? '';
    return run[0] === fence[0] && run.length >= fence.length;
  });
  if (!block.closed || closes || linesOf(block).join('\n') !== block.value.replaceAll(/\r\n?/g, '\n')) return undefined;
  const start = source.offsetAt({ line: line + 1, column: 1 });
  const lineEnd = /\r?\n$|\r$/.exec(source.text.slice(0, start))?.[0] ?? '\n';
  const indent = first.slice(0, column - 1).replace(/[^>\s]/g, ' ');
  const text = lines.map((each) => (each === '' ? indent.trimEnd() : indent + each) + lineEnd).join('');
  return { file: page.file, range: [start, source.offsetAt({ line: endLine, column: 1 })], text };
}
