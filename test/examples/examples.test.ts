import { describe, expect, test } from 'vitest';
import type { Level } from '../../src/check/rule.ts';
import { checkFiles } from '../kit/check-files.ts';
import type { MemoryEntry } from '../kit/memory-file-system.ts';

const fence = '```';
const greeter = {
  'package.json':
    '{ "name": "greeter", "version": "2.1.0", "type": "module", "exports": { ".": "./dist/index.js", "./formal": "./dist/formal.js" } }',
  'src/index.ts': [
    'export interface Options { loud?: boolean; times: number }',
    'export function greet(name: string, options?: Options): string { return name + options?.times; }',
    'export class Greeter { constructor(readonly name: string) {} greet(): string { return this.name; } }',
    "export const words = { hello: 'hello', goodbye: 'goodbye' };",
    '',
  ].join('\n'),
  'src/formal.ts': "export const title = 'Dr';\n",
};
const block = (info: string, ...lines: readonly string[]): string =>
  [`${fence}${info}`, ...lines, fence, ''].join('\n');
const page = (...parts: readonly string[]): string => ['# Page', '', ...parts].join('\n');

const found = async (
  text: string,
  level: Level = 'drift',
  files: Record<string, MemoryEntry> = {},
  name = 'README.md',
) => {
  const { findings, ledger } = await checkFiles({ ...greeter, ...files, [name]: text }, level);
  return {
    findings: findings.map(
      ({ rule, location }) =>
        `${rule.replace('examples/', '')} ${location!.line}:${location!.column}-${location!.endColumn}`,
    ),
    suggestions: findings.flatMap(({ suggestion }) => suggestion ?? []),
    blocks: ledger.blocks,
  };
};

describe('a finding points at the exact characters', () => {
  const wrong = ["import { greet, greeet } from 'greeter';"];
  test.each([
    ['on its own', page(block('ts', ...wrong)), 'missing-export 4:17-23'],
    [
      'behind emoji',
      page(block('ts', "const face = '😀😀'; import { greeet } from 'greeter';")),
      'missing-export 4:31-37',
    ],
    [
      'in a list',
      page(
        '- item',
        '',
        ...block('ts', ...wrong)
          .split('\n')
          .map((line) => `  ${line}`),
      ),
      'missing-export 6:19-25',
    ],
    [
      'in a quote',
      page(
        ...block('ts', ...wrong)
          .trimEnd()
          .split('\n')
          .map((line) => `> ${line}`),
        '',
      ),
      'missing-export 4:19-25',
    ],
    [
      'with Windows line ends',
      page(block('ts', 'const a = 1;', ...wrong)).replaceAll('\n', '\r\n'),
      'missing-export 5:17-23',
    ],
    ['behind a byte order mark', `\uFEFF${page(block('ts', ...wrong))}`, 'missing-export 4:17-23'],
    [
      'in a diff',
      page(block('diff lang="ts"', "-import { gree } from 'greeter';", "+import { greeet } from 'greeter';")),
      'missing-export 5:11-17',
    ],
    [
      'in a file of several',
      page(
        block(
          'ts',
          '// @filename: a.ts',
          'export const a = 1;',
          '// @filename: b.ts',
          "import { a } from './a.ts';",
          "import { greeet } from 'greeter';",
          'console.log(a);',
        ),
      ),
      'missing-export 8:10-16',
    ],
  ])('%s', async (_name, text, expected) => {
    expect((await found(text)).findings).toEqual([expected]);
  });
});

