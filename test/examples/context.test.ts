import { describe, expect, test } from 'vitest';
import { checkFiles } from '../kit/check-files.ts';
import type { MemoryEntry } from '../kit/memory-file-system.ts';

const fence = '```';
const shop = {
  'package.json':
    '{ "name": "shop", "version": "2.1.0", "type": "module", "exports": { ".": "./dist/index.js", "./mini": "./dist/mini.js" } }',
  'src/index.ts': [
    'export class DataSource { constructor(readonly url: string) {} find(name: string): string { return name; } }',
    'export const list = { of(...items: string[]) { return { items, count: items.length }; } };',
    'export interface Registry {}',
    'export interface Answer { text: string }',
    'export function answer(make: () => Answer): void { make(); }',
    'export function handle(name: string, run: (key: keyof Registry) => Answer): void { void name; void run; }',
    'export function open(options: { mode: "read" | "write"; depth?: number }): void { void options; }',
    'export function storeWith<T>(state: T, same: (a: T, b: T) => boolean): T { void same; return state; }',
    'export function unlock(times: number): void { void times; }',
    'export function* steps(): Generator<string, string, string> { return yield "a"; }',
    '',
  ].join('\n'),
  'src/mini.ts': [
    "export const list = { from(items: readonly string[]) { return { items }; } };\nexport const small = 'small';",
    '',
  ].join('\n'),
};
const block = (info: string, ...lines: readonly string[]): string =>
  [`${fence}${info}`, ...lines, fence, ''].join('\n');
const page = (...parts: readonly string[]): string => ['# Page', '', ...parts].join('\n');

/** The findings of a page as `rule line:column`, and what became of its blocks. */
const found = async (text: string, files: Record<string, MemoryEntry> = {}, name = 'README.md') => {
  const { findings, ledger } = await checkFiles({ ...shop, ...files, [name]: text }, 'drift');
  return {
    findings: findings.map(
      ({ rule, location }) => `${rule.replace('examples/', '')} ${location!.line}:${location!.column}`,
    ),
    messages: findings.map(({ message, suggestion }) => [message, suggestion]),
    reasons: ledger.blocks.reasons,
    checked: ledger.blocks.checked,
  };
};

