import { expect, test } from 'vitest';
import type { Block, Page } from '../../src/docs/page.ts';
import { readSources } from './planted/sources.ts';
import { usesOn } from './planted/uses.ts';

const sources = readSources(
  new Map([
    [
      'a.ts',
      [
        'export interface Options { depth?: number; kind: "depth" }',
        'export function open(path: string, { depth }: Options, mode?: string) { return [path, depth, mode]; }',
        'const local = { open, depth: 1 };',
        'export { local as shared };',
      ].join('\n'),
    ],
    [
      'b.ts',
      "import { open } from './a';\nconst thing = { open() {} };\nthing.open();\nopen('open', { kind: 'depth' });",
    ],
  ]),
);

test('an export is renamed wherever it is meant, and a member of its name is not', () => {
  const texts = sources.withExportRenamed('open', 'opened');
  expect(texts.get('a.ts')).toContain('export function opened(');
  expect(texts.get('a.ts')).toContain('{ open: opened, depth: 1 }');
  expect(texts.get('b.ts')).toBe(
    "import { opened } from './a';\nconst thing = { open() {} };\nthing.open();\nopened('open', { kind: 'depth' });",
  );
  expect([sources.isExported('open'), sources.isExported('shared'), sources.isExported('thing')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('a member is renamed where it is declared, taken and given', () => {
  const text = sources.withMemberRenamed('depth', 'deep').get('a.ts')!;
  expect(text).toContain('{ deep?: number; kind: "deep" }');
  expect(text).toContain('{ deep: depth }: Options');
  expect(text).toContain('[path, depth, mode]');
  expect(text).toContain('{ open, deep: 1 }');
});

test('a function loses its last parameter, and its body keeps a variable of that name', () => {
  const overloads = 'export function open(path: string): void;\nexport function open(path: string, mode?: number) {}';
  expect(readSources(new Map([['a.ts', overloads]])).parametersOf('open')).toBeUndefined();
  const alone = readSources(new Map([['a.ts', 'export function open(path: string, mode = 1) { return mode; }']]));
  expect(alone.parametersOf('open')).toBe(2);
  expect(alone.withoutLastParameter('open').get('a.ts')).toBe(
    'export function open(path: string) {const mode: any = undefined; return mode; }',
  );
});

test('a block uses what it has from the packages, and not what it declares itself', () => {
  const values = [
    "import { open, list as all } from 'shop';\nopen('a', { depth: 1 }).read();\nall();",
    'const open = () => ({ own: 1 });\nopen().own;',
    'return open()',
  ];
  const blocks = values.map((value, index) => ({ value, index, lang: 'ts' }) as Block);
  const page = { file: 'README.md', blocks } as unknown as Page;
  const uses = usesOn(
    page,
    () => true,
    (specifier) => specifier === 'shop',
  );
  expect(
    uses.map(({ kind, name, block, count }) => [kind, block.index, name, count ?? ''].join(' ').trim()).sort(),
  ).toEqual([
    'exports 0 list',
    'exports 0 open',
    'exports 2 open',
    'members 0 read',
    'options 0 depth',
    'parameters 0 list 0',
    'parameters 0 open 2',
    'parameters 0 read 0',
    'parameters 2 open 0',
  ]);
});
