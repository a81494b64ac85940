import { describe, expect, test } from 'vitest';
import { proveChecks } from '../../src/cli/compose-prove.ts';
import type { Config } from '../../src/config/define.ts';
import type { Proof } from '../../src/prove/prove.ts';
import { docproof, folderOf } from '../kit/command-line.ts';
import { keptCompiler } from '../kit/kept-compiler.ts';
import { memoryFileSystem, memoryRoot } from '../kit/memory-file-system.ts';

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

const config: Config = {
  level: 'strict',
  inventories: [
    { kind: 'settings', define: 'defineSetting', name: 'env' },
    { kind: 'errors', define: 'defineError', name: 'code' },
    { kind: 'tables', snapshot: 'schema-snapshot.json' },
    { kind: 'routes', openapi: 'openapi.json' },
  ],
  coverage: {
    require: {
      exports: 'documented',
      settings: 'documented',
      errors: 'documented',
      tables: 'documented',
      columns: 'documented',
      routes: 'documented',
      scripts: 'documented',
    },
  },
};

/** A repository that says nothing wrong, with facts of every kind that has a mutation of its own. */
const shop: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'shop',
    type: 'module',
    exports: './src/index.ts',
    scripts: { seed: 'node src/index.ts' },
  }),
  'src/index.ts': lines(
    'const defineSetting = <T>(setting: T): T => setting;',
    'const defineError = <T>(error: T): T => error;',
    "export const shopSettings = { port: defineSetting({ env: 'SHOP_PORT', default: 3000 }) };",
    "export const soldOut = defineError({ code: 'sold-out', status: 409 });",
    'export const priceOf = (items: readonly number[]): number => items.length;',
  ),
  'schema-snapshot.json': JSON.stringify({
    tables: [{ name: 'orders', columns: [{ name: 'paid_at', type: 'date' }] }],
  }),
  'openapi.json': JSON.stringify({ openapi: '3.1.0', paths: { '/orders': { get: { operationId: 'listOrders' } } } }),
  'README.md': lines(
    '# Shop',
    '',
    '`shopSettings`, `soldOut` and [the rest](docs/reference.md#prices). Fill it with `npm run seed`.',
  ),
  'docs/reference.md': lines(
    '# Reference',
    '',
    '## Prices',
    '',
    '```ts',
    "import { priceOf } from 'shop';",
    'priceOf([1]);',
    '```',
    '',
    '| Export |',
    '|---|',
    '| `priceOf` |',
    '| `shopSettings` |',
    '| `soldOut` |',
    '',
    '## Settings and errors',
    '',
    '| Setting | Default |',
    '|---|---|',
    '| `SHOP_PORT` | `3000` |',
    '',
    '| Error | Status |',
    '|---|---|',
    '| `sold-out` | 409 |',
    '',
    '## `orders`',
    '',
    '| Column | Type |',
    '|---|---|',
    '| `paid_at` | `date` |',
    '',
    '## `GET /orders`',
    '',
    '## `seed`',
  ),
};

const proofOf = (seed: number, count: number, given: Config = config): Promise<Proof> =>
  proveChecks(
    {
      root: memoryRoot,
      config: given,
      level: given.level ?? 'drift',
      fileSystem: memoryFileSystem(shop),
      startCompiler: keptCompiler,
    },
    { seed, count },
  );

const outcomes = ({ trials }: Proof): string[] =>
  trials.map(({ mutant, caughtBy }) => `${mutant.mutation}: ${mutant.what}: ${caughtBy?.rule}`);

