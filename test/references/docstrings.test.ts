import { describe, expect, test } from 'vitest';
import { checkFiles } from '../kit/check-files.ts';

const manifest = JSON.stringify({ name: 'acme', version: '1.0.0', type: 'module', exports: './src/index.ts' });

/** What the rules on doc comments say of a source file. */
const told = async (source: string, level: 'drift' | 'strict' = 'strict'): Promise<string[]> => {
  const files = { 'package.json': manifest, 'README.md': '# Acme\n', 'src/index.ts': source };
  const { findings } = await checkFiles(files, level, {});
  return findings
    .filter(({ rule }) => rule.startsWith('references/'))
    .map(({ location, message, suggestion }) =>
      `${location!.line}:${location!.column} ${message} ${suggestion ?? ''}`.trim(),
    );
};

const comment = (...lines: readonly string[]): string =>
  ['/**', ...lines.map((line) => ` * ${line}`), ' */', ''].join('\n');

describe('a parameter of a doc comment', () => {
  test.each([
    ['a function', '@param person who', 'export function greet(name: string): void {}'],
    ['a constant', '@param {string} person - who', 'export const greet = (name: string): void => {};'],
    [
      'a method',
      '@param person.first who',
      'export class A {\n  m() {}\n}\nexport function greet(name: { first: string }): void {}',
    ],
    ['an optional one', '@param [person="you"] who', 'export const greet = function (name?: string) {};'],
  ])('is told where it is not one of %s', async (_name, tag, code) => {
    const [before, last] = code.includes('class') ? code.split(/\n(?=export function)/) : ['', code];
    const source = `${before}\n${comment(tag)}${last}\n`;
    const line = source.split('\n').findIndex((one) => one.includes('@param')) + 1;
    const [found, ...more] = await told(source);
    expect(more).toEqual([]);
    expect(found).toMatch(
      new RegExp(`^${line}:\\d+ the function has no parameter \`person\`; it takes \`name\` name$`),
    );
  });

  test('is found at its name', async () => {
    expect(await told(`${comment('@param  person who')}export function greet(): void {}\n`)).toEqual([
      '2:12 the function has no parameter `person`: it takes none',
    ]);
  });

  test('is held in members too, and only at the strict level', async () => {
    const members = [
      'export class A {',
      '  /** @param a one */',
      '  m(b: string): void {}',
      '  /** @param a one */',
      '  f = (b: string): void => {};',
      '}',
      'export interface B {',
      '  /** @param a one */',
      '  m(b: string): void;',
      '  /** @param a one */',
      '  f: (b: string) => void;',
      '}',
      '',
    ].join('\n');
    expect(await told(members)).toHaveLength(4);
    expect(await told(members, 'drift')).toEqual([]);
  });

  test.each([
    [
      'of an overload',
      `${comment('@param b two')}export function f(a: string): void;\nexport function f(a: string, b?: string): void;\nexport function f(a: string, b?: string): void {}`,
    ],
    [
      'that is taken apart',
      `${comment('@param props all', '@param props.x one')}export function f({ x }: { x: string }): void {}`,
    ],
    ['that is taken apart, by its part', `${comment('@param x one')}export function f({ x }: { x: string }): void {}`],
    ['of a list that is taken apart', `${comment('@param first one')}export function f([, first]: string[]): void {}`],
    ['that is a type', `${comment('@param T the type')}export function f<T>(a: T): void {}`],
    ['that takes the rest', `${comment('@param ...names all')}export function f(...names: string[]): void {}`],
    [
      'of a function that is returned',
      `${comment('@param b two')}export const f = (a: string) => (b: string): string => a + b;`,
    ],
    [
      'of a type that is elsewhere',
      `type F = (a: string) => void;\n${comment('@param b two')}export const f: F = () => {};`,
    ],
    [
      'that is called arguments',
      `${comment('@param any all')}export function f(): number { return arguments.length; }`,
    ],
    ['of a class', `${comment('@param b two')}export class A { constructor(public a: string) {} }`],
    ['that is this', `${comment('@param this where')}export function f(this: Date): void {}`],
    [
      'in an example',
      `${comment('```ts', ' * @param b two', '```', '`@param c`')}export function f(a: string): void {}`,
    ],
    ['that is inherited', `${comment('@inheritDoc', '@param b two')}export function f(a: string): void {}`],
    ['of a callback', `${comment('@callback F', '@param b two')}export function f(a: string): void {}`],
    ['without a name', `${comment('@param - what it is', '@param')}export function f(a: string): void {}`],
  ])('is right when it is one %s', async (_name, source) => {
    expect(await told(`${source}\n`)).toEqual([]);
  });
});

