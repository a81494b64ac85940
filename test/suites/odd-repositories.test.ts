import { describe, expect, test } from 'vitest';
import { checkFiles } from '../kit/check-files.ts';
import { docproof, folderOf } from '../kit/command-line.ts';
import type { MemoryEntry } from '../kit/memory-file-system.ts';

type Files = Readonly<Record<string, MemoryEntry>>;

const fence = '```';

/** A page whose first block, at line 4, is right, and whose second, at line 9, asks a member that is not there. */
const pageAbout = (specifier: string): string =>
  [
    '# Page',
    '',
    `${fence}ts`,
    `import { greet } from '${specifier}';`,
    "greet('Ada', 2).toUpperCase();",
    fence,
    '',
    `${fence}ts`,
    `import { greet } from '${specifier}';`,
    'greet(42, 2);',
    fence,
    '',
  ].join('\n');

const source = 'export function greet(name: string, times: number): string {\n  return name.repeat(times);\n}\n';
const wrong = 'examples/wrong-use README.md:10:7';

async function run(files: Files) {
  const { findings, notes, ledger, pages } = await checkFiles(files);
  return {
    found: findings.map(({ rule, location }) =>
      location ? `${rule} ${location.file}:${location.line}:${location.column}` : rule,
    ),
    messages: findings.map(({ message }) => message),
    notes,
    blocks: ledger.blocks,
    pages,
  };
}

const greeter = (more: Files = {}): Files => ({
  'package.json': '{ "name": "greeter", "version": "1.0.0", "exports": "./src/index.ts" }',
  'src/index.ts': source,
  'README.md': pageAbout('greeter'),
  ...more,
});

describe('options that TypeScript 7 removed are mapped, and one note says which', () => {
  test.each([
    ['baseUrl', { baseUrl: '.' }, 'baseUrl'],
    ['moduleResolution', { moduleResolution: 'node' }, 'moduleResolution: node'],
    ['moduleResolution of old', { moduleResolution: 'Classic' }, 'moduleResolution: Classic'],
    ['target', { target: 'ES5' }, 'target: ES5'],
    ['module amd', { module: 'amd' }, 'module: amd'],
    ['module umd', { module: 'UMD' }, 'module: UMD'],
    ['module system', { module: 'system' }, 'module: system'],
    ['outFile', { outFile: 'all.js' }, 'outFile'],
    ['esModuleInterop', { esModuleInterop: false }, 'esModuleInterop: false'],
    ['allowSyntheticDefaultImports', { allowSyntheticDefaultImports: false }, 'allowSyntheticDefaultImports: false'],
    ['alwaysStrict', { alwaysStrict: false }, 'alwaysStrict: false'],
    ['downlevelIteration', { downlevelIteration: true }, 'downlevelIteration'],
    ['options that are older still', { out: 'a.js', keyofStringsOnly: true }, 'keyofStringsOnly, out'],
  ])('%s', async (_name, compilerOptions, named) => {
    const { found, notes } = await run(greeter({ 'tsconfig.json': JSON.stringify({ compilerOptions }) }));
    expect(found).toEqual([wrong]);
    expect(notes).toEqual([expect.stringContaining(named)]);
  });
});

const tsconfig = (text: string, more: Files = {}): Files => greeter({ 'tsconfig.json': text, ...more });

describe('a tsconfig', () => {
  test.each<[string, Files, readonly string[]]>([
    ['that is not there', greeter(), []],
    ['with comments and trailing commas', tsconfig('// c\n{ /* d */ "compilerOptions": { "strict": true, }, }'), []],
    [
      'that is cut off',
      tsconfig('{ "compilerOptions": { "strict": '),
      ['tsconfig.json is no valid JSON; what could be read of it was used'],
    ],
    ['that is a list', tsconfig('[]'), ['tsconfig.json is no valid JSON; what could be read of it was used']],
    [
      'that extends what is gone',
      tsconfig('{ "extends": "./gone.json" }'),
      ['tsconfig.json extends ./gone.json, which is not there'],
    ],
    [
      'that extends what is not installed',
      tsconfig('{ "extends": "@tsconfig/node20/tsconfig.json" }'),
      ['tsconfig.json extends @tsconfig/node20/tsconfig.json, which is not installed'],
    ],
    ['that extends itself', tsconfig('{ "extends": "./tsconfig.json" }'), ['tsconfig.json extends itself']],
    [
      'with options of the future',
      tsconfig('{ "compilerOptions": { "quantum": 1, "lib": ["x"], "types": ["y"], "jsx": "z" } }'),
      [],
    ],
  ])('%s', async (_name, files, expected) => {
    const { found, notes } = await run(files);
    expect(found).toEqual([wrong]);
    expect(notes).toEqual(expected);
  });

  test('whose chain of bases holds what was removed', async () => {
    const { found, notes } = await run(
      tsconfig('{ "extends": ["./config/base"] }', {
        'config/base.json': '{ "extends": "../deep.json", "compilerOptions": { "baseUrl": "../src" } }',
        'deep.json': '{ "compilerOptions": { "target": "es5" } }',
        'docs/page.md': pageAbout('index'),
      }),
    );
    expect(found).toEqual([wrong, 'examples/wrong-use docs/page.md:10:7']);
    expect(notes).toEqual([expect.stringMatching(/^tsconfig\.json has options .*: baseUrl, target: es5$/)]);
  });

  test('whose base is an installed package', async () => {
    const { found, notes } = await run(
      tsconfig('{ "extends": "@acme/tsconfig" }', {
        'node_modules/@acme/tsconfig/tsconfig.json': '{ "compilerOptions": { "module": "amd" } }',
      }),
    );
    expect(found).toEqual([wrong]);
    expect(notes).toEqual([expect.stringContaining('module: amd')]);
  });
});