describe('the context of a snippet is guessed', () => {
  test('of several modules that bind a name, the one that fits is meant', async () => {
    const other = {
      'docs/full.md': page(block('ts', "import { list } from 'shop';", "list.of('a');")),
      'docs/mini.md': page(block('ts', "import { list } from 'shop/mini';", "list.from(['a']);")),
    };
    expect((await found(page(block('ts', "list.from(['a']);")), other)).findings).toEqual([]);
    expect((await found(page(block('ts', "list.none(['a']);")), other)).findings).toEqual(['missing-member 4:6']);
  });

  test('a block continues those above it, and none below it', async () => {
    const made = block('ts', "import { DataSource } from 'shop';", "const pool = new DataSource('a');");
    const used = block('ts', 'pool.none();');
    expect((await found(page(made, used))).findings).toEqual(['missing-member 9:6']);
    expect((await found(page(used, made))).findings).toEqual([]);
  });

  test('guesses that are left count after some that failed, for a block and for those that continue it', async () => {
    const other = {
      'package.json':
        '{ "name": "shop", "type": "module", "exports": { ".": "./dist/index.js", "./mini": "./dist/mini.js", "./micro": "./dist/micro.js" } }',
      'src/micro.ts': 'export const list = { thin() { return { first: list }; } };\n',
      'docs/full.md': page(block('ts', "import { list } from 'shop';", "list.of('a');")),
      'docs/mini.md': page(block('ts', "import { list } from 'shop/mini';", "list.from(['a']);")),
      'docs/micro.md': page(block('ts', "import { list } from 'shop/micro';", 'list.thin();')),
    };
    const text = page(
      block('ts', 'const made = list.thin();'),
      block('ts', 'made.first.thin();'),
      block('ts', 'made.first.thick();'),
      block('ts', "list.thin().first.from(['a']);"),
      block('ts', "list.of('a').count;"),
      block('ts', "list.from(['a']).items;"),
    );
    // Where none fits, the likeliest is held against the block.
    expect((await found(text, other)).findings).toEqual(['missing-member 12:12', 'missing-member 16:6']);
  });

  test('on a page about another version one guess is enough', async () => {
    const other = {
      'docs/full.md': page(block('ts', "import { list } from 'shop';", "list.of('a');")),
      'docs/again.md': page(block('ts', "import { list } from 'shop';", "list.of('a');")),
      'docs/mini.md': page(block('ts', "import { list } from 'shop/mini';", "list.from(['a']);")),
    };
    const text = page(block('ts', "list.from(['a']);"));
    expect(await found(text, other)).toMatchObject({ findings: [], reasons: {}, checked: 4 });
    const past = await found(text, other, 'MIGRATION.md');
    expect(past).toMatchObject({ findings: [], reasons: { 'the page tells of other versions': 1 }, checked: 3 });
  });

  test('a name that is declared only elsewhere in the block is looked for like any other', async () => {
    const inside = ['if (Math.random() > 2) {', '  const result = 1;', '  console.log(result);', '}', 'result;'];
    const lost = await found(page(block('ts', ...inside)));
    expect(lost.reasons).toEqual({ 'it uses names that nothing declares': 1 });
    const own = await found(page(block('ts', "import { unlock } from 'shop';", ...inside, "unlock('twice');")));
    expect(own).toMatchObject({ findings: ['wrong-use 10:8'], reasons: {}, checked: 1 });
    const handed = await found(page(block('ts', 'const result = 2;'), block('ts', ...inside)));
    expect(handed).toMatchObject({ findings: [], reasons: {}, checked: 2 });
  });

  test('a block gets what an earlier one declares in the context of that one', async () => {
    const other = { 'docs/mini.md': page(block('ts', "import { list } from 'shop/mini';", "list.from(['a']);")) };
    const { findings } = await found(
      page(block('ts', "import { list } from 'shop';", "const all = list.of('a');"), block('ts', 'all.counts();')),
      other,
    );
    expect(findings).toEqual(['missing-member 9:5']);
  });

  test('a variable that the docs always make of one class is one of it, in JavaScript too', async () => {
    const made = block('ts', "import { DataSource } from 'shop';", "const source = new DataSource('a');");
    const thrice = { 'docs/a.md': page(made), 'docs/b.md': page(made), 'docs/c.md': page(made) };
    for (const lang of ['ts', 'js']) {
      expect((await found(page(block(lang, "source.finds('a');")), thrice)).findings).toEqual(['missing-member 4:8']);
    }
    const once = { 'docs/a.md': page(made) };
    expect((await found(page(block('ts', "source.finds('a');")), once)).findings).toEqual([]);
  });

  test('a name that the docs use for something of their own proves nothing', async () => {
    const own = { 'docs/own.md': page(block('ts', 'const unlock = () => {};', 'unlock();')) };
    const doubtful = await found(page(block('ts', "unlock('a');")), own);
    expect(doubtful.findings).toEqual([]);
    expect(doubtful.reasons).toMatchObject({ 'it uses names that nothing declares': 1 });
  });

  test('a name that the docs import and also use for something of their own is doubted', async () => {
    const imported = page(block('ts', "import { unlock } from 'shop';", 'unlock(1);'));
    const docs = {
      'docs/a.md': imported,
      'docs/b.md': imported,
      'docs/own.md': page(block('ts', 'const unlock = () => {};', 'unlock();')),
    };
    const doubtful = await found(page(block('ts', "unlock('a');")), docs);
    expect(doubtful.findings).toEqual([]);
    expect(doubtful.reasons).toMatchObject({ 'its context can only be guessed': 1 });
  });

  test('a block is judged again when the one that it continues turns out to mean another module', async () => {
    const mini = page(block('ts', "import { list } from 'shop/mini';", "list.from(['a']);"));
    const full = page(block('ts', "import { list } from 'shop';", "list.of('a');"));
    const docs = { 'docs/a.md': mini, 'docs/b.md': mini, 'docs/c.md': full };
    const { findings } = await found(
      page(block('ts', "const all = list.of('a');"), block('ts', 'all.counts();')),
      docs,
    );
    expect(findings).toEqual(['missing-member 8:5']);
  });

  test('additions of another page do not hide what is wrong with what a block continues', async () => {
    const adds = {
      'docs/adds.md': page(block('ts', "declare module 'shop' { interface Answer { code: number } }", 'export {};')),
    };
    const first = block('ts', "import { DataSource } from 'shop';", "const source = new DataSource('a');");
    expect((await found(page(first, block('ts', 'source.gone();')), adds)).findings).toEqual(['missing-member 9:8']);
  });

  test('a value of another section is not held against a block, a missing member is', async () => {
    const store = block('ts', "import { DataSource } from 'shop';", "const state = new DataSource('a');");
    const use = block('ts', 'state.find(1);');
    expect((await found(page('## One', '', store, use))).findings).toEqual(['wrong-use 11:12']);
    expect((await found(page('## One', '', store, '## Two', '', use))).findings).toEqual([]);
    const gone = block('ts', 'state.gone();');
    expect((await found(page('## One', '', store, '## Two', '', gone))).findings).toEqual(['missing-member 13:7']);
  });

  test('the text above a block may say that it rests on something else', async () => {
    const store = block('ts', "import { DataSource } from 'shop';", "const state = new DataSource('a');");
    const use = block('ts', 'state.find(1);');
    expect((await found(page(store, 'This one needs `storeWith`.', '', use))).findings).toEqual([]);
    expect((await found(page(store, 'This one needs `DataSource`.', '', use))).findings).toEqual(['wrong-use 11:12']);
  });

  test('what a page adds to the types of the package holds there, and elsewhere only as an excuse', async () => {
    const adds = {
      'docs/adds.md': page(
        block('ts', "declare module 'shop' { interface Answer { code: number } }", 'export {};'),
        block('ts', "import { answer } from 'shop';", "answer(() => ({ text: 'a', code: 1 }));"),
      ),
    };
    expect((await found('# Page\n', adds)).findings).toEqual([]);
    const plain = block('ts', "import { answer } from 'shop';", "answer(() => ({ text: 'a' }));");
    expect((await found(page(plain), adds)).findings).toEqual([]);
    const extended = block('ts', "import { answer } from 'shop';", "answer(() => ({ text: 'a', code: 1 }));");
    expect((await found(page(extended), adds)).findings).toEqual([]);
    const wrong = block('ts', "import { answers } from 'shop';");
    expect((await found(page(wrong), adds)).findings).toEqual(['missing-export 4:10']);
  });
});

