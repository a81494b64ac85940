import { describe, expect, test } from 'vitest';
import type { Level } from '../../src/check/rule.ts';
import { checkFiles } from '../kit/check-files.ts';

const fence = '```';
const block = (info: string, ...lines: readonly string[]): string =>
  [`${fence}${info}`, ...lines, fence, ''].join('\n');
const page = (...parts: readonly string[]): string => ['# Page', '', ...parts].join('\n');

const greeter = {
  'package.json': '{ "name": "greeter", "version": "1.0.0", "type": "module", "exports": "./src/index.ts" }',
  'src/index.ts': 'export function greet(name: string): string { return name; }\n',
};

const check = async (text: string, level: Level = 'drift', name = 'README.md') => {
  const { findings, ledger } = await checkFiles({ ...greeter, [name]: text }, level);
  return {
    findings,
    blocks: ledger.blocks,
    lines: findings.map(
      ({ rule, location, message }) =>
        `${rule.replace('examples/', '')} ${location!.line}:${location!.column}-${location!.endColumn} ${message}`,
    ),
  };
};

describe('@check', () => {
  const wrong = 'const answer: number = question;';

  test('holds a block to everything that the compiler says, at any level', async () => {
    const lines = ["type-error 4:24-32 this does not compile: Cannot find name 'question' (TS2304)"];
    expect((await check(page(block('ts @check', wrong)))).lines).toEqual(lines);
    expect((await check(page(block('ts', wrong)))).lines).toEqual([]);
  });

  test('guesses no context, and no whole that a fragment is a part of', async () => {
    const first = block('ts', 'const question = 1;');
    expect((await check(page(first, block('ts @check', wrong)))).lines).toHaveLength(1);
    expect((await check(page(first, block('ts @check @continue', wrong)))).lines).toEqual([]);
    expect((await check(page(block('ts @check', 'greet() { return 1; }')))).lines).toEqual([
      expect.stringContaining('syntax-error 4:9'),
    ]);
  });

  test('counts as checked', async () => {
    const { blocks } = await check(page(block('ts @check', "import { x } from 'nowhere';", 'x();')));
    expect(blocks).toMatchObject({ checked: 1, unverifiable: 0 });
  });
});

test('what a page sets up reaches blocks with @check and @context, and is nothing that @continue continues', async () => {
  const setup = "<!-- docproof:setup\nconst prefix = 'Hello, ';\n-->\n";
  const method = ['greet(name: string) {', '  return prefix + name;', '}'];
  const checked = block('ts @check', 'prefix.at(0);');
  for (const level of ['drift', 'strict'] as const) {
    expect((await check(page(setup, checked, block('ts @context="class"', ...method)), level)).lines).toEqual([]);
    expect((await check(page(setup, block('ts @continue', 'prefix.at(0);')), level)).lines).toEqual([
      'needless-marker 7:7-16 `@continue` is not needed: the block uses nothing of those before it',
    ]);
  }
});

describe('@error', () => {
  const code = ["import { greet } from 'greeter';", 'greet(1);', 'undeclared;'];
  test.each<Level>(['drift', 'strict'])('announces these errors and no others at level %s', async (level) => {
    expect((await check(page(block('ts @error="TS2345, TS2304"', ...code)), level)).lines).toEqual([]);
    expect((await check(page(block('ts @error="2345"', ...code)), level)).lines).toEqual([
      "type-error 6:1-11 this does not compile: Cannot find name 'undeclared' (TS2304)",
    ]);
    expect((await check(page(block('ts @error="TS2345,TS1234"', ...code.slice(0, 2))), level)).lines).toEqual([
      'unmet-error 3:7-29 the block announces TS1234, but the compiler does not raise it',
    ]);
  });
});

