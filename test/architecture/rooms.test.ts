import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const sources = ['src', 'validators'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path)),
);

/** Every import and re-export of a file: what it names, relative to the root when it is a file of the project. */
const importsOf = (file: string): string[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g,
    ),
  ].map((match) => {
    const specifier = (match[1] ?? match[2])!;
    return specifier.startsWith('.') ? relative(root, join(root, dirname(file), specifier)) : specifier;
  });

const graph = new Map(sources.map((file) => [file, importsOf(file)]));

/** The room of a file; the entries of the package and of the validators are composition, and belong to the top. */
const roomOf = (file: string): string => {
  if (file === 'src/index.ts' || /^validators\/(index|load)\.ts$/.test(file)) return 'entry';
  return file.startsWith('validators/') ? 'validators' : file.split('/')[1]!;
};

/** What each room may import, beside itself. */
const allowed: Record<string, readonly string[]> = {
  config: [],
  workspace: ['config'],
  built: ['workspace'],
  docs: ['workspace'],
  code: ['workspace', 'config'],
  external: [],
  run: [],
  check: ['external', 'run', 'built', 'docs', 'code', 'workspace', 'config'],
  validators: ['external', 'run', 'check', 'built', 'docs', 'code', 'workspace', 'config'],
  prove: ['check', 'docs', 'code', 'workspace', 'config'],
  report: ['prove', 'check', 'workspace'],
  cli: ['report', 'prove', 'external', 'run', 'check', 'built', 'docs', 'code', 'workspace', 'config', 'entry'],
  entry: ['validators', 'config', 'check', 'cli'],
};

test('imports between the rooms of Docproof point one way', () => {
  const wrong = [...graph].flatMap(([file, imports]) =>
    imports
      .filter((target) => graph.has(target) && roomOf(target) !== roomOf(file))
      .filter((target) => !allowed[roomOf(file)]?.includes(roomOf(target)))
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('no file of Docproof imports itself through others', () => {
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    state.set(file, 'open');
    for (const target of graph.get(file) ?? []) if (graph.has(target)) visit(target, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file, []);
  expect(circles).toEqual([]);
});

test.each([
  ['the parser of commands', /^unbash/, /^validators\/examples\/shell\//],
  ['the unstable API of the compiler', /^typescript/, /^src\/code\/compiler\//],
  [
    'a Markdown engine',
    /^(satteri|mdast-util-from-markdown|mdast-util-(gfm|frontmatter|mdx)|micromark)/,
    /^src\/docs\/markdown\//,
  ],
  ['the network', /^node:(https?|net|tls|dns|dgram)/, /^src\/(external\/|run\/worker\/network\.ts)/],
  ['other programs', /^node:child_process/, /^src\/(cli|code\/compiler|run)\//],
  ['the disk', /^node:fs/, /^src\/(workspace\/file-system\.ts|config\/|cli\/|run\/)/],
])('only one place knows %s', (_name, module, place) => {
  const elsewhere = [...graph].filter(
    ([file, imports]) => imports.some((name) => module.test(name)) && !place.test(file),
  );
  expect(elsewhere.map(([file]) => file)).toEqual([]);
});