describe('a snippet that may mean something else proves nothing', () => {
  const gone = block('ts', 'Event.gone();', 'export const mine: Event = new Event();');

  test('a name of the platform that the page declares too is the one of the page', async () => {
    const files = { 'src/mini.ts': 'export const small = <T extends { data: string }>(of: T) => of;\n' };
    const use = block('ts', "import { small } from 'shop/mini';", 'const of = (event: Event) => small(event);');
    expect((await found(page(use), files)).findings).toEqual(['wrong-use 5:36']);
    const own = block('ts', "type Event = { data: 'a' };");
    expect((await found(page(own, use), files)).findings).toEqual([]);
    expect((await found(page(own, gone, use), files)).findings).toEqual([]);
  });

  test('an instance of a class that is given types takes what those say', async () => {
    const files = {
      'src/mini.ts': 'export class Db<T> { from(of: T extends string ? 1 : 2): void { void of; } }\n',
    };
    const made = (types: string): string =>
      block('ts', "import { Db } from 'shop/mini';", `const source = new Db${types}();`);
    const docs = (types: string) =>
      Object.fromEntries(['a', 'b', 'c'].map((name) => [`docs/${name}.md`, page(made(types))]));
    const use = page(
      'Of `shop/mini`:\n',
      block('ts', "import { Db } from 'shop/mini';"),
      block('ts', "source.from('some');"),
    );
    const own = { 'package.json': shop['package.json'].replace('index.js', 'mini.js') };
    expect((await found(use, { ...files, ...own, ...docs('') })).findings).toEqual(['wrong-use 10:13']);
    expect((await found(use, { ...files, ...own, ...docs('<string>') })).findings).toEqual([]);
  });

  test('what is made of an example of another section lacks what that example left out', async () => {
    const files = {
      'src/mini.ts': 'export interface Api<T> { made: T }\nexport const api = <T>(of: T): Api<T> => ({ made: of });\n',
    };
    const made = block('ts', "import { api } from 'shop/mini';", 'const all = api({ one: 1 });');
    const use = block('ts', 'all.two;');
    expect((await found(page('## One', '', made, use), files)).findings).toEqual(['missing-member 11:5']);
    expect((await found(page('## One', '', made, '## Two', '', use), files)).findings).toEqual([]);
  });

  test('what one block of a page adds to the types, another does without', async () => {
    const text = page(
      block('ts', "declare module 'shop' { interface Registry { own: 1 } }", 'export {};'),
      block('ts', "import { handle } from 'shop';", "handle('a', (key: 'other') => ({ text: key }));"),
    );
    const plain =
      'export interface Registry {}\nexport const handle = (name: string, run: (key: {} extends Registry ? any : keyof Registry) => unknown) => { void name; void run; };\n';
    expect((await found(text, { 'src/index.ts': plain })).findings).toEqual([]);
  });

  test('a member that the page adds to a class is there', async () => {
    const add = block(
      'js',
      "import { DataSource } from 'shop';",
      'DataSource.prototype.count = function () { return 1; };',
    );
    const use = block('js', "import { DataSource } from 'shop';", "new DataSource('a').count();");
    expect((await found(page(use))).findings).toEqual(['missing-member 5:21']);
    expect((await found(page(add, use))).findings).toEqual([]);
  });

  test('a block that is headed by another tool than the package is about that', async () => {
    const own = block('js', '// shop', "import { unlock } from 'shop';", 'unlock(1);');
    const other = block('js', '// locker', "unlock('all');");
    const same = block('js', '// and all of them', "unlock('all');");
    expect((await found(page(own, same))).findings).toEqual(['wrong-use 11:8']);
    expect((await found(page(own, other))).findings).toEqual([]);
  });

  test('a file beside a page of the docs is not the file of the reader', async () => {
    const files = { 'docs/config.js': 'export const other = 1;\n', 'config.js': 'export const other = 1;\n' };
    const use = page(block('js', "import { mine } from './config.js';"));
    expect((await found('# Page\n', { ...files, 'docs/use.md': use })).findings).toEqual([]);
    expect((await found(use, files)).findings).toEqual(['missing-export 4:10']);
  });

  test('what types leave out is there when the scripts that they describe have it', async () => {
    const files = {
      'package.json': '{ "name": "plain", "version": "1.0.0", "main": "./plain.js", "types": "./plain.d.ts" }',
      'plain.js': 'class Agent { get isActive() { return true; } }\nmodule.exports = { Agent, later() {} };\n',
      'plain.d.ts': 'export class Agent { start(): void; }\n',
    };
    const use = page(
      block('js', "import { Agent, later } from 'plain';", 'new Agent().isActive;', 'new Agent().isOld;'),
    );
    expect((await found(use, files)).findings).toEqual(['missing-member 6:13']);
  });

  test.each([
    ['a member of some of the types of a value', 'either().length;'],
    ['a literal for another', "named.name = 'Mine';"],
    ['a string that is no literal any more', "const options = { mode: 'read' };\nmoded(options);"],
    ['a member that is given to an object', 'named.more = 1;'],
    ['an option that a hook of the page reads', "moded({ mode: 'read', more: 1 });\nconst hook = (one) => one.more;"],
  ])('%s is no matter of JavaScript', async (_, code) => {
    const files = {
      'src/mini.ts':
        "export const either = (): string | { of: 1 } => 'a';\nexport const named: { name: 'Own' } = { name: 'Own' };\nexport const moded = (of: { mode: 'read' | 'write' }) => of;\n",
    };
    const text = (lang: string) =>
      page(block(lang, "import { either, named, moded } from 'shop/mini';", ...code.split('\n')));
    expect((await found(text('js'), files)).findings).toEqual([]);
    expect((await found(text('ts'), files)).findings).toHaveLength(1);
  });

  test('what a call leaves out and others of the docs give to the function is left out on purpose', async () => {
    const files = {
      'src/mini.ts': 'export const auth = (of: { page: string; scopes: string[]; ttl?: number }) => of;\n',
      'docs/all.md': page(block('ts', "import { auth } from 'shop/mini';", "auth({ page: '/in', scopes: [] });")),
    };
    const use = page(block('ts', "import { auth } from 'shop/mini';", 'auth({ ttl: 1 });'));
    expect((await found(use, files)).findings).toEqual([]);
    const renamed = { ...files, 'src/mini.ts': files['src/mini.ts'].replace('scopes', 'allowed') };
    expect((await found(use, renamed)).findings).toContain('wrong-use 5:6');
    const given = page(block('ts', "import { auth } from 'shop/mini';", 'const of = { ttl: 1 };', 'auth(of);'));
    expect((await found(given, files)).findings).toEqual(['wrong-use 6:6']);
  });

  test('what a key of an empty interface is asked for, readers declare', async () => {
    const files = {
      'src/mini.ts':
        'export interface Routes {}\nexport const route = <T extends keyof Routes>(of: keyof Routes extends never ? undefined : T) => of;\n',
    };
    expect(
      (await found(page(block('ts', "import { route } from 'shop/mini';", "route('/a');")), files)).findings,
    ).toEqual([]);
  });

  test('a member of a type that the docs give members to is there', async () => {
    const files = {
      'src/mini.ts': 'export interface Commands { read(): void }\nexport declare const commands: Commands;\n',
    };
    const use = page(block('ts', "import { commands } from 'shop/mini';", 'commands.mine();'));
    expect((await found(use, files)).findings).toEqual(['missing-member 5:10']);
    const adds = {
      'docs/adds.md': page(block('ts', "declare module 'shop/mini' { interface Commands { own(): void } }")),
    };
    expect((await found(use, { ...files, ...adds })).findings).toEqual([]);
  });

  test('a mistake may be announced inside of what it is in', async () => {
    const code = (comment: string) =>
      page(
        block(
          'ts',
          "import { make } from 'shop/mini';",
          "import type { Answer } from 'shop';",
          'const of: Answer = make({',
          `  text: 1, ${comment}`,
          '});',
        ),
      );
    const files = { 'src/mini.ts': 'export const make = <T>(of: T): T => of;\n' };
    expect((await found(code('// the text'), files)).findings).toEqual(['wrong-use 6:7']);
    expect((await found(code('// This mistake will fail to pass type checking!'), files)).findings).toEqual([]);
  });

  test('what an example has from one that rests on nothing rests on nothing', async () => {
    const files = {
      'src/mini.ts':
        'export interface Made<T> { of: T }\nexport const make = <T extends object>(of: T): Made<T> => ({ of });\n',
    };
    const first = block(
      'ts',
      "import { make } from 'shop/mini';",
      "import { User } from './user.js';",
      'const made = make(new User());',
    );
    const own = block('ts', "import { make } from 'shop/mini';", 'const made = make(new Date());');
    const use = block('ts', 'made.gone;');
    expect((await found(page(own, use), files)).findings).toEqual(['missing-member 9:6']);
    expect((await found(page(first, use), files)).findings).toEqual([]);
  });

  test('a subpath that is published has its file, whatever its types say', async () => {
    const files = {
      'package.json':
        '{ "name": "typed", "version": "1.0.0", "type": "module", "exports": { ".": "./index.js", "./own": { "types": "./all.d.ts", "import": "./own.js" } } }',
      'index.js': 'export const a = 1;\n',
      'own.js': 'export const b = 1;\n',
      'all.d.ts': "declare module 'typed/own' { export const b: number; }\n",
    };
    expect((await found(page(block('js', "import { b } from 'typed/own';")), files)).findings).toEqual([]);
    expect((await found(page(block('js', "import { b } from 'typed/other';")), files)).findings).toEqual([
      'missing-module 4:19',
    ]);
  });

  test('what a package publishes beside what the repository uses is there', async () => {
    const files = {
      'package.json':
        '{ "name": "more", "version": "1.0.0", "exports": { ".": "./src/index.ts" }, "publishConfig": { "exports": { ".": "./dist/index.js", "./parts/*": "./dist/parts/*.js" } } }',
    };
    expect((await found(page(block('ts', "import a from 'more/parts/a';")), files)).findings).toEqual([]);
    expect((await found(page(block('ts', "import a from 'more/others/a';")), files)).findings).toEqual([
      'missing-module 4:15',
    ]);
  });

  test('a package of the same scope may stand in another repository, one that is misspelt does not', async () => {
    const files = Object.fromEntries(
      ['core', 'next', 'node'].flatMap((name) => [
        [`packages/${name}/package.json`, `{ "name": "@acme/${name}", "exports": "./index.js" }`],
        [`packages/${name}/index.ts`, 'export const a = 1;\n'],
      ]),
    );
    const root = { ...files, 'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }' };
    expect((await found(page(block('ts', "import { a } from '@acme/contrib';")), root)).findings).toEqual([]);
    const { findings, messages } = await found(page(block('ts', "import { a } from '@acme/cor';")), root);
    expect(findings).toEqual(['missing-module 4:19']);
    expect(messages).toEqual([['there is no package `@acme/cor`', '@acme/core']]);
  });

  test('a page whose name has another version tells of that', async () => {
    const text = page(block('ts', "import { old } from 'shop';"));
    expect((await found(text, {}, 'READMEv1.md')).findings).toEqual([]);
    expect((await found(text, {}, 'READMEv2.md')).findings).toEqual(['missing-export 4:10']);
  });
});

