import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Level } from '../../src/check/rule.ts';
import { compilerOptionNames } from '../../validators/examples/data/schemas/tsconfig.ts';
import { checkFiles } from '../kit/check-files.ts';
import type { MemoryEntry } from '../kit/memory-file-system.ts';

const fence = '~~~~~~';

/** Checks a page that holds one block, whose first line is line 4. A finding is written `rule line:column-endColumn`. */
async function found(
  info: string,
  lines: readonly string[],
  {
    level = 'drift',
    files = {},
    above = '',
  }: { level?: Level; files?: Record<string, MemoryEntry>; above?: string } = {},
) {
  const page = ['# Page', above, `${fence}${info}`, ...lines, fence, ''].join('\n');
  const { findings, ledger } = await checkFiles({ ...files, 'README.md': page }, level);
  return {
    findings: findings.map(
      ({ rule, location }) =>
        `${rule.replace('examples/', '')} ${location!.line}:${location!.column}-${location!.endColumn}`,
    ),
    messages: findings.map(({ message }) => message),
    suggestions: findings.flatMap(({ suggestion }) => suggestion ?? []),
    blocks: ledger.blocks,
  };
}

describe('what does not parse is found at its characters', () => {
  test.each([
    ['json', ['{', '  "a": 1 "b": 2', '}'], 'invalid-data 5:10-13'],
    ['jsonc', ['{ "a": [1, 2 }'], 'invalid-data 4:14-15'],
    ['yaml', ['a:', '  - b', ' - c: [d'], 'invalid-data 6:1-2'],
    ['toml', ['[tool]', 'name = one two'], 'invalid-data 5:8-9'],
    ['toml', ['a = 1', 'a = 2'], 'invalid-data 5:1-2'],
    ['diff lang="json"', [' {', '-  "a": 1', '+  "a": 1 "b": 2', ' }'], 'invalid-data 6:11-14'],
  ])('%s: %j', async (info, lines, expected) => {
    expect((await found(info, lines)).findings).toEqual([expected]);
  });

  test.each([
    ['json', ['{ "a": 1, ... }']],
    ['json', ['{ "key": <your-key> }']],
    ['yaml', ['a: [1, …']],
    ['toml', ['name = ...']],
  ])('a %s block that leaves parts out is not judged: %j', async (info, lines) => {
    const { findings, blocks } = await found(info, lines);
    expect(findings).toEqual([]);
    expect(blocks.unverifiable).toBe(1);
  });

  test.each([
    ['json', ['// a comment', '{ "a": [1, 2,], }']],
    ['json', ['"a": 1,', '"b": 2']],
    ['json del={2} ins={3}', ['{', '  "a": 1', '  "a": 2', '}']],
    ['json', ['{', '  "a": 1 // [!code --]', '  "a": 2 // [!code ++]', '}']],
    ['diff lang="json"', [' {', '-  "a": 1', '+  "a": 2', ' }']],
    ['yaml', ['a: &x 1', 'b: *x', '---', 'c: 2']],
    ['toml', ['[a.b]', 'c = 1979-05-27', 'd = """', 'text', '"""']],
  ])('%s that parses: %j', async (info, lines) => {
    const { findings, blocks } = await found(info, lines);
    expect(findings).toEqual([]);
    expect(blocks.checked).toBe(1);
  });
});