describe('what is tried', () => {
  test('every mutation that makes something false, with its finding at the right place', async () => {
    const { trials } = await proofOf(1, 500);
    const caught = new Map(
      trials.filter(({ caughtBy }) => caughtBy).map(({ mutant, caughtBy }) => [mutant.mutation, caughtBy!.rule]),
    );
    expect(Object.fromEntries([...caught].sort())).toMatchObject({
      'add a column': 'coverage/undocumented',
      'add a route': 'coverage/undocumented',
      'add a script': 'coverage/undocumented',
      'add a setting': 'coverage/undocumented',
      'add a table': 'coverage/undocumented',
      'add an error': 'coverage/undocumented',
      'add an export': 'coverage/undocumented',
      'break an example': expect.stringMatching(/^examples\//),
      'change the default of a setting': 'references/wrong-value',
      'change the status of an error': 'references/wrong-value',
      'change the type of a column': 'references/wrong-value',
      'delete a heading': 'links/missing-anchor',
      'delete a page': expect.stringMatching(/^(links|coverage)\//),
      'delete a section': expect.stringMatching(/^(links|coverage)\//),
      'rename a column': 'coverage/undocumented',
      'rename a setting': 'coverage/undocumented',
      'rename an error': 'coverage/undocumented',
      'rename an export': expect.any(String),
      'retype an export': 'examples/wrong-use',
    });
  });

  test('the same for the same seed, and other places for another', async () => {
    const first = outcomes(await proofOf(3, 12));
    expect(first).toHaveLength(12);
    expect(outcomes(await proofOf(3, 12))).toEqual(first);
    expect(outcomes(await proofOf(4, 12))).not.toEqual(first);
  });

  test('nothing new where the config requires nothing', async () => {
    const { trials } = await proofOf(1, 500, { ...config, coverage: {} });
    expect(trials.filter(({ mutant }) => mutant.mutation.startsWith('add '))).toEqual([]);
  });
});

describe('a change that looks like one and is none', () => {
  const twice: Readonly<Record<string, string>> = {
    'package.json': JSON.stringify({ name: 'paint', type: 'module', exports: './src/index.ts' }),
    'src/index.ts': lines(
      'export interface Config {',
      '  readonly colour?: string;',
      '  readonly size?: number;',
      '  readonly shape?: string;',
      '}',
      'export const defineConfig = (config: Config): Config => config;',
    ),
    'config.schema.json': JSON.stringify({
      type: 'object',
      properties: { colour: { type: 'string' }, size: { type: 'number' }, shape: { type: 'string' } },
    }),
    'README.md': lines(
      '# Paint',
      '',
      '| Export |',
      '|---|',
      '| `Config` |',
      '| `defineConfig` |',
      '',
      '| Key |',
      '|---|',
      '| `colour` |',
      '| `size` |',
      '| `shape` |',
      '',
      '```ts',
      "const words = 'colour, size'; // what there is",
      '',
      '// [!code highlight]',
      '```',
    ),
  };
  const proof = (): Promise<Proof> =>
    proveChecks(
      {
        root: memoryRoot,
        config: {
          level: 'strict',
          inventories: [{ kind: 'settings', schema: 'config.schema.json' }],
          coverage: { require: { exports: 'documented', settings: 'documented' } },
        },
        level: 'strict',
        fileSystem: memoryFileSystem(twice),
        startCompiler: keptCompiler,
      },
      { seed: 1, count: 100 },
    );

  test('is made whole: a setting that a schema and a type declare goes from both', async () => {
    const removed = (await proof()).trials.filter(({ mutant }) => mutant.mutation === 'remove a setting');
    expect(removed.map(({ mutant }) => mutant.what).sort()).toEqual([
      '`colour` is taken away',
      '`shape` is taken away',
      '`size` is taken away',
    ]);
    for (const { caughtBy } of removed) expect(caughtBy?.rule).toBe('references/unknown-name');
  });

  test('is made where it is read: an example is not broken inside of a comment', async () => {
    const broken = (await proof()).trials.filter(({ mutant }) => mutant.mutation === 'break an example');
    expect(broken.map(({ caughtBy }) => caughtBy?.location?.line)).toEqual([15]);
  });
});

describe('what survives', () => {
  test('is what a rule that is off would have caught, with the lines that are wrong', async () => {
    const { trials } = await proofOf(1, 500, { ...config, rules: { 'references/wrong-value': 'off' } });
    const survivor = trials.find(({ mutant }) => mutant.mutation === 'change the default of a setting')!;
    expect(survivor.caughtBy).toBeUndefined();
    expect(survivor.mutant.what).toBe('the default of `SHOP_PORT` is `3001` instead of `3000`');
    expect(survivor.mutant.falsified.lines).toEqual([{ file: 'docs/reference.md', line: 20, endLine: 20 }]);
  });

  test('is told by its places too: each that no finding stands at', async () => {
    const sectionOf = ({ trials }: Proof) =>
      trials.find(({ mutant }) => mutant.what === 'the section "Prices" is gone')!;
    expect(sectionOf(await proofOf(1, 500)).missed).toEqual([]);
    const blind = sectionOf(await proofOf(1, 500, { ...config, rules: { 'links/missing-anchor': 'off' } }));
    expect(blind.caughtBy?.rule).toBe('coverage/undocumented');
    expect(blind.missed).toEqual([{ file: 'README.md', line: 3, endLine: 3 }]);
  });
});

describe('docproof prove', () => {
  const files = { ...shop, 'docproof.config.json': JSON.stringify(config) };

  test('prints the percentage last, and fails below the bound', async () => {
    const folder = folderOf(files);
    const { status, stdout } = await docproof(folder, 'prove', '--seed', '1', '--count', '20', '--at-least', '0');
    expect(status).toBe(0);
    expect(stdout.trim().split('\n').at(-1)).toMatch(/^\d+ of 20 changes caught: \d+(\.\d)? %$/);
    const off = { ...config, rules: { 'coverage/undocumented': 'off' } };
    const blind = folderOf({ ...files, 'docproof.config.json': JSON.stringify(off) });
    const failed = await docproof(blind, 'prove', '--seed', '1', '--count', '20');
    expect(failed.status).toBe(1);
    expect(failed.stdout).toContain('nothing was found at the declaration of ');
  });

  test('has a report for programs that is the same for the same seed', async () => {
    const folder = folderOf(files);
    const report = async () => {
      const { run, ...rest } = JSON.parse(
        (await docproof(folder, 'prove', '--seed', '5', '--count', '6', '--reporter', 'json')).stdout,
      );
      expect(run.milliseconds).toHaveLength(6);
      return rest;
    };
    const first = await report();
    expect(first.summary).toMatchObject({ seed: 5, asked: 6, tried: 6 });
    expect(await report()).toEqual(first);
  });

  test('says so when there is nothing to change', async () => {
    const { status, stdout } = await docproof(folderOf({ 'README.md': '# Nothing\n' }), 'prove');
    expect(stdout).toBe('No change could be tried: no page says anything of the code that is known to be true.\n');
    expect(status).toBe(1);
  });

  test.each([
    [['prove', 'docs'], '`docproof prove` takes no paths'],
    [['prove', '--only', 'links'], 'knows no `--only`'],
    [['check', '--seed', '1'], '`--seed` is for `docproof prove`'],
    [['prove', '--seed', 'x'], '`--seed` takes a whole number, not `x`'],
    [['prove', '--at-least', '101'], '`--at-least` takes a whole number from 0 to 100, not `101`'],
  ])('refuses %j', async (args, message) => {
    const { status, stderr } = await docproof(folderOf({ 'README.md': '# A\n' }), ...args);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});