describe('what a snippet leaves out on purpose is no finding', () => {
  test.each([
    ['a function without its return', "answer(() => { console.log('a'); });"],
    ['a key of an interface that the reader extends', "handle('a', (key) => { const own: typeof key = 'mine'; });"],
    ['a list of the values that an option takes', 'open({ mode: "read" | "write" });'],
    ['a line that is labelled as the wrong one', "open({\n  mode: 'read',\n  deep: 1, // ❌ unknown\n});"],
    ['a value that stands for any', "DataSource.prototype.find.call(null, 'foo');"],
  ])('%s', async (_, code) => {
    const text = page(block('ts', "import { answer, handle, open, DataSource } from 'shop';", ...code.split('\n')));
    expect((await found(text)).findings).toEqual([]);
  });

  test('and what it does say is still checked', async () => {
    const text = page(block('ts', "import { open } from 'shop';", 'open({ mode: "append" });'));
    expect((await found(text)).findings).toEqual(['wrong-use 5:8']);
  });
});

describe('notations that readers know', () => {
  test.each([
    ['JSX in a block that says it is ts', 'ts', 'const view = () => {\n  return <h1>Hello</h1>;\n};'],
    ['a block that breaks off behind an arrow', 'ts', 'const run = async (name: string) =>'],
    ['steps with arrows between them', 'ts', 'logger() -> cors() -> *handler*'],
    ['what a console prints of instances', 'js', "[ Person { id: 1, name: 'Ada' },\n  Person { id: 2, name: 'Bob' } ]"],
    ['prose behind dots', 'ts', 'const routes = [auth, ...other routes] as const;'],
    ['a schema that is coloured as TypeScript', 'ts [schema.prisma]', 'generator client {\n  provider = "x"\n}'],
    [
      'a line that the block takes away',
      'ts',
      'const options = {\n  port: 1 // [!code --]\n  port: 2 // [!code ++]\n};',
    ],
    ['a comment for a type and for a value', 'ts', 'type Extra = /* what comes with it */;\nopen(/* options */, 1);'],
    ['a comment for what a loop goes through', 'ts', 'for (/* each of them */) {\n  open();\n}'],
    ['a phrase for a value', 'ts', 'open({ seed: <the seed of that run> });'],
    ['dots for a value', 'ts', 'const reducer = ...\nconst next = 1;'],
    ['a parameter that may be left out in a call', 'js', 'open(value, options?)'],
    ['a parameter with its type in a call', 'ts', 'const opened = open(options?: Options)'],
    ['a parameter of a type', 'ts', 'TInput extends string\nTOther extends number'],
    ['a command in a block that says it is a script', 'js', '// how to start it\nnode file.js'],
    ['a component of Vue', 'tsx', '<script lang="ts">\nconst a = 1\n</script>'],
    ['an element of a Vue template', 'tsx', 'import { list } from \'shop\';\n<List :of="list" />'],
    ['an element by its opening tag', 'tsx', 'const open = true;\n\n// Controlled\n<Sheet open={open}>\n\n<Sheet>'],
    ['elements under a comment', 'tsx', 'const open = true;\n\n// Usage\n<Sheet open={open} />\n<Sheet />'],
    ['attributes', 'tsx', '// ❌ Wrong\nsearch={(before) => {\n  return before;\n}}'],
    ['a drawing of what holds what', 'ts', 'root { ssr: undefined }\n  posts { ssr: true }'],
    ['members behind a type', 'ts', 'type User = { id: string };\n\nuserList: () => User[];'],
    ['a comment for what a function gives', 'ts', 'const all = [1].some(\n  (one) => // your own test\n)'],
    [
      'a comment of documentation for a type',
      'ts',
      'interface Own {\n  of: this extends /** a test **/ ? /** a type **/ : never;\n}',
    ],
    [
      'types in several parts of a block of JavaScript',
      'js',
      'const run = (data: FormData) => data;\n\n<form of={run} />\n<form />',
    ],
    [
      'members of a type where a value is wanted',
      'js',
      'Options = {\n  // its name\n  name: string;\n  test: (value: any) => boolean;\n};',
    ],
    ['a member of a class below one', 'ts', 'class Role {}\n\n@Enum({ default: [Role] })\nroles = [Role];'],
    ['what a call is turned into', 'js', 'const all = 1;\n// Which results in:\nselect * from users where id = $1'],
    ['a part of a template', 'ts', '$'.concat('{form.group(\n  { name: 1 },\n  (group) => group,\n)}')],
    [
      'members of a class below statements',
      'ts',
      "import { list } from 'shop';\n\nreadonly table = list.of();\n\n@state()\nprivate own = 1;",
    ],
    ['an opening tag over several lines', 'tsx', '<th\n  key={header.id}\n  of={() => one()}\n>'],
    ['an object that stands by itself', 'ts', "list.of('a')\n\n// OR\n\n{\n  key: 'a',\n}"],
    [
      'marks within lines',
      'js',
      '/// file: a.js\n+++import { list } from "shop";+++\nconst a = () => {\n  ---list.from();---\n  +++return {\n    a: list.of(),\n  };+++\n};',
    ],
    [
      'a change of which only the first lines are marked',
      'ts',
      'run((a) => { // [!code --]\n  a();\n})\n\nrun(({ a }) => { // [!code ++]\n  a();\n})',
    ],
    [
      'an attribute below statements',
      'ts',
      "import { list } from 'shop';\n\nonEnd={(event) => {\n  list.of(event);\n}}",
    ],
    ['an argument that may be left out, in brackets', 'js', 'open([pattern ,] run);'],
    ['prose with elements below a component', 'jsx', 'const A = () => <b />;\n\nThis is <A>my</A> own !'],
    ['the head of a type', 'ts', 'type Box<Item, Lid = none>'],
    ['the head of a type over several lines', 'ts', 'export type Box<\n  Item,\n  Lid extends string = none,\n>'],
    ['a function by the types of its parameters', 'js', 'function openAll(Options[], Map<string, A>): Result;'],
    ['a type of a function by those', 'js', 'type Run = (Source<A>) => Source<B>;\ntype Runs = Input => Run;'],
    [
      'members with their types and comments in a call',
      'ts',
      'open({\n  deep?: boolean; // how far\n  mode?: string;\n});',
    ],
    ['two dots for an argument', 'js', "open('a', ..)\nopen(.., 1);"],
    ['two dots for statements', 'ts', 'open(() => {\n  const one = 1;\n  ..\n});'],
    ['dots in quotes for what an object holds', 'js', 'module.exports={messages: {"..."}}'],
    [
      'an element under a comment, behind one that stands deeper',
      'jsx',
      'const view = memo(() => {\n  return (\n    <b>a</b>\n  )\n}, [])\n\n// And then:\n<View\n  of={view}\n/>',
    ],
    ['a signature of TypeDoc', 'ts', '```\n\nDefined in: a.ts:1\n\n```ts\noptional name: string;'],
  ])('%s is no syntax error', async (_, info, code) => {
    expect((await found(page(block(info, ...code.split('\n'))))).findings).toEqual([]);
  });

  test.each([
    [
      'a parameter of a type inside a list without commas',
      'type A<\n  B extends string\n  C extends string\n> = [B, C];',
    ],
    [
      'an element that something stands in',
      "import React from 'react';\nconst view = () => (\n  <div>\n    <b>a</b>\n);",
    ],
    ['an element with one bracket too many', 'const view = () => (\n  <>\n    <b on={() => one(1))}>a</b>\n  </>\n);'],
    ['a type that breaks off', 'type A<B> ='],
    ['a property between dots', 'open({ ..mode });'],
    ['a comment that ends in dots', '// Work ...\nfor (let i = 0; i < 1) {}'],
  ])('%s is one', async (_, code) => {
    const lang = code.includes('</') ? 'tsx' : 'ts';
    expect((await found(page(block(lang, ...code.split('\n'))))).findings).toHaveLength(1);
  });

  test('a fragment that yields is a part of a generator', async () => {
    const steps = page(
      block('ts', "import { steps } from 'shop';"),
      block('ts', 'const it = yield * steps();', 'it.nothing();'),
    );
    expect((await found(steps)).findings).toEqual([]);
  });
});