describe('at level drift', () => {
  test('what the package proves wrong is found, with what was meant', async () => {
    const result = await found(
      page(
        block(
          'ts',
          "import { words, greet, Greeter } from 'greeter';",
          'words.helo;',
          "greet('a', { lod: true, times: 1 });",
          'new Greeter(1);',
        ),
        block('js', "import { titel } from 'greeter/formal';", "import 'greeter/informal';"),
      ),
    );
    expect(result.findings).toEqual([
      'missing-member 5:7-11',
      'wrong-use 6:14-17',
      'wrong-use 7:13-14',
      'missing-export 11:10-15',
      'missing-module 12:8-26',
    ]);
    expect(result.suggestions).toEqual(expect.arrayContaining(['hello', 'title', 'greeter/formal']));
  });

  test('what a snippet leaves out is context and no finding', async () => {
    const { findings, blocks } = await found(
      page(
        block('ts', 'const user = getUser();', 'user.profile.name;'),
        block('ts', "import { thing } from 'not-installed';", 'thing.anything();'),
        block('ts', "import { greet } from 'greeter';", '', 'greet(name, {', '  // ...', '});'),
        block('ts', 'greet(name: string, options?: Options): string'),
        block('ts', '{ loud: true, times: 2 }'),
        block('ts', 'const list = [1, ...];'),
        block('tsx', '<Greeting name="Ada" />', '<Greeting name="Bob" />'),
      ),
    );
    expect(findings).toEqual([]);
    expect(blocks.reasons).toMatchObject({ 'not-installed is not installed': 1 });
  });

  test('a block continues those before it, and names that the docs import elsewhere', async () => {
    const first = block('ts', "import { Greeter } from 'greeter';", "const mine = new Greeter('Ada');");
    expect((await found(page(first, block('ts', 'mine.shout();')))).findings).toEqual(['missing-member 9:6-11']);
    expect((await found(page(first, block('ts @isolated', 'mine.shout();')))).findings).toEqual([]);
    const other = { 'docs/other.md': page(block('ts', "import { words } from 'greeter';", 'words.hello;')) };
    expect((await found(page(block('ts', 'words.helo;')), 'drift', other)).findings).toEqual(['missing-member 4:7-11']);
  });

  test('tabs are alternatives and do not continue each other', async () => {
    const tabs = page(
      '<Tabs>',
      '<TabItem label="a">',
      '',
      block('ts', "import { words } from 'greeter';", 'const it = words;'),
      '</TabItem>',
      '<TabItem label="b">',
      '',
      block('ts', 'it.anything;'),
      '</TabItem>',
      '</Tabs>',
    );
    expect((await found(tabs, 'drift', {}, 'docs/a.mdx')).findings).toEqual([]);
  });

  test.each([
    ['on the line', 'greet(1); // ❌ not a string'],
    ['above it', '// This throws\ngreet(1);'],
    ['below it', 'greet(1);\n// ^ error TS2345'],
    ['as its result', 'greet(1); // => TypeError'],
  ])('a failure that is announced %s is excused', async (_name, line) => {
    expect((await found(page(block('ts', "import { greet } from 'greeter';", ...line.split('\n'))))).findings).toEqual(
      [],
    );
  });

  test('a comment that only speaks of a result excuses nothing', async () => {
    expect(
      (await found(page(block('ts', "import { words } from 'greeter';", 'words.helo; // => { error: undefined }'))))
        .findings,
    ).toEqual(['missing-member 5:7-11']);
  });

  test('a page about another version proves nothing', async () => {
    const text = page(block('ts', "import { greetAll } from 'greeter';"));
    const old = await found(page(), 'drift', { 'docs/v1/a.md': text, 'docs/migration.md': text });
    expect(old.findings).toEqual([]);
    expect(old.blocks.reasons).toEqual({ 'the page is about version 1': 1, 'the page tells of other versions': 1 });
    expect((await found(page(), 'drift', { 'docs/v2/a.md': text })).findings).toHaveLength(1);
  });

  test('a block that does not parse hides nothing of the others, and its own imports are read', async () => {
    const text = page(
      block('ts', "import { greeet } from 'greeter';", 'const a = [1, 2;'),
      block('ts', "import { gret } from 'greeter';"),
    );
    expect((await found(text)).findings).toEqual([
      'missing-export 4:10-16',
      'syntax-error 5:16-17',
      'missing-export 9:10-14',
    ]);
  });

  test('the tag of a component hides no fence, one of HTML does', async () => {
    const wrong = block('ts', "import { gone } from 'greeter';").trimEnd();
    const shown = ['<code-group>', '<code-block title="TypeScript">', wrong, '</code-block>', '<Tab>', wrong, '</Tab>'];
    expect((await found(page(...shown, '</code-group>'))).findings).toEqual([
      'missing-export 6:10-14',
      'missing-export 11:10-14',
    ]);
    const hidden = await found(page('<details>', wrong, '</details>'));
    expect(hidden.findings).toEqual(['hidden-fence 4:1-6']);
  });

  test('JSON and YAML are parsed', async () => {
    const text = page(
      block('json', '{ "a": 1 "b": 2 }'),
      block('jsonc', '// fine', '{ "a": 1, }'),
      block('yaml', '- a: 1', '    b: 2'),
      block('json', '"a": 1,', '"b": 2'),
      block('json', '{ "a": ... }'),
    );
    const { findings, blocks } = await found(text);
    expect(findings.map((finding) => finding.split('-')[0])).toEqual(['invalid', 'invalid']);
    expect(blocks).toMatchObject({ checked: 4, unverifiable: 1 });
  });
});