describe('a package', () => {
  const declaration = 'export function greet(name: string, times: number): string;\n';
  const documented = '/** @param {string} name @param {number} times @returns {string} */\n';
  const code = `${documented}export function greet(name, times) { return name.repeat(times); }\n`;
  test.each<[string, Files]>([
    [
      'of plain JavaScript with types written by hand',
      {
        'package.json': '{ "name": "greeter", "main": "index.js", "types": "index.d.ts" }',
        'index.js': 'exports.greet = (name, times) => name.repeat(times);\n',
        'index.d.ts': declaration,
      },
    ],
    [
      'of plain JavaScript with types in comments',
      { 'package.json': '{ "name": "greeter", "main": "./lib/index.js" }', 'lib/index.js': code },
    ],
    [
      'that is built, without exports',
      {
        'package.json': '{ "name": "greeter", "main": "./dist/index.js", "types": "./dist/index.d.ts" }',
        'src/index.ts': source,
      },
    ],
    [
      'whose types stand apart',
      { 'package.json': '{ "name": "greeter", "typings": "./types/index.d.ts" }', 'types/index.d.ts': declaration },
    ],
    [
      'with a condition for its source',
      {
        'package.json':
          '{ "name": "greeter", "exports": { ".": { "@acme/source": "./code/main.ts", "default": "./out/main.js" } } }',
        'code/main.ts': source,
      },
    ],
    [
      'with a note for older compilers in the place of its types',
      {
        'package.json':
          '{ "name": "greeter", "exports": { ".": { "types@<5.4": "./too-old.d.ts", "import": "./dist/index.js" } } }',
        'too-old.d.ts': 'declare const tooOld: 1;\nexport = tooOld;\n',
        'src/index.ts': source,
      },
    ],
    [
      'that publishes other exports than it has',
      {
        'package.json':
          '{ "name": "greeter", "exports": "./src/index.ts", "publishConfig": { "exports": { ".": "./dist/index.js" } } }',
        'src/index.ts': source,
      },
    ],
    ['of Deno', { 'deno.json': '{ "name": "greeter", "exports": "./mod.ts" }', 'mod.ts': source }],
    ['of JSR', { 'jsr.json': '{ "name": "greeter", "exports": { ".": "./mod.ts" } }', 'mod.ts': source }],
  ])('%s', async (_name, files) => {
    const { found, notes } = await run({ ...files, 'README.md': pageAbout('greeter') });
    expect(found).toEqual([wrong]);
    expect(notes).toEqual([]);
  });

  test('whose package.json is cut off is known as far as it can be read', async () => {
    const { found, notes } = await run(greeter({ 'package.json': '{ "name": "greeter", "exports": ' }));
    expect(found).toEqual([wrong]);
    expect(notes).toEqual(['package.json is no valid JSON; what could be read of it was used']);
  });

  test.each([
    '[1]',
    '7',
    '',
    '{ "name": 5, "exports": 7, "workspaces": "x", "scripts": [], "bin": 3, "repository": [] }',
  ])('whose package.json makes no sense leaves its examples open: %s', async (manifest) => {
    const { found, blocks } = await run(greeter({ 'package.json': manifest }));
    expect(found).toEqual([]);
    expect(blocks.reasons).toEqual({ 'greeter is not installed': 2 });
  });
});

test('an empty repository is told that it has no page', async () => {
  expect((await run({})).found).toEqual(['pages/none']);
  expect((await run({ 'README.md': '' })).found).toEqual([]);
});