describe('messages', () => {
  test('a name that another entry exports is told with its import', async () => {
    const { messages } = await found(page(block('ts', "import { small } from 'shop';")));
    expect(messages).toEqual([['`shop` does not export `small`', 'import { small } from "shop/mini"']]);
  });

  test('what is required is an import too', async () => {
    const { findings } = await found(page(block('js', "const { tiny, list } = require('shop');")));
    expect(findings).toEqual(['missing-export 4:9']);
  });

  test('a method is told with its brackets', async () => {
    const { messages } = await found(page(block('ts', "import { list } from 'shop';", "list.off('a');")));
    expect(messages[0]![0]).toMatch(/^`off\(\)` cannot be used on `list`/);
  });
});

describe('an export that is gone is told wherever it is used', () => {
  const gone = block('ts', "import { gone } from 'shop';", 'gone();');

  test('on a page that imports it, in every block that has its name, at the first use', async () => {
    const text = page(
      gone,
      block('ts', '// gone', "const text = 'gone';", 'text.length;', 'list.of(text, gone(), gone());'),
    );
    const { findings, messages } = await found(text);
    expect(findings).toEqual(['missing-export 4:10', 'missing-export 12:15']);
    expect(messages[1]![0]).toBe('`shop` does not export `gone`');
  });

  test('a key and a member of its name are no use of it', async () => {
    const text = page(gone, block('ts', 'const all = { gone: 1 };', 'all.gone;', 'const some = { gone };'));
    expect((await found(text)).findings).toEqual(['missing-export 4:10', 'missing-export 11:16']);
  });

  test('on other pages when the docs always import it so, and never from elsewhere', async () => {
    const bare = page(block('ts', 'gone();'));
    const importing = { 'docs/a.md': page(gone), 'docs/b.md': page(gone), 'docs/c.md': page(gone) };
    const { findings } = await found(bare, importing);
    expect(findings).toContain('missing-export 4:1');
    const twice = { 'docs/a.md': page(gone), 'docs/b.md': page(gone) };
    expect((await found(bare, twice)).findings).not.toContain('missing-export 4:1');
    const elsewhere = { ...importing, 'docs/d.md': page(block('ts', "import { gone } from 'other';", 'gone();')) };
    expect((await found(bare, elsewhere)).findings).not.toContain('missing-export 4:1');
  });

  test('what a page about another version imports is no other meaning of the name', async () => {
    const former = { 'docs/migrating.md': page(block('ts', "import { small as gone } from 'shop/mini';", 'gone;')) };
    const text = page(gone, block('ts', 'gone;'));
    expect((await found(text, former)).findings).toEqual(['missing-export 4:10', 'missing-export 9:1']);
    const present = { 'docs/usage.md': former['docs/migrating.md'] };
    expect((await found(text, present)).findings).toEqual(['missing-export 4:10']);
  });
});