describe('at level strict', () => {
  test('everything that the compiler says is reported', async () => {
    expect((await found(page(block('ts', 'const answer: number = question;')), 'strict')).findings).toEqual([
      'type-error 4:24-32',
    ]);
  });

  test('a block continues another only where it says so, several blocks far', async () => {
    const first = block('ts', "import { greet } from 'greeter';", "const who = 'Ada';");
    const second = block('ts @continue', 'const loud = greet(who);');
    const third = block('ts @continue', 'console.log(loud, who, greet);');
    expect((await found(page(first, second, third), 'strict')).findings).toEqual([]);
    expect((await found(page(first, block('ts', 'greet(who);')), 'strict')).findings).toHaveLength(2);
  });

  test('an announced error is demanded, and only that one is excused', async () => {
    const lines = ["import { greet } from 'greeter';", 'greet(1);'];
    expect((await found(page(block('ts @error="TS2345"', ...lines)), 'strict')).findings).toEqual([]);
    expect((await found(page(block('ts @error="TS2322"', ...lines)), 'strict')).findings).toEqual([
      'unmet-error 3:7-22',
      'wrong-use 5:7-8',
    ]);
  });
});

describe('repositories of every kind', () => {
  test('one whose tsconfig has options that TypeScript 7 removed is checked, and one note says so', async () => {
    const config =
      '{ "compilerOptions": { "baseUrl": ".", "moduleResolution": "node", "target": "es5", "strict": true } }';
    const { findings, notes } = await checkFiles({
      ...greeter,
      'tsconfig.json': config,
      'README.md': page(block('ts', "import { gret } from 'greeter';")),
    });
    expect(findings.map(({ rule }) => rule)).toEqual(['examples/missing-export']);
    expect(notes).toEqual([
      'tsconfig.json has options that TypeScript 7 removed; their nearest equivalents were used: baseUrl, moduleResolution: node, target: es5',
    ]);
  });

  test('one in plain JavaScript with hand-written types', async () => {
    const files = {
      'package.json': '{ "name": "plain", "main": "./index.js", "types": "./index.d.ts" }',
      'index.js': 'exports.add = (a, b) => a + b;\n',
      'index.d.ts': 'export function add(a: number, b: number): number;\n',
      'README.md': page(block('js', "import { add, sub } from 'plain';", "add(1, 'x');")),
    };
    const { findings } = await checkFiles(files);
    expect(findings.map(({ rule, location }) => `${rule} ${location?.line}`)).toEqual([
      'examples/missing-export 4',
      'examples/wrong-use 5',
    ]);
  });

  test('one that turns older compilers away', async () => {
    const { findings } = await checkFiles({
      ...greeter,
      'package.json': JSON.stringify({
        name: 'greeter',
        exports: {
          '.': { 'types@<5.4': './outdated.d.ts', 'types@>=5.4': './dist/index.d.ts', default: './dist/index.js' },
        },
      }),
      'outdated.d.ts': 'export type Greet = never;\n',
      'README.md': page(block('ts', "import { greet, gret } from 'greeter';")),
    });
    expect(findings.map(({ message }) => message)).toEqual(['`greeter` does not export `gret`']);
  });

  test('a monorepo of fifty packages that use each other', async () => {
    const files: Record<string, string> = {
      'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }',
    };
    for (let index = 0; index < 50; index += 1) {
      files[`packages/p${index}/package.json`] = JSON.stringify({
        name: `@many/p${index}`,
        version: '1.0.0',
        exports: './dist/index.js',
      });
      const before = index === 0 ? '1' : `value${index - 1} + 1`;
      const from = index === 0 ? '' : `import { value${index - 1} } from '@many/p${index - 1}';\n`;
      files[`packages/p${index}/src/index.ts`] = `${from}export const value${index}: number = ${before};\n`;
      files[`packages/p${index}/README.md`] = page(
        block(
          'ts',
          `import { value${index} } from '@many/p${index}';`,
          `value${index}.toFixd();`,
          "import '@many/p00';",
        ),
      );
    }
    const { findings } = await checkFiles(files);
    expect(findings.filter(({ rule }) => rule === 'examples/missing-module')).toHaveLength(50);
    expect(findings.filter(({ rule }) => rule === 'examples/missing-member')).toHaveLength(50);
  });
});