describe('what a doc comment says to be returned', () => {
  const wrong = 'the doc comment says what the function returns, and it returns nothing';
  test.each([
    ['is written to return nothing', 'export function f(): void {}'],
    ['has no return', 'export const f = () => {};'],
    ['returns nothing itself', 'export function f() { [1].map((a) => { return a; }); }'],
  ])('is told of a function that %s', async (_name, code) => {
    expect(await told(`${comment('@returns The sum.')}${code}\n`)).toEqual([`2:13 ${wrong}`]);
  });

  test.each([
    ['returns', '@returns The sum.', 'export function f() { return 1; }'],
    ['waits', '@returns A promise.', 'export async function f() {}'],
    ['yields', '@returns All of it.', 'export function* f() {}'],
    [
      'has an overload that returns',
      '@returns The sum.',
      'export function f(): void;\nexport function f(a: 1): 1;\nexport function f(a?: 1): 1 | void { return a; }',
    ],
    ['is said to return nothing', '@returns nothing', 'export function f(): void {}'],
    ['is said so by a type', '@returns {void} when done', 'export function f(): void {}'],
    ['is an expression', '@returns The sum.', 'export const f = () => 1;'],
  ])('is right of one that %s', async (_name, tag, code) => {
    expect(await told(`${comment(tag)}${code}\n`)).toEqual([]);
  });
});

describe('a name in a doc comment', () => {
  const code = 'export class NameError extends Error { hint = 1; }\nexport const greetAll = 1;\n';

  test('is told when nothing is called so', async () => {
    const text = comment(
      'See {@link greetEvery}, {@linkcode NameError.tip | the tip}.',
      '@throws {NamesError} if so',
      '@throws EmptyError when empty',
    );
    expect(await told(`${text}${code}`)).toEqual([
      expect.stringContaining('2:15 `{@link greetEvery}` leads nowhere: nothing is called so'),
      expect.stringContaining('2:39 `{@link NameError.tip}` leads nowhere: `NameError` has no `tip`'),
      expect.stringContaining('3:13 no error is called `NamesError`, which the doc comment says is thrown'),
      expect.stringContaining('4:12 no error is called `EmptyError`, which the doc comment says is thrown'),
    ]);
  });

  test.each([
    'See {@link greetAll}, {@link NameError#hint} and {@link greetAll()}.',
    'See {@link https://example.com/x}, {@link #section}, {@link acme!Gone} and {@link @acme/gone}.',
    'See {@link WeakRef}, {@link Promise.all}, {@link Partial} and {@link ReadonlySet}.',
    '`{@link gone}` is how it is written.',
    '@throws {TypeError} {@link NameError} when so',
    '@throws When there is none.',
  ])('is right when it is one of the code, of the language, or no name: %s', async (line) => {
    expect(await told(`${comment(line)}${code}`)).toEqual([]);
  });
});