test('a message names a module the same wherever the repository stands', async () => {
  const { messages } = await found(page(block('ts', "import * as shop from 'shop';", 'shop.none;')));
  expect(messages[0]![0]).toContain(`on type 'typeof import("src/index")'`);
});

describe('two blocks that do not parse', () => {
  const opening = block('jsx', 'const Body = () => {', '  return (', '    <>', '      <b>one</b>');
  const closing = block('jsx', '      <b>two</b>', '    </>', '  );', '};');

  test('may be the beginning and the end of one text, whatever parses between them', async () => {
    expect((await found(page(opening, closing))).findings).toEqual([]);
    expect((await found(page(opening, block('ts', 'const a = 1;'), closing))).findings).toEqual([]);
  });

  test('are findings when they are not', async () => {
    expect((await found(page(opening))).findings).toHaveLength(1);
    expect((await found(page(closing))).findings).toHaveLength(1);
    expect((await found(page(closing, opening))).findings).toHaveLength(2);
    expect((await found(page(opening), { 'docs/a.md': page(closing) })).findings).toHaveLength(2);
  });
});

describe('what only others know proves nothing', () => {
  test('what platforms add to what `fetch` takes', async () => {
    const source = [
      'export interface Options extends RequestInit { retry?: number }',
      'export interface Plain { retry?: number }',
      'export function request(url: string, options?: Options): void { void url; void options; }',
      'export function plain(options?: Plain): void { void options; }',
    ].join('\n');
    const lines = [
      "import { plain, request } from 'shop';",
      "request('a', { dispatcher: 1 });",
      'plain({ dispatcher: 1 });',
    ];
    const { findings } = await found(page(block('ts', ...lines)), { 'src/index.ts': source });
    expect(findings).toEqual(['wrong-use 6:9']);
  });

  test('that the children of an element stand between its tags', async () => {
    const source =
      'export function Box(props: { name: string; size: number; children: object }): null { void props; return null; }';
    const element = (text: string) =>
      found(page(block('tsx', "import { Box } from 'shop';", text)), { 'src/index.ts': source });
    expect((await element('<Box name="a" size={1}><i /></Box>;')).findings).toEqual([]);
    expect((await element('<Box name="a" size={1} />;')).findings).toEqual(['wrong-use 5:2']);
    expect((await element('<Box name="a"><i /></Box>;')).findings).toEqual(['wrong-use 5:2']);
  });

  test('the subpaths of a package whose package.json a build writes', async () => {
    const text = page(block('ts', "import { list } from 'shop/far';", 'list;'));
    const having = (manifest: object) => found(text, { 'package.json': JSON.stringify({ name: 'shop', ...manifest }) });
    expect((await having({ private: true })).findings).toEqual([]);
    expect((await having({ private: true, main: 'src/index.ts' })).findings).toEqual(['missing-module 4:22']);
    expect((await having({})).findings).toEqual(['missing-module 4:22']);
  });
});

