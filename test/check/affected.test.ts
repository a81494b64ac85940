import { realpathSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { check } from '../../src/cli/compose.ts';
import { changesSince, gitIn } from '../../src/cli/git.ts';
import { jsonReport } from '../../src/report/json.ts';
import { terminalReport } from '../../src/report/terminal.ts';
import { createRepository, type TestRepository } from '../kit/git-repository.ts';
import { keptCompiler } from '../kit/kept-compiler.ts';

let repository: TestRepository | undefined;
afterEach(() => repository?.remove());

const files = {
  'package.json': JSON.stringify({ name: 'shop', type: 'module', exports: './src/index.ts' }),
  'src/index.ts': [
    '/** What an order costs. */',
    'export function priceOf(count: number): number {',
    '  return count;',
    '}',
    '',
    'export const shopName = 1;',
    '',
  ].join('\n'),
  'docs/prices.md': '# Prices\n\n`priceOf()` counts.\n\n`shopName` is a name.\n',
  'docs/example.md': "# Example\n\n```ts\nimport { priceOf } from 'shop';\npriceOf(1);\n```\n",
};

/** What a run after a change says of passages, with the report that holds it. */
async function afterChange(changed: Readonly<Record<string, string>>) {
  repository = createRepository(files);
  repository.write(changed);
  const root = realpathSync(repository.folder);
  const changes = await changesSince(gitIn(root), 'HEAD');
  return check({ root, config: {}, level: 'drift', changes, startCompiler: keptCompiler });
}

const inside = { 'src/index.ts': files['src/index.ts'].replace('return count', 'return 2 * count') };

test('passages that speak of a declaration which the change touched are listed, and no others', async () => {
  const result = await afterChange(inside);
  expect(result.changed?.passages.map(({ file, line, facts }) => [file, line, facts.map(({ name }) => name)])).toEqual([
    ['docs/example.md', 3, ['priceOf']],
    ['docs/prices.md', 3, ['priceOf']],
  ]);
  const text = terminalReport(result, { color: false, quiet: false });
  expect(text).toContain(
    '2 passages speak of what you changed\n  docs/example.md:3 priceOf\n  docs/prices.md:3 priceOf\n',
  );
  const { changed } = JSON.parse(jsonReport(result, { version: '1' })).run;
  expect(changed.passages[1]).toEqual({ file: 'docs/prices.md', line: 3, endLine: 3, facts: ['exports:shop#priceOf'] });
});

test('the comment above a declaration belongs to it', async () => {
  const text = files['src/index.ts'].replace('What an order costs', 'What all orders cost');
  expect((await afterChange({ 'src/index.ts': text })).changed?.passages).toHaveLength(2);
});

test('a comment that is only added changes nothing that is said', async () => {
  const text = files['src/index.ts'].replace('  return', '  // One price for all.\n  return');
  expect((await afterChange({ 'src/index.ts': text })).changed?.passages).toEqual([]);
  const both = text.replace('return count', 'return 2 * count');
  expect((await afterChange({ 'src/index.ts': both })).changed?.passages).toHaveLength(2);
});

test('what stands behind the statement that a setting is declared in does not belong to it', async () => {
  const schema = [
    "import { z } from 'zod';",
    'export const settings = z.object({',
    '  colour: z.string(),',
    '  size: z.int(),',
    '});',
    '',
  ];
  repository = createRepository({
    'package.json': files['package.json'],
    'src/index.ts': 'export {};\n',
    'src/settings.ts': [...schema, 'const other = 1;', ''].join('\n'),
    'README.md': '# Shop\n\n| Key |\n|---|\n| `colour` |\n| `size` |\n',
  });
  const inventories = [{ kind: 'settings', schema: 'src/settings.ts#settings' }];
  const linesAfter = async (text: string): Promise<number[]> => {
    repository!.write({ 'src/settings.ts': text });
    const root = realpathSync(repository!.folder);
    const changes = await changesSince(gitIn(root), 'HEAD');
    const { changed } = await check({
      root,
      config: { inventories },
      level: 'drift',
      changes,
      startCompiler: keptCompiler,
    });
    return changed!.passages.map(({ line }) => line);
  };
  expect(await linesAfter([...schema, 'const other = 2;', ''].join('\n'))).toEqual([]);
  expect(await linesAfter([...schema, 'const other = 1;', ''].join('\n').replace('string()', 'number()'))).toEqual([5]);
});

test('a passage that the change touched itself is left out', async () => {
  const page = files['docs/prices.md'].replace('counts.', 'doubles.');
  const { changed } = await afterChange({ ...inside, 'docs/prices.md': page });
  expect(changed?.passages.map(({ file }) => file)).toEqual(['docs/example.md']);
});

test('a change of pages alone lists nothing', async () => {
  const { changed } = await afterChange({ 'docs/new.md': '# New\n' });
  expect(changed?.passages).toEqual([]);
});