describe('a block meets the schema of its file', () => {
  test.each([
    [
      'json title="tsconfig.json"',
      ['{ "compilerOptions": { "stict": true } }'],
      '4:24-31',
      '`compilerOptions.stict` is no known key in tsconfig.json; did you mean `strict`?',
    ],
    [
      'json title="tsconfig.json"',
      ['{ "compilerOptions": {', '  "strict": "yes" } }'],
      '5:13-18',
      '`compilerOptions.strict` must be true or false, not "yes" in tsconfig.json',
    ],
    [
      'jsonc',
      ['// packages/a/tsconfig.build.json', '{ "compilerOptions": { "module": "es6x" } }'],
      '5:34-40',
      '`compilerOptions.module` cannot be "es6x" in tsconfig.json; did you mean `es6`?',
    ],
    [
      'json',
      ['{ "$schema": "https://json.schemastore.org/tsconfig", "files": "a.ts" }'],
      '4:64-70',
      '`files` must be a list, not "a.ts" in tsconfig.json',
    ],
    [
      'json package.json',
      ['{ "type": "modul" }'],
      '4:11-18',
      '`type` must be "module" or "commonjs", not "modul" in package.json; did you mean `module`?',
    ],
    [
      'json [package.json]',
      ['{ "scripts": { "build": ["tsc"] } }'],
      '4:25-32',
      '`scripts.build` must be a text, not ["tsc"] in package.json',
    ],
    [
      'yaml title=".github/workflows/ci.yml"',
      ['on: push', 'jobs:', '  test:', '    run-on: ubuntu-latest'],
      '7:5-11',
      '`jobs.test.run-on` is no known key in a GitHub workflow; did you mean `runs-on`?',
    ],
    [
      'yaml',
      ['# .github/workflows/ci.yml', 'jobs:', '  test:', '    steps:', '      - user: actions/checkout@v4'],
      '8:9-13',
      '`jobs.test.steps[0].user` is no known key in a GitHub workflow; did you mean `uses`?',
    ],
    [
      'json title="docproof.config.json"',
      ['{ "levle": "strict" }'],
      '4:3-10',
      '`levle` is no known key in the config of Docproof; did you mean `level`?',
    ],
    [
      'json',
      ['{ "$schema": "./node_modules/docproof/dist/config.schema.json", "level": "strickt" }'],
      '4:74-83',
      '`level` must be "drift" or "strict", not "strickt" in the config of Docproof; did you mean `strict`?',
    ],
  ])('%s: %j', async (info, lines, at, message) => {
    const { findings, messages } = await found(info, lines);
    expect(messages).toEqual([message]);
    expect(findings).toEqual([`wrong-data ${at}`]);
  });

  test.each([
    ['a part from the middle of a file', 'json title="tsconfig.json"', ['{ "strict": "yes" }']],
    ['a part of a workflow', 'yaml title=".github/workflows/ci.yml"', ['- user: actions/checkout@v4']],
    [
      'options that a newer compiler removed',
      'json title="tsconfig.json"',
      ['{ "compilerOptions": { "target": "ES3", "keyofStringsOnly": true, "moduleResolution": "Node" } }'],
    ],
    [
      'an option that only a newer compiler has',
      'json title="tsconfig.json"',
      ['{ "compilerOptions": { "quantumEmit": true } }'],
    ],
    ['keys of other programs', 'json title="package.json"', ['{ "jest": { "type": 1 }, "name": "a" }']],
    [
      'placeholders',
      'json title="tsconfig.json"',
      ['{ "compilerOptions": { "target": "<version>", "lib": "...", "strict": "{{strict}}" } }'],
    ],
    ['a key that stands for others', 'json title="docproof.config.json"', ['{ "level": "strict", "...": "" }']],
    [
      'expressions of a workflow',
      'yaml title=".github/workflows/ci.yml"',
      ['on: push', 'jobs:', '  a:', '    timeout-minutes: $' + '{{ inputs.minutes }}', '    runs-on: [self-hosted]'],
    ],
    ['a file of another name', 'json title="src/package.json.ts"', ['{ "type": "modul" }']],
    ['an address whose schema stands nowhere', 'json', ['{ "$schema": "https://example.com/x.json", "type": 1 }']],
  ])('%s is not judged', async (_name, info, lines) => {
    const { findings, messages } = await found(info, lines);
    expect({ findings, messages }).toEqual({ findings: [], messages: [] });
  });

  test.each([
    ['Add this to your `package.json`:', ['wrong-data 4:11-18']],
    ['Remove `a.js`. Then add this to your `package.json`:', ['wrong-data 4:11-18']],
    ['The `package.json` says how. The program prints:', []],
    ['Move it from `package.json` to `config.json`:', []],
    ['The program prints:', []],
  ])('a sentence that leads to the block names the file: %s', async (above, expected) => {
    const lines = ['{ "type": "modul", "scripts": {} }'];
    expect((await found('json', lines, { above })).findings).toEqual(expected);
  });

  test('a skipped block is skipped, and says why', async () => {
    const { findings, blocks } = await found('json title="package.json" @skip="a counter-example"', ['{ "type": 1 }']);
    expect(findings).toEqual([]);
    expect(blocks.reasons).toEqual({ 'a counter-example': 1 });
  });
});

describe('schemas of the repository', () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://example.com/tool.schema.json',
    type: 'object',
    required: ['name'],
    properties: {
      $schema: { type: 'string' },
      name: { type: 'string' },
      mode: { anyOf: [{ const: 'fast' }, { enum: ['slow', 'safe'] }, { type: 'boolean' }] },
      rules: { type: 'array', items: { $ref: '#/$defs/rule' } },
    },
    additionalProperties: false,
    $defs: { rule: { type: 'object', properties: { id: { type: 'string' } }, additionalProperties: false } },
  };
  const files = {
    'package.json': '{ "name": "root", "workspaces": ["packages/*"] }',
    'packages/tool/package.json': '{ "name": "@scope/tool" }',
    'packages/tool/tool.schema.json': JSON.stringify(schema),
  };
  test.each([
    ['by its address', 'https://example.com/tool.schema.json'],
    ['by its path', './packages/tool/tool.schema.json'],
    ['in the package that readers install', './node_modules/@scope/tool/tool.schema.json'],
  ])('one is found %s', async (_name, address) => {
    const block = (rest: string) => [`{ "$schema": "${address}",`, rest];
    const messages = async (rest: string) => (await found('json', block(rest), { files })).messages;
    const label = 'in packages/tool/tool.schema.json';
    expect(await messages('"name": "a", "mode": "fast" }')).toEqual([]);
    expect(await messages('"name": "a", "mod": true }')).toEqual([
      `\`mod\` is no known key ${label}; did you mean \`mode\`?`,
    ]);
    expect(await messages('"name": "a", "mode": "save" }')).toEqual([
      `\`mode\` must be "fast", "slow", "safe" or true or false, not "save" ${label}; did you mean \`safe\`?`,
    ]);
    expect(await messages('"name": "a", "rules": [{ "if": "x" }] }')).toEqual([
      `\`rules[0].if\` is no known key ${label}; did you mean \`id\`?`,
    ]);
    expect(await messages('"mode": "fast" }')).toEqual([`the whole lacks the key \`name\` ${label}`]);
    expect(await messages('// the name as before\n"mode": "fast" }')).toEqual([]);
  });

  test('one that is no schema, or that refers to others that are not here, holds nothing', async () => {
    for (const broken of ['{', '[]', '{ "type": "nonsense" }', '{ "$ref": "https://example.com/other.json" }']) {
      const { messages } = await found('json', ['{ "$schema": "./a.schema.json", "b": 1 }'], {
        files: { 'a.schema.json': broken },
      });
      expect(messages).toEqual([]);
    }
  });
});