describe('what the types of a package do not say proves nothing', () => {
  const assigned = {
    'package.json': '{ "name": "maker", "version": "1.0.0", "main": "dist/make.js" }',
    'lib/make.ts': 'export function make() { return 1; }\nmodule.exports = Object.assign(make, module.exports);\n',
    'lib/parts/one.ts': 'export const one = 1;\n',
    'lib/data.json': '{ "a": 1 }\n',
  };

  test('what a module of CommonJS gives instead of its exports', async () => {
    const text = (plain: string) =>
      page(
        block('js', "const make = require('maker');", 'make();', 'new make();', 'make.other;'),
        block('js', "import make from 'maker';", 'make();'),
        block('js', "import { gone } from 'maker';"),
        plain,
      );
    expect((await found(text(''), assigned)).findings).toEqual(['missing-export 16:10']);
    const files = { ...assigned, 'lib/make.ts': 'export function make() { return 1; }\n' };
    expect((await found(text(''), files)).findings).toEqual([
      'missing-member 5:1',
      'missing-member 6:5',
      'missing-member 7:6',
      'missing-export 11:8',
      'missing-export 16:10',
    ]);
  });

  test('a file of the build, in a package without `exports`', async () => {
    const text = page(
      block('ts', "import { one } from 'maker/dist/parts/one';", "import { gone } from 'maker/dist/parts/one';"),
      block('ts', "import 'maker/dist/bundle.min.js';", "import data from 'maker/dist/data.json';"),
      block('ts', "import { other } from 'maker/parts/other';"),
    );
    expect((await found(text, assigned)).findings).toEqual(['missing-export 5:10', 'missing-module 14:23']);
  });

  test('a folder that a pattern of `exports` stands for', async () => {
    const files = {
      'package.json':
        '{ "name": "plugged", "version": "1.0.0", "exports": { ".": "./dist/index.js", "./plugins/*": "./plugins/*.js" } }',
      'src/index.ts': 'export const a = 1;\n',
      'src/plugins/index.ts': 'export const all = 1;\n',
      'src/plugins/debug/index.ts': 'export const debug = 1;\n',
    };
    const text = page(
      block('ts', "import { debug, gone } from 'plugged/plugins/debug';", "import 'plugged/plugins/bug';"),
    );
    expect((await found(text, files)).findings).toEqual(['missing-export 4:17', 'missing-module 5:8']);
  });

  test('a stylesheet that a build makes', async () => {
    const files = {
      'package.json':
        '{ "name": "styled", "version": "1.0.0", "exports": { ".": "./index.js", "./styles": "./dist/all.css" } }',
      'index.js': 'export const a = 1;\n',
    };
    const text = page(block('ts', "import 'styled/styles';", "import 'styled/style';"));
    expect((await found(text, files)).findings).toEqual(['missing-module 5:8']);
  });

  test('a package of another name that the repository stands in for', async () => {
    const files = {
      'tsconfig.json': '{ "compilerOptions": { "paths": { "old-shop": ["./src/index.ts"] } } }',
    };
    const text = page(block('ts', "import { gone } from 'old-shop';"), block('ts', "import { gone } from 'shop';"));
    expect((await found(text, files)).findings).toEqual(['missing-export 8:10']);
  });

  test('in JavaScript, a member of a class that extends the one', async () => {
    const files = {
      'src/index.ts': `${shop['src/index.ts']}export class Near extends DataSource {\n  near(): void {}\n}\n`,
    };
    const text = (language: string) =>
      page(
        block(
          language,
          "import { DataSource } from 'shop';",
          "const one = new DataSource('a');",
          'one.near();',
          'one.far();',
        ),
      );
    expect((await found(text('js'), files)).findings).toEqual(['missing-member 7:5']);
    expect((await found(text('ts'), files)).findings).toEqual(['missing-member 6:5', 'missing-member 7:5']);
  });

  test('in JavaScript, a member of one of the types that a value may have', async () => {
    const files = {
      'src/index.ts': [
        shop['src/index.ts'],
        'export interface Press {\n  message?: string;\n  user: string;\n}',
        'export interface Send {\n  user: string;\n}',
        'export type Action = Press | Send;',
        'export function on(run: (body: Action) => void): void { void run; }',
      ].join('\n'),
    };
    const text = (language: string) =>
      page(
        block(
          language,
          "import { on } from 'shop';",
          'on((body) => {',
          '  const { message, user, gone } = body;',
          '});',
        ),
      );
    expect((await found(text('js'), files)).findings).toEqual(['missing-member 6:26']);
    expect((await found(text('ts'), files)).findings).toEqual(['missing-member 6:11', 'missing-member 6:26']);
  });

  test('what a class takes that makes one of itself and does not show its constructor', async () => {
    const own = (...members: readonly string[]) =>
      page(
        block(
          'ts',
          "import { DataSource } from 'shop';",
          'class Own extends DataSource {',
          ...members,
          '}',
          "new Own('a', 2);",
        ),
      );
    const copy = '  copy(): Own { return new Own(this.url, 1); }';
    expect((await found(own(copy))).findings).toEqual(['wrong-use 8:14']);
    expect((await found(own('  constructor(url: string) { super(url, 1); }'))).findings).toEqual(['wrong-use 6:41']);
  });

  test('a member of a function that the block does not import', async () => {
    const other = {
      'docs/all.md': page(block('ts', "import { answer } from 'shop';", "answer(() => ({ text: 'a' }));")),
    };
    expect((await found(page(block('ts', 'answer.value;')), other)).findings).toEqual([]);
    const above = block('ts', "import { answer } from 'shop';", 'const value = answer;');
    expect((await found(page(above, block('ts', 'answer.value;')), other)).findings).toEqual([]);
    const imported = page(block('ts', "import { answer } from 'shop';", 'answer.value;'));
    expect((await found(imported, other)).findings).toEqual(['missing-member 5:8']);
  });

  test('a type that a block of another section gives to what it calls', async () => {
    const source = `${shop['src/index.ts']}export function fill<T>(of: { [K in keyof T]?: T[K] }): T { return of as T; }\n`;
    const files = { 'src/index.ts': source };
    const text = (heading: string) =>
      page(
        block('ts', "import { fill } from 'shop';", 'type Own = { a: number };', 'fill<Own>({ a: 1 });'),
        heading,
        block('ts', "import { fill } from 'shop';", 'fill<Own>({ b: 1 });'),
      );
    expect((await found(text('## Other\n'), files)).findings).toEqual([]);
    expect((await found(text(''), files)).findings).toEqual(['wrong-use 12:13']);
  });

  test('what a comment above `try` announces', async () => {
    const text = (comment: string) =>
      page(block('ts', "import { open } from 'shop';", comment, 'try {', "  open({ mode: 'append' });", '} catch {}'));
    expect((await found(text('// Throws: there is no such mode'))).findings).toEqual([]);
    expect((await found(text('// Opens it'))).findings).toEqual(['wrong-use 7:10']);
  });
});

