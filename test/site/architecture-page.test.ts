import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** An arrow of a diagram or an import, as `from -> to`. */
type Arrow = `${string} -> ${string}`;

/** The arrows of the flowchart that has this title. */
function drawnArrows(page: string, title: string): Arrow[] {
  const text = readFileSync(join(root, 'site/content/docs', page), 'utf8');
  const diagram = [...text.matchAll(/```mermaid\n(.*?)```/gs)].find(([, source]) =>
    source!.includes(`accTitle: ${title}`),
  );
  if (!diagram) throw new Error(`No diagram with the title "${title}" on ${page}.`);
  return [...diagram[1]!.matchAll(/^\s*(\w+) -->\|"[^"]*"\| (\w+)$/gm)].map(
    ([, from, to]): Arrow => `${from!} -> ${to!}`,
  );
}

/** The imports between components, where `componentOf` tells the component of a path, relative to the root. */
function realArrows(folders: readonly string[], componentOf: (path: string) => string | undefined): Set<Arrow> {
  const arrows = new Set<Arrow>();
  for (const file of folders.flatMap(sourceFiles)) {
    const from = componentOf(file);
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, target] of text.matchAll(/\b(?:from|import\()\s*'(\.{1,2}\/[^']+\.ts)'/g)) {
      const to = componentOf(relative(root, join(root, dirname(file), target!)));
      if (from && to && from !== to) arrows.add(`${from} -> ${to}`);
    }
  }
  return arrows;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** Everything that can be reached from a component along the arrows. */
function reachable(arrows: readonly Arrow[], from: string, seen = new Set<string>()): Set<string> {
  for (const arrow of arrows) {
    const [start, end] = arrow.split(' -> ') as [string, string];
    if (start !== from || seen.has(end)) continue;
    seen.add(end);
    reachable(arrows, end, seen);
  }
  return seen;
}

/** Imports that go where no arrow leads. */
const forbidden = (drawn: readonly Arrow[], real: ReadonlySet<Arrow>) =>
  [...real].filter((arrow) => {
    const [from, to] = arrow.split(' -> ') as [string, string];
    return !reachable(drawn, from).has(to);
  });

/** Components of Docproof are the folders of `src`, and all validators together. */
function roomOf(path: string): string | undefined {
  const [top, folder, ...rest] = path.split('/');
  if (top === 'validators') return 'validators';
  return top === 'src' && rest.length > 0 ? folder : undefined;
}

/** Components of Almanac are its layers. */
function layerOf(path: string): string | undefined {
  return /^reference-app\/src\/(\w+)\//.exec(path)?.[1];
}

const diagrams = [
  { title: 'Components of Docproof', folders: ['src', 'validators'], componentOf: roomOf },
  { title: 'Components of Almanac', folders: ['reference-app/src'], componentOf: layerOf },
];

describe.each(diagrams)('the diagram "$title"', ({ title, folders, componentOf }) => {
  const drawn = drawnArrows('architecture/components.md', title);
  const real = realArrows(folders, componentOf);

  it('allows every import', () => {
    expect(real.size).toBeGreaterThan(5);
    expect(forbidden(drawn, real)).toEqual([]);
  });

  it('draws no arrow that no import needs', () => {
    expect(drawn.filter((arrow) => !real.has(arrow))).toEqual([]);
  });

  it('has no circle', () => {
    const components = new Set(drawn.flatMap((arrow) => arrow.split(' -> ')));
    expect([...components].filter((component) => reachable(drawn, component).has(component))).toEqual([]);
  });
});