test('the compiler refuses no option that the schema of its config leaves out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docproof-options-'));
  try {
    const help = execFileSync(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '--all'], {
      encoding: 'utf8',
    });
    const listed = [...help.matchAll(/^--([A-Za-z0-9]+)/gm)].map((match) => match[1]!);
    expect(listed.length).toBeGreaterThan(80);
    const unknown = listed.filter((name) => !compilerOptionNames.includes(name));
    const config = join(folder, 'tsconfig.json');
    const refused = unknown.filter((name) => {
      writeFileSync(config, JSON.stringify({ files: [], compilerOptions: { [name]: true } }));
      const arguments_ = [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', config];
      try {
        execFileSync(process.execPath, arguments_, { encoding: 'utf8' });
        return false;
      } catch (error) {
        return /TS(5023|6266|5024|6064|6369|6258)|can only be specified/.test(
          String((error as { stdout?: string }).stdout),
        );
      }
    });
    expect(unknown.filter((name) => !refused.includes(name))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('whatever stands in a block of data, the run goes on and a finding lies inside it', async () => {
  const format = fc.constantFrom(
    'json',
    'jsonc',
    'yaml',
    'toml',
    'env',
    'json title="package.json"',
    'yaml title=".github/workflows/a.yml"',
  );
  const bit = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    ':',
    ',',
    '- ',
    '\n',
    '  ',
    '=',
    '#',
    'a',
    '1',
    '&a',
    '*a',
    '\r\n',
    '😀',
    '\t',
    '"type"',
    'jobs',
    '<<',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(bit, { maxLength: 40 }).map((bits) => bits.join('')),
  );
  await fc.assert(
    fc.asyncProperty(format, text, async (info, body) => {
      fc.pre(!body.includes('~~~'));
      const page = `# Page\n\n${fence}${info}\n${body}\n${fence}\n`;
      const last = page.split(/\r\n|\r|\n/).length - 1;
      const { findings, ledger } = await checkFiles({ 'README.md': page });
      const { reasons: _reasons, ...states } = ledger.blocks;
      expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(1);
      for (const { rule, location } of findings) {
        if (!rule.startsWith('examples/')) continue;
        expect(location!.line).toBeGreaterThanOrEqual(3);
        expect(location!.endLine).toBeLessThanOrEqual(last);
      }
    }),
    { numRuns: 300 },
  );
});

describe('data that a program prints', () => {
  const lines = ['{ "a": 1, "b": ', '}'];
  test('parses at level strict, as any other', async () => {
    expect((await found('json @output', lines, { level: 'strict' })).findings).toEqual(['invalid-data 5:1-2']);
    expect((await found('json @output', ['{ "a": 1 }'], { level: 'strict' })).findings).toEqual([]);
    expect((await found('json @output', ['{ "a": 1, ...'], { level: 'strict' })).findings).toEqual([]);
    expect((await found('json @output', lines)).findings).toEqual([]);
  });
});

describe('what shows several texts in one is no single one', () => {
  const two = ['// wrong', '{ "a": [] }', '', '// right', '{ "a": ["b"] }'];

  test('values under comments', async () => {
    const { findings, blocks } = await found('json', two);
    expect(findings).toEqual([]);
    expect(blocks.reasons).toEqual({ 'it is JSON with parts left out': 1 });
    expect((await found('json', two.slice(0, 2).concat('}'))).findings).toEqual(['invalid-data 6:1-2']);
  });

  test('the line above that names the file, and marks of a change', async () => {
    expect((await found('env', ['/// file: .env', 'A=1'])).findings).toEqual([]);
    expect((await found('json', ['{', '---"a": 1---', '+++"b": 2+++', '}'])).findings).toEqual([]);
  });

  test('output of several versions in a blog', async () => {
    const text = `# Page\n\n${fence}yaml\n# before\n''a"b'\n${fence}\n`;
    const of = async (name: string) => (await checkFiles({ [name]: text }, 'drift')).findings.length;
    expect([await of('docs/page.md'), await of('blog/page.md')]).toEqual([1, 0]);
  });
});