describe('an error rests on what it judges', () => {
  const wrong = (...lines: readonly string[]) =>
    found(page(block('ts', "import { hook } from 'elsewhere';", "import { list, open } from 'shop';", ...lines)));

  test('and not on what stands beside it', async () => {
    expect((await wrong("hook(() => { list.none('a'); });")).findings).toEqual(['missing-member 6:19']);
    expect((await wrong("hook(list.none('a'));")).findings).toEqual(['missing-member 6:11']);
    expect((await wrong("list.none(hook('a'));")).findings).toEqual(['missing-member 6:6']);
    expect((await wrong('open({ mode: hook(), deep: 1 });')).findings).toEqual(['wrong-use 6:22']);
    const local = ['hook(() => {', "  const all = list.of('a');", '  all.none;', '});'];
    expect((await wrong(...local)).findings).toEqual(['missing-member 8:7']);
  });

  test('nor on an import of something else that rests on nothing', async () => {
    const files = { 'src/index.ts': `${shop['src/index.ts']}import { far } from 'far';\nexport const near = far();\n` };
    const text = page(block('ts', "import { list, near } from 'shop';", 'list.none(near);', 'near.none;'));
    expect((await found(text, files)).findings).toEqual(['missing-member 5:6']);
  });

  test('of a parameter, on the call that gives it its type, and of a variable on its value', async () => {
    const typed = ["import type { Far } from 'elsewhere';", 'declare const far: Far<typeof list>;'];
    expect((await wrong(...typed, 'far.each((one) => one.none);')).findings).toEqual([]);
    expect((await wrong('hook(list, (all: typeof list) => all.none);')).findings).toEqual(['missing-member 6:38']);
    const local = ['function show() {', '  const made = hook(list) ?? list;', '  made.none;', '}'];
    expect((await wrong(...local)).findings).toEqual([]);
  });

  // What `hook` gives is not known, so that the first way to call `choose` is taken, whichever is meant.
  const choosing = {
    'src/index.ts': [
      shop['src/index.ts'],
      'export class Deep { deep = 1; [Symbol.dispose](): void {} }',
      'export function choose(of: string): Deep[];',
      'export function choose(of: number): DataSource[];',
      'export function choose(of: unknown): unknown[] { return [of]; }',
      'export function guarded(value: unknown, kind: string): value is Deep;',
      'export function guarded(value: unknown, kind: unknown): value is DataSource { return kind === value; }',
      '',
    ].join('\n'),
  };
  /** How often an error is told of code that has its types from `choose`, given what is not known and what is. */
  const told = async (text: (given: string) => string) => {
    const findings = async (given: string) => {
      const lines = ["import { hook } from 'elsewhere';", "import { choose, Deep, guarded } from 'shop';", text(given)];
      return (await found(page(block('ts', ...lines)), choosing)).findings.length;
    };
    return [await findings('hook()'), await findings("'a'")];
  };

  test.each([
    ['what a loop goes through', (given: string) => `for (const one of choose(${given})) { one.gone; }`],
    ['parts of it', (given: string) => `for (const { gone } of choose(${given})) { gone; }`],
    ['it, waited for', (given: string) => `for await (const one of choose(${given})) { one.gone; }`],
    [
      'the default of a part',
      (given: string) => `{ const { a = choose(${given})[0]! } = {} as { a?: Deep }; a.gone; }`,
    ],
    ['the first of a list', (given: string) => `{ const [first] = choose(${given}); first!.gone; }`],
    ['parts of the first', (given: string) => `{ const [{ gone }] = choose(${given}) as [Deep]; gone; }`],
    ['parts in a callback', (given: string) => `choose(${given}).map(({ gone }) => gone);`],
    ['a resource', (given: string) => `{ using one = choose(${given})[0]!; one.gone; }`],
    ['what is assigned', (given: string) => `{ let one; one = choose(${given})[0]!; one.gone; }`],
    ['what is assigned at the top', (given: string) => `let one;\none = choose(${given})[0]!;\none.gone;`],
    ['what is narrowed', (given: string) => `{ const one: object = {}; if (guarded(one, ${given})) { one.gone; } }`],
    ['a field', (given: string) => `class Own { one = choose(${given})[0]!; run() { return this.one.gone; } }`],
    [
      'a getter',
      (given: string) => `class Own { get one() { return choose(${given})[0]!; } run() { return this.one.gone; } }`,
    ],
    [
      'what a class extends',
      (given: string) =>
        `const made = choose(${given})[0]!.constructor as new () => Deep;\nclass Own extends made { run() { return super.gone(); } }`,
    ],
    ['`this` of an object', (given: string) => `({ one: choose(${given})[0]!, run() { return this.one.gone; } });`],
    [
      'what a generator hands on',
      (given: string) =>
        `function* run() { const one = yield* (function* () { return choose(${given})[0]!; })(); one.gone; }`,
    ],
    [
      'a function that has a name of its own',
      (given: string) =>
        `(function own(count: number) { const all = choose(${given}); if (count > 0) own(1)[0]!.gone; return all; });`,
    ],
  ])('of %s, on where it comes from', async (_what, text) => {
    expect(await told(text)).toEqual([0, 1]);
  });

  test.each([
    ['ts', "import hook = require('elsewhere');"],
    ['ts', "const hook = (await import('elsewhere')).default;"],
    ['ts', "let hook;\nhook = await import('elsewhere');"],
    ['js', "const { hook } = require('elsewhere');"],
    ['js', "const hook = require('elsewhere').hook();"],
  ])('in a block of %s, on `%s`', async (language, way) => {
    const lines = ["import { choose } from 'shop';", way, 'choose(hook())[0].gone;', "choose('a')[0].gone;"];
    const { findings } = await found(page(block(language, ...lines)), choosing);
    expect(findings).toEqual([`missing-member ${way.includes('\n') ? 8 : 7}:16`]);
  });

  test('of what another block has from elsewhere, on that', async () => {
    const first = "export { hook } from 'elsewhere';\nexport * from 'nowhere';\nexport const far = 1;";
    for (const how of [
      "import { hook } from './hooks';",
      "import * as hooks from './hooks';\nconst { hook } = hooks;",
    ]) {
      const text = page(
        block('ts title="hooks.ts"', first),
        block('ts', how, "import { choose } from 'shop';", 'choose(hook())[0].gone;'),
      );
      expect((await found(text, choosing)).findings).toEqual([]);
    }
  });

  test('of a call, on everything that is given to it', async () => {
    const source = `${shop['src/index.ts']}export function bind<T>(of: T, ...more: keyof T extends never ? [] : [T]): void { void of; void more; }\n`;
    const text = (argument: string) =>
      page(block('ts', "import { hook } from 'elsewhere';", "import { bind } from 'shop';", `bind(${argument});`));
    expect((await found(text('hook()'), { 'src/index.ts': source })).findings).toEqual([]);
    expect((await found(text('1'), { 'src/index.ts': source })).findings).toEqual(['wrong-use 6:1']);
  });

  test('and not on a member, a parameter or a variable of the same name', async () => {
    expect((await wrong('({ hook: list }).hook.none;')).findings).toEqual(['missing-member 6:23']);
    expect((await wrong('function show(hook: typeof list) { hook.none; }')).findings).toEqual(['missing-member 6:41']);
    expect((await wrong('{ const hook = list; hook.none; }')).findings).toEqual(['missing-member 6:27']);
  });
});
