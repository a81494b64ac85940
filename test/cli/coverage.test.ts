import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { docproof } from '../kit/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'docproof-coverage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = {
  'package.json': JSON.stringify({ name: 'greeter', type: 'module', exports: './src/index.ts' }),
  'src/index.ts': "export * from './deep/more.ts';\nexport const greet = 1;\n",
  'src/deep/more.ts': 'export const more = 1;\n',
  'README.md': '# Greeter\n\n## `greet`\n\n[nothing](#nothing)\n',
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const run = (...args: readonly string[]) => docproof(folder, ...args);

describe('docproof coverage', () => {
  test('tells what is missing, and not what else is wrong with the pages', async () => {
    const { status, stdout } = await run('coverage');
    expect(stdout).toContain('src/deep/more.ts:1  more is not documented');
    expect(stdout).not.toContain('links/');
    expect(status).toBe(0);
  });

  test('is narrowed by paths, and writes several reports', async () => {
    const { stdout } = await run('coverage', 'src/deep', '--reporter', 'json', '--reporter', 'markdown=coverage.md');
    expect(JSON.parse(stdout).facts.map(({ name }: { name: string }) => name)).toEqual(['more']);
    expect(readFileSync(join(folder, 'coverage.md'), 'utf8')).toContain(
      '| `more` | documented | `src/deep/more.ts:1` |',
    );
  });

  test('fails when the config requires what is missing', async () => {
    writeFileSync(
      join(folder, 'docproof.config.json'),
      JSON.stringify({ level: 'strict', coverage: { require: { exports: 'documented' } } }),
    );
    expect((await run('coverage')).status).toBe(1);
    rmSync(join(folder, 'docproof.config.json'));
  });

  test('alone has the format markdown', async () => {
    const { status, stderr } = await run('check', '--reporter', 'markdown');
    expect(status).toBe(2);
    expect(stderr).toContain('`--reporter markdown` is a format of `docproof coverage`');
  });
});

test.each([
  ['a kind that is no plural noun', { coverage: { require: { Exports: 'documented' } } }, 'coverage.require'],
  ['a level that does not exist', { coverage: { require: { exports: 'good' } } }, 'coverage.require.exports'],
  ['a level that does not exist in a package', { coverage: { require: { members: { a: 'good' } } } }, 'members'],
  ['a waiver without a reason', { coverage: { waivers: [{ fact: 'exports:a#b' }] } }, 'coverage.waivers.0.reason'],
  [
    'a waiver whose reason is a word',
    { coverage: { waivers: [{ fact: 'exports:a#b', reason: ' no ' }] } },
    'coverage.waivers.0.reason',
  ],
  ['a key that is misspelt', { coverage: { requires: {} } }, 'Did you mean `require`?'],
  ['an inventory that is none', { inventories: [{ kind: 'flags', from: 'a.ts' }] }, 'inventories.0'],
])('a config with %s is refused', async (_name, config, message) => {
  writeFileSync(join(folder, 'wrong.json'), JSON.stringify(config));
  const { status, stderr } = await run('check', '--config', 'wrong.json');
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});
