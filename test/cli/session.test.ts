import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { CheckResult } from '../../src/check/result.ts';
import { type CheckOptions, check } from '../../src/cli/compose.ts';
import { openSession, type Session } from '../../src/cli/session.ts';
import type { Config } from '../../src/config/define.ts';
import type { EditedTexts } from '../../src/workspace/edited-files.ts';
import { keptCompiler } from '../kit/kept-compiler.ts';
import { memoryFileSystem, memoryRoot } from '../kit/memory-file-system.ts';

const config: Config = {
  level: 'strict',
  inventories: [{ kind: 'tables', snapshot: 'schema-snapshot.json' }],
  coverage: { require: { exports: 'documented', columns: 'documented' } },
};

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

/** A package of a few modules that rest on each other, with pages that show them. */
const base: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'shop', version: '1.0.0', type: 'module', exports: './src/index.ts' }),
  'tsconfig.json': JSON.stringify({ compilerOptions: { strict: true } }),
  'schema-snapshot.json': JSON.stringify({ tables: [{ name: 'orders', columns: [{ name: 'id', type: 'uuid' }] }] }),
  'src/index.ts': lines("export { total } from './total.ts';", "export type { Item } from './item.ts';"),
  'src/item.ts': lines('/** What is sold. */', 'export interface Item { price: number; }'),
  'src/total.ts': lines(
    "import type { Item } from './item.ts';",
    '/** Adds them up, see {@link Item}. */',
    'export const total = (items: readonly Item[]): number => items.reduce((sum, { price }) => sum + price, 0);',
    'export interface Sum { readonly itemCount: number; }',
  ),
  'docs/guide.md': lines(
    '# Guide',
    '',
    '## `total`',
    '',
    'It takes `Item.price`, of `src/item.ts`. See [the items](items.md#item) and `itemCOUNT`.',
    '',
    '```ts',
    "import { total } from 'shop';",
    'total([{ price: 1 }]);',
    '```',
    '',
    '```ts @continue',
    'total([]).toFixed();',
    '```',
  ),
  'docs/items.md': lines(
    '# Items',
    '',
    '## `Item`',
    '',
    '| Column |',
    '|---|',
    '| `orders.id` |',
    '',
    '[up](guide.md)',
  ),
};

/** What each file may become: other texts, damaged ones, and none. */
const versions: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'docs/guide.md': [
    undefined,
    base['docs/guide.md']!.replace('price: 1', 'cost: 1'),
    base['docs/guide.md']!.replace('#item', '#items'),
    base['docs/guide.md']!.replace('Item.price', 'Item.cost'),
    base['docs/guide.md']!.replace('total([]).toFixed()', 'total([]).trim()'),
    `${base['docs/guide.md']}\n\`\`\`ts\ndeclare global { interface Array<T> { sum: T } }\nexport {};\n\`\`\`\n`,
  ],
  'docs/items.md': [undefined, base['docs/items.md']!.replace('## `Item`', '## Things'), '# Items\n'],
  'docs/new.md': [
    '# New\n\n[guide](guide.md)\n\n```ts\nimport { none } from "shop";\n```\n',
    '# New\n\n```ts\nconst itemCOUNT = 1;\n```\n',
  ],
  'src/item.ts': [
    undefined,
    lines('export interface Item { price: string; }'),
    lines('export interface Item { cost: number; }'),
    lines('/** What is sold. */', 'export interface Item { price: number; }', 'export const item = 1;'),
  ],
  'src/total.ts': [
    undefined,
    lines("import type { Item } from './item.ts';", 'export const total = (items: readonly Item[]): string => "";'),
    lines('export const total = (first: never, items: unknown): number => 0;'),
    'export const total = (;\n',
  ],
  'src/index.ts': [
    lines(
      "export { total } from './total.ts';",
      "export type { Item } from './item.ts';",
      "export * from './extra.ts';",
    ),
    lines("export { total as sum } from './total.ts';", "export type { Item } from './item.ts';"),
  ],
  'src/extra.ts': [lines('export const extra = 1;')],
  'schema-snapshot.json': [
    JSON.stringify({ tables: [{ name: 'orders', columns: [{ name: 'id' }, { name: 'note' }] }] }),
    JSON.stringify({ tables: [] }),
    '{',
  ],
  'package.json': [
    JSON.stringify({ name: 'store', version: '1.0.0', type: 'module', exports: './src/index.ts' }),
    JSON.stringify({ name: 'shop', version: '1.0.0', type: 'module', exports: './src/total.ts' }),
  ],
};

const edits: fc.Arbitrary<EditedTexts> = fc
  .array(
    fc
      .constantFrom(...Object.keys(versions))
      .chain((file) => fc.constantFrom(...versions[file]!).map((text) => [file, text] as const)),
    { maxLength: 3 },
  )
  .map((pairs) => new Map(pairs));

const optionsFor = (files: Readonly<Record<string, string>>): CheckOptions => ({
  root: memoryRoot,
  config,
  level: 'strict',
  fileSystem: memoryFileSystem(files),
});

const edited = (texts: EditedTexts): Record<string, string> => {
  const files: Record<string, string> = { ...base };
  for (const [file, text] of texts) {
    if (text === undefined) delete files[file];
    else files[file] = text;
  }
  return files;
};

const told = ({ findings, ledger, coverage, notes, pages }: CheckResult) => ({
  findings,
  ledger,
  coverage,
  notes,
  pages,
});

const sessions: Session[] = [];
afterEach(() => {
  for (const session of sessions.splice(0)) session.close();
});

const open = async (): Promise<Session> => {
  const session = await openSession(optionsFor(base));
  sessions.push(session);
  return session;
};

describe('a session', () => {
  test('says of every edit what a check from scratch says', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edits, { minLength: 12, maxLength: 24 }), async (steps) => {
        const session = await open();
        for (const texts of steps) {
          const fresh = await check({ ...optionsFor(edited(texts)), startCompiler: keptCompiler });
          expect(told(await session.check(texts))).toEqual(told(fresh));
        }
        session.close();
      }),
      { numRuns: 2 },
    );
  });

  test('forgets an edit that is no longer there', async () => {
    const session = await open();
    const clean = told(await session.check());
    const broken = await session.check(new Map([['src/item.ts', 'export interface Item { cost: number; }\n']]));
    expect(broken.findings.map(({ rule, location }) => `${rule} ${location?.file}:${location?.line}`)).toEqual([
      'references/missing-member docs/guide.md:5',
      'references/misspelt-name docs/guide.md:5',
      'examples/wrong-use docs/guide.md:9',
    ]);
    expect(told(await session.check())).toEqual(clean);
  });

  test('asks for former names of what pages name now', async () => {
    const formerNames: CheckOptions['formerNames'] = async (names) =>
      new Map(names.filter((name) => name === 'sumOf').map((name) => [name, { name, became: 'total', certain: true }]));
    const session = await openSession({ ...optionsFor(base), formerNames });
    sessions.push(session);
    const rules = async (texts?: EditedTexts) =>
      (await session.check(texts)).findings.map(({ rule, location }) => `${rule} ${location?.file}`);
    const before = await rules();
    const naming = new Map([['docs/items.md', `${base['docs/items.md']}\nCall \`sumOf()\`.\n`]]);
    expect(await rules(naming)).toEqual([...before, 'references/former-name docs/items.md']);
    expect(await rules()).toEqual(before);
  });
});