describe('a link in a doc comment with something behind a name', () => {
  const base = [
    'export class Base<T = string> { static make(): void {} own = 1; private kept = 2; value!: T; }',
    'export interface Shape { size?: number }',
    'export { Base as Other };',
    'export default { fast: true };',
    '',
  ].join('\n');
  const head = [
    "import usual, { Base as Root, type Shape } from './base.ts';",
    "import * as all from './base.ts';",
    "import { Far } from 'far';",
    'export class Kid extends Root { next = 1; }',
    'export class Lost extends Far { here = 1; }',
    'export enum Side { Left }',
    'export namespace deep { export const inner = { most: 1 }; }',
    'export type Either = { a: 1 } | { b: 2 };',
    'export type Record = { [key: string]: number };',
    'export const made = { ready: true };',
    'export function run(): void {}',
    'run.last = 1;',
    'export const used = [usual, all];',
    '',
  ].join('\n');
  /** What is told of one link, in a file that sees all of it or in one that sees nothing. */
  const linked = async (link: string, where: 'near' | 'afar' = 'near'): Promise<string[]> => {
    const comment = `/** See {@link ${link}}. */\nexport const last = 1;\n`;
    const files = {
      'package.json': manifest,
      'README.md': '# Acme\n',
      'src/index.ts': `export * from './main.ts';\nexport * from './base.ts';\n`,
      'src/base.ts': base,
      'src/main.ts': where === 'near' ? head + comment : head,
      'src/afar.ts': where === 'afar' ? comment : '',
      // Words prove nothing: all of these stand in the sources.
      'src/words.ts': 'export const gone = { most: 1, here: 1, ready: 1, own: 1, kept: 1, vanished: 1, b: 2, c: 3 };\n',
    };
    const { findings } = await checkFiles(files, 'strict', {});
    return findings.filter(({ rule }) => rule === 'references/missing-link-target').map(({ message }) => message);
  };

  test.each([
    ['Root.gone', 'Root', 'gone'],
    ['Kid#gone', 'Kid', 'gone'],
    ['Shape.most', 'Shape', 'most'],
    ['all.vanished', 'all', 'vanished'],
    ['all.Base.gone', 'all.Base', 'gone'],
    ['all.Gone.own', 'all', 'Gone'],
    ['usual.gone', 'usual', 'gone'],
    ['Side.gone', 'Side', 'gone'],
    ['deep.gone', 'deep', 'gone'],
    ['deep.inner.gone', 'deep.inner', 'gone'],
    ['Either.c', 'Either', 'c'],
    ['made.gone', 'made', 'gone'],
    ['run.gone', 'run', 'gone'],
    ['Promise.gone', 'Promise', 'gone'],
  ])('is told where nothing is there: %s', async (link, owner, missing) => {
    expect(await linked(link)).toEqual([`\`{@link ${link}}\` leads nowhere: \`${owner}\` has no \`${missing}\``]);
  });

  test.each([
    'Root.make',
    'Root#own',
    'Root.kept',
    'Kid.own',
    'Kid.make',
    'Kid.prototype.next',
    'Shape.size',
    'all.Base.make',
    'all.Other.make',
    'all.default.fast',
    'usual.fast',
    'Side.Left',
    'deep.inner.most',
    'Either.b',
    'Record.anything',
    'made.ready',
    'run.last',
    'run.name',
    'Promise.all',
    'Lost.whatever',
    'Far.whatever',
  ])('is right where it is there, or where nothing is known of what is before it: %s', async (link) => {
    expect(await linked(link)).toEqual([]);
  });

  test('may name what another package exports, as TSDoc writes it', async () => {
    const comment = '/** See {@link parcel#Bundle}, {@link parcels#Bundle}. */\nexport const last = 1;\n';
    const files = {
      'package.json': manifest.replace('{', '{"devDependencies":{"parcel":"1"},'),
      'README.md': '# Acme\n',
      'src/index.ts': comment,
    };
    const { findings } = await checkFiles(files, 'strict', {});
    expect(findings.map(({ message }) => message)).toEqual([
      '`{@link parcels#Bundle}` leads nowhere: nothing is called so',
    ]);
  });

  test('is looked up among all exports where the file does not see the name', async () => {
    expect(await linked('Kid.own', 'afar')).toEqual([]);
    expect(await linked('Shape.size', 'afar')).toEqual([]);
    expect(await linked('Lost.whatever', 'afar')).toEqual([]);
    expect(await linked('Kid.gone', 'afar')).toEqual(['`{@link Kid.gone}` leads nowhere: `Kid` has no `gone`']);
    // What no package hands on is told by its words alone.
    expect(await linked('usual.gone', 'afar')).toEqual([]);
    expect(await linked('Nobody.gone', 'afar')).toEqual(['`{@link Nobody.gone}` leads nowhere: nothing is called so']);
  });
});

test('plain JavaScript is left alone', async () => {
  const files = {
    'package.json': JSON.stringify({ name: 'acme', main: './index.js' }),
    'README.md': '# Acme\n',
    'index.js': `${comment('@param {string} b two', '@returns {string} that')}exports.f = function (a) {};\n`,
  };
  expect((await checkFiles(files, 'strict', {})).findings.filter(({ rule }) => rule.startsWith('references/'))).toEqual(
    [],
  );
});