describe('@context', () => {
  const method = ['greet(name: string): string {', '  return name.nope;', '}'];
  const error = "Property 'nope' does not exist on type 'string' (TS2339)";

  test.each<[string, string[], string]>([
    ['class', method, '5:15-19'],
    ['class', ['readonly name = String(1);', 'long = this.name.nope;'], '5:18-22'],
    ['function', ['const name = await Promise.resolve("Ada");', 'return name.nope;'], '5:13-17'],
    ['function', ['if (String(1).nope) return;', ''], '4:15-19'],
  ])('%s makes a whole of the block, and moves no character', async (context, lines, place) => {
    for (const level of ['drift', 'strict'] as const) {
      const result = await check(page(block(`ts @check @context="${context}"`, ...lines)), level);
      expect(result.lines).toEqual([`type-error ${place} this does not compile: ${error}`]);
    }
  });

  test('jsx makes elements that stand beside each other a whole, in a block of any script', async () => {
    const lines = ['<Greeting name={"Ada".nope} />', '<Greeting name="Ada" />'];
    const set = block('tsx', 'export const Greeting = (props: { name: string }) => null;');
    for (const lang of ['tsx', 'ts']) {
      const { lines: found } = await check(page(set, block(`${lang} @continue @context="jsx"`, ...lines)), 'strict');
      expect(found).toEqual([expect.stringContaining('type-error 8:23-27')]);
    }
  });

  test('lets a block use what those before it declare', async () => {
    const set = block('ts', 'const prefix = "Hello, ";');
    const text = page(
      set,
      block('ts @continue @context="class"', 'greet(name: string) {', '  return prefix + name;', '}'),
    );
    for (const level of ['drift', 'strict'] as const) expect((await check(text, level)).lines).toEqual([]);
  });

  test('keeps Windows line ends and indentation where they are', async () => {
    const text = `- item\n\n${block('ts @check @context="class"', ...method)
      .split('\n')
      .map((line) => `  ${line}`)
      .join('\n')}`.replaceAll('\n', '\r\n');
    expect((await check(text)).lines).toEqual([`type-error 5:17-21 this does not compile: ${error}`]);
  });

  test('that a block does not fit in is a syntax error, and no other is tried', async () => {
    const { lines } = await check(page(block('ts @context="class"', 'return 1;')));
    expect(lines).toEqual([expect.stringContaining('syntax-error 4:')]);
  });

  test.each<[string, string, string, string[]]>([
    ['is needless on a block that compiles as it stands', 'function', 'const a = 1;', ['needless-marker 3:7-26']],
    ['is needed by a block that parses without it and has no types', 'class', 'count = 0;', []],
  ])('%s', async (_name, context, line, expected) => {
    const { lines } = await check(page(block(`ts @context="${context}"`, line)), 'strict');
    expect(lines.map((text) => text.split(' ').slice(0, 2).join(' '))).toEqual(expected);
  });
});

describe('@continue', () => {
  const set = block('ts', "const greeting = 'hello';");
  test.each<Level>(['drift', 'strict'])('that continues nothing is needless at level %s', async (level) => {
    const needless = 'needless-marker 7:7-16 `@continue` is not needed: the block uses nothing of those before it';
    expect((await check(page(set, block('ts @continue', 'const a = 1;')), level)).lines).toEqual([needless]);
    expect((await check(page(block('ts @continue', 'const a = 1;')), level)).lines).toHaveLength(1);
    expect((await check(page(set, block('ts @continue', 'greeting.at(0);')), level)).lines).toEqual([]);
  });

  test('reaches through a block that continues another', async () => {
    const between = block('ts @continue', 'const long = greeting.repeat(2);');
    expect((await check(page(set, between, block('ts @continue', 'greeting.at(0);')), 'strict')).lines).toEqual([]);
  });

  test('is taken away by its fix', async () => {
    const text = page(set, block('ts title="a" @continue {1}', 'const a = 1;'));
    const [edit] = (await check(text)).findings[0]!.fixes[0]!.edits;
    expect(text.slice(0, edit!.range[0]) + edit!.text + text.slice(edit!.range[1])).toBe(
      page(set, block('ts title="a" {1}', 'const a = 1;')),
    );
  });
});

describe('a marker that means nothing in its place is an error', () => {
  test.each([
    ['json @continue', '{}', '`@continue` means nothing on a block of json: it is not compiled'],
    ['sh @context="class"', 'ls', '`@context` means nothing on a block of sh: it is not compiled'],
    ['python @skip="no"', 'x', '`@skip` is not needed on a block of python: nothing checks it'],
    ['ts @continue="a"', 'a;', '`@continue` takes no value'],
    ['ts @skip', 'a b', '`@skip` needs a reason: `@skip="reason"`'],
    ['json @skip=" "', '{', '`@skip` needs a reason: `@skip="reason"`'],
    ['ts @file', 'const a = 1;', '`@file` needs a name: `@file="name.ts"`'],
    ['ts @error', 'const a = 1;', '`@error` names no error: write `@error="TS2345"`'],
    ['ts @context="klass"', 'a() {}', '`@context` is one of `class`, `function`, `jsx`, not `klass`'],
    ['ts @isolated @isolated', 'const a = 1;', '`@isolated` stands there twice'],
    ['ts @skip="why" @check', 'a b', '`@check` means nothing beside `@skip`'],
    ['ts @isolated @continue', 'const a = 1;', '`@isolated` is the opposite of `@continue`'],
    ['ts @context="class"', '// @filename: a.ts\na() {}', '`@context` means nothing in a block of several files'],
  ])('%s', async (info, text, message) => {
    const { findings } = await check(page(block(info, text)));
    const misused = findings.filter(({ rule }) => rule === 'examples/misused-marker');
    expect(misused.map((finding) => finding.message)).toEqual([message]);
  });

  test('and one that was probably meant is named', async () => {
    const { findings } = await check(page(block('ts @context="clas"', 'a() {}')));
    expect(findings.map(({ suggestion }) => suggestion)).toContain('@context="class"');
  });
});