test('a folder without a package.json is told that nothing is known of a package', async () => {
  const { found, notes, blocks } = await run({ 'README.md': pageAbout('greeter'), 'src/index.ts': source });
  expect(found).toEqual([]);
  expect(blocks.reasons).toEqual({ 'greeter is not installed': 2 });
  expect(notes).toEqual(['no package.json was found, so that examples are held against no package']);
});

test('imports of Deno are open, not wrong', async () => {
  const imports = [
    'jsr:@std/assert@1',
    'jsr:@acme/greeter',
    'npm:chalk@5',
    'https://deno.land/x/y/mod.ts',
    '@std/path',
  ];
  const blocks = imports.map((from) => `${fence}ts\nimport { any } from '${from}';\n\nany(Deno.args);\n${fence}\n`);
  const { found } = await run({
    'deno.jsonc':
      '{ "name": "@acme/greeter", "exports": "./mod.ts", "imports": { "@std/path": "jsr:@std/path@1" } } // c',
    'mod.ts': source,
    'README.md': `# Page\n\n${blocks.join('\n')}`,
  });
  expect(found).toEqual([]);
});

describe('a monorepo of fifty packages', () => {
  const packages = 50;
  const member = (index: number): Files => ({
    [`packages/p${index}/package.json`]: JSON.stringify({
      name: `@acme/p${index}`,
      version: '1.0.0',
      exports:
        index % 3 === 0
          ? { '.': { source: './src/index.ts', default: './dist/index.js' } }
          : index % 3 === 1
            ? { '.': './src/index.ts' }
            : { '.': './dist/index.js' },
      dependencies: index === 0 ? {} : { [`@acme/p${index - 1}`]: 'workspace:*' },
    }),
    [`packages/p${index}/src/index.ts`]:
      index === 0
        ? source
        : `import { greet as inner } from '@acme/p${index - 1}';\nexport const greet: typeof inner = (name, times) => inner(name, times);\n`,
    [`packages/p${index}/README.md`]: pageAbout(`@acme/p${index}`),
  });
  const members: Files = Object.assign({}, ...Array.from({ length: packages }, (_, index) => member(index)));

  test.each<[string, Files]>([
    ['npm', { 'package.json': '{ "private": true, "workspaces": ["packages/*"] }' }],
    [
      'Yarn',
      { 'package.json': '{ "private": true, "workspaces": { "packages": ["./packages/**", "!packages/none"] } }' },
    ],
    [
      'pnpm',
      {
        'package.json': '{ "private": true }',
        'pnpm-workspace.yaml': 'packages:\n  - "packages/*" # all\n  - "!**/test/**"\n',
      },
    ],
    ['Lerna', { 'package.json': '{ "private": true }', 'lerna.json': '{ "packages": ["packages/*"] }' }],
    ['custom', { 'package.json': '{ "private": true }' }],
  ])('of %s is held against the source of each', async (_name, root) => {
    const { found, blocks } = await run({ ...root, ...members });
    expect(found).toHaveLength(packages);
    expect(found).toContain('examples/wrong-use packages/p49/README.md:10:7');
    expect(blocks.checked).toBe(2 * packages);
  });
});

test('a repository of 5,000 pages is read whole', { timeout: 240_000 }, async () => {
  const count = 5000;
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `docs/${index % 50}/page-${index}.md`,
      `# Page ${index}\n\nSee [the next](../${(index + 1) % 50}/page-${index === count - 1 ? count : index + 1}.md).\n\n\`code\`\n`,
    ]),
  );
  const { found, pages } = await run({ ...greeter(), ...files });
  expect(pages).toBe(count + 1);
  expect(found).toEqual([wrong, `links/missing-page docs/49/page-${count - 1}.md:3:16`]);
});

describe('the command, on the disk,', () => {
  test.each<[string, Record<string, string>, number, readonly string[]]>([
    ['in an empty folder', {}, 1, ['no pages were found', '0 pages']],
    [
      'without a package.json',
      { 'README.md': pageAbout('greeter') },
      0,
      ['no package.json was found', 'greeter is not installed'],
    ],
    [
      'with options that TypeScript 7 removed',
      {
        ...(greeter() as Record<string, string>),
        'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "target": "es5" } }',
      },
      1,
      ['README.md:10:7', 'baseUrl, target: es5'],
    ],
  ])('%s says so', async (_name, files, status, parts) => {
    const run = await docproof(folderOf(files));
    for (const part of parts) expect(run.stdout).toContain(part);
    expect(run.stderr).toBe('');
    expect(run.status).toBe(status);
  });
});