describe('an unknown marker', () => {
  test.each(['ts', 'json', 'sh', 'toml'])('is an error on a block of %s', async (lang) => {
    const { lines } = await check(page(block(`${lang} @nonsense`, lang === 'json' ? '{}' : '')));
    expect(lines).toEqual([expect.stringContaining('unknown-marker')]);
  });

  test('is left to others in a language that nothing reads, unless it looks like one of ours', async () => {
    expect((await check(page(block('java @Override', 'x')))).lines).toEqual([]);
    expect((await check(page(block('java @regoin="a"', 'x')))).lines).toEqual([
      expect.stringContaining('unknown-marker'),
    ]);
  });
});

describe('Twoslash', () => {
  const code = (...lines: readonly string[]): string => page(block('ts twoslash', ...lines));

  test.each(['---cut---', '---cut-before---'])('what stands above `// %s` is compiled with the rest', async (cut) => {
    const { lines, blocks } = await check(
      code("import { greet } from 'greeter';", `// ${cut}`, "greet('Ada');", 'greet(1);'),
      'strict',
    );
    expect(lines).toEqual([expect.stringContaining('wrong-use 7:7-8')]);
    expect(blocks.checked).toBe(1);
  });

  test('what stands below `// ---cut-after---` and between start and end is compiled too', async () => {
    const { lines } = await check(
      code('// ---cut-start---', 'const a = 1;', '// ---cut-end---', 'a.toFixed();', '// ---cut-after---', 'b;'),
      'strict',
    );
    expect(lines).toEqual(["type-error 9:1-2 this does not compile: Cannot find name 'b' (TS2304)"]);
  });

  test('files of one block import each other, and each error stands in its line', async () => {
    const { lines } = await check(
      code('// @filename: a.ts', 'export const a = 1;', '// @filename: b.ts', "import { a, b } from './a';", 'a.nope;'),
      'strict',
    );
    expect(lines).toEqual([expect.stringContaining('7:13-14'), expect.stringContaining('8:3-7')]);
  });

  test('a query asks for a type, and excuses no error', async () => {
    const query = ["import { greet } from 'greeter';", 'const text = greet(1);', '//    ^?'];
    expect((await check(code(...query))).lines).toEqual([expect.stringContaining('wrong-use 5:20-21')]);
    expect((await check(code(query[0]!, "greet('Ada');", '// ^?'), 'strict')).lines).toEqual([]);
  });

  test('a comment that points at an error excuses it', async () => {
    const pointed = code("import { greet } from 'greeter';", 'greet(1);', '//    ^ no number');
    expect((await check(pointed)).lines).toEqual([]);
  });

  test.each([
    ['// @errors: 2345', []],
    ['// @errors: 2304 2345', []],
    ['// @noErrors', []],
    ['// @noErrors: 2345', []],
    ['// @noErrorValidation', []],
    ['// @errors: 2304', ['wrong-use']],
    ['// @noErrors: 2304', ['wrong-use']],
    ['// @noErrors: false', ['wrong-use']],
  ])('%s leaves out what it names', async (flag, rules) => {
    const { lines } = await check(code(flag, "import { greet } from 'greeter';", 'greet(1);'), 'strict');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(rules);
  });

  test('a block whose errors are all left out counts as skipped', async () => {
    expect((await check(code('// @noErrors', 'a b'), 'strict')).blocks).toMatchObject({
      skipped: 1,
      reasons: { 'its `@noErrors` leaves all errors out': 1 },
    });
  });
});

describe('the notation of highlighters', () => {
  test.each([
    ['Shiki', 'ts', ['const a = 1; // [!code --]', 'const a = 2; // [!code ++]', 'a.nope; // [!code focus]']],
    ['Expressive Code', 'ts del={1} ins={2} "a" {3} title="a.ts"', ['const a = 1;', 'const a = 2;', 'a.nope;']],
    [
      'Expressive Code with labels',
      'ts del={"old":1} collapse={2-3} showLineNumbers',
      ['const a = 1;', 'const a = 2;', 'a.nope;'],
    ],
  ])('of %s: what is taken away is not compiled, and nothing moves', async (_name, info, lines) => {
    const result = await check(page(block(info, ...lines)), 'strict');
    expect(result.lines).toEqual([
      "type-error 6:3-7 this does not compile: Property 'nope' does not exist on type '2' (TS2339)",
    ]);
  });
});
