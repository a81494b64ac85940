import { describe, expect, test } from 'vitest';
import { checkFiles } from '../kit/check-files.ts';

const fence = '```';

const acme = {
  'package.json': JSON.stringify({
    name: 'acme',
    version: '2.0.0',
    type: 'module',
    exports: { '.': './src/index.ts', './extra': './src/extra.ts' },
  }),
  'src/index.ts': [
    'export interface Options<T extends string = string> { loud?: boolean; name: T }',
    'export type Choice = { kind: "a"; alpha: 1 } | { kind: "b"; beta: 2 };',
    'export class Store<A, B> {',
    '  static open(): void {}',
    '  value!: [A, B];',
    '  private own = 1;',
    '  get(): number { return this.own; }',
    '}',
    'export const Panel = (props: { title: string; wide?: boolean }): string => props.title;',
    'export enum Level { Low, High }',
    "export * as Tools from './tools.ts';",
    'export const settings = { port: 1 };',
    'export class Map { only(): void {} }',
    'export type Loose = Record<string, number>;',
    '',
  ].join('\n'),
  'src/tools.ts': 'export const sharpen = (): void => {};\nexport interface Blade { edge: number }\n',
  'src/extra.ts': 'export const stitchTogether = 1;\nexport interface Thread { colour: string }\n',
};

const raised = async (readme: string, level: 'drift' | 'strict' = 'drift', file = 'README.md'): Promise<string[]> => {
  const { findings } = await checkFiles({ ...acme, [file]: readme }, level, {});
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
};

describe('inline code whose root is an export', () => {
  test('is right when a value, an instance, a type or a variant of it has the rest', async () => {
    const right = [
      '`Options.loud` `Options#name` `Choice.alpha` `Choice.beta` `Store.open()` `Store#get()` `Store.prototype.get`',
      '`Store.value` `Store.own` `Panel.title` `Panel.wide` `Level.High` `Tools.sharpen()` `Tools.Blade` `Tools.Blade.edge`',
      '`Blade.edge` `Thread.colour` `Loose.anything` `Map.only()` `Map.has()` `Map.groupBy()` `new Store()`',
    ];
    expect(await raised(`# Acme\n\n${right.join('\n')}\n`)).toEqual([]);
  });

  test.each([
    ['Options.volume', '`Options` of `acme` has no `volume`'],
    ['Options#volume', '`Options` of `acme` has no `volume`'],
    ['Choice.gamma', '`Choice` of `acme` has no `gamma`'],
    ['Store.close()', '`Store` of `acme` has no `close`'],
    ['Level.Middle', '`Level` of `acme` has no `Middle`'],
    ['Panel.colour', '`Panel` of `acme` has no `colour`'],
    ['Tools.grind(stone)', '`Tools` of `acme` has no `grind`'],
    ['Tools.Blade.handle', '`Tools.Blade` of `acme` has no `handle`'],
    ['Thread.width', '`Thread` of `acme` has no `width`'],
  ])('is wrong when nothing has it: %s', async (code, message) => {
    expect(await raised(`# Acme\n\nHere stands \`${code}\` in a sentence.\n`)).toEqual([
      `references/missing-member: ${message}`,
    ]);
  });

  test.each([
    ['a file', '`Store.ts`'],
    ['a variable in small letters', '`settings.host` and `store.close()`'],
    ['something of somebody else', '`Response.foo` and `lodash.get`'],
    ['a version', '`v1.2.3`'],
  ])('is not judged when it is %s', async (_name, text) => {
    expect(await raised(`# Acme\n\nHere is ${text}.\n`)).toEqual([]);
  });

  test.each([
    'In version 1 it was `Options.volume`.',
    '`Options.volume` is no longer there.',
    'There is no public `Options.volume`.',
    '## Breaking changes\n\nWrite `Options.loud` for `Options.volume`.',
  ])('proves nothing in a sentence about another time: %s', async (text) => {
    expect(await raised(`# Acme\n\n${text}\n`)).toEqual([]);
    expect(await raised(`# Acme\n\n${text}\n`, 'strict')).toHaveLength(1);
  });

  test('proves nothing on a page about another version', async () => {
    expect(await raised('Here stands `Options.volume`.\n', 'drift', 'docs/migration.md')).toEqual([]);
  });

  test('means what the examples of the page mean by it', async () => {
    const own = `${fence}ts\nclass Store {}\n${fence}\n\nNow \`Store.close()\` is ours.\n`;
    expect(await raised(`# Acme\n\n${own}`)).toEqual([]);
    const other = `${fence}ts\nimport { Store } from 'elsewhere';\n${fence}\n\nNow \`Store.close()\` is theirs.\n`;
    expect(await raised(`# Acme\n\n${other}`)).toEqual([]);
    const key = `${fence}ts\nread({ types: { Store: { fields: {} } } });\n${fence}\n\nThe field \`Store.close\` is theirs.\n`;
    expect(await raised(`# Acme\n\n${key}`)).toEqual([]);
    const namespace = `${fence}ts\nimport * as Tools from 'acme/extra';\n${fence}\n\nUse \`Tools.Thread\`, \`Tools.knot\`.\n`;
    expect(await raised(`# Acme\n\n${namespace}`)).toEqual([
      'references/missing-member: `Tools` of `acme` has no `knot`',
    ]);
  });
});

describe('what a name may mean', () => {
  const wide = (kind: string, name: string): string =>
    `export ${kind} ${name}<A, B, C, D, E, F, G> { first${kind === 'class' ? '!' : ''}: [A, B, C, D, E, F, G] }`;
  const sources = {
    ...acme,
    'src/index.ts': [
      acme['src/index.ts'],
      "export * as tools from './tools.ts';",
      "export * as util from './tools.ts';",
      `export type Hex = \`0x\${string}\`;`,
      'export interface Query { only: 1 }',
      wide('class', 'Wide'),
      wide('interface', 'Broad'),
      '',
    ].join('\n'),
    'src/plain.js': 'export default makeAll();\n',
    'package.json': JSON.stringify({
      name: 'acme',
      type: 'module',
      exports: { '.': './src/index.ts', './extra': './src/extra.ts', './plain': './src/plain.js' },
    }),
  };
  const messages = async (text: string, more: Readonly<Record<string, string>> = {}, file = 'README.md') =>
    (await checkFiles({ ...sources, ...more, [file]: `# A\n\n${text}\n` }, 'drift', {})).findings
      .filter(({ rule }) => rule.startsWith('references/'))
      .map(({ message }) => message);
  const block = (code: string, lang = 'ts'): string => `\n\n${fence}${lang}\n${code}\n${fence}`;
  const grind = 'Call `tools.grind()`.';
  const wrong = ['`tools` of `acme` has no `grind`'];

  test('a namespace in small letters is meant where the examples import it, and elsewhere a variable', async () => {
    const imports = block("import { tools } from 'acme';");
    expect(await messages(grind)).toEqual([]);
    expect(await messages(grind + imports)).toEqual(wrong);
    expect(await messages(grind + block("const tools = require('acme');"))).toEqual(wrong);
    expect(await messages(grind, { 'docs/other.md': imports })).toEqual(wrong);
    const bound = { 'docs/other.md': imports, 'docs/own.md': block('const tools = [];') };
    expect(await messages(grind, bound)).toEqual([]);
    // A module of Node is meant before anything that another page imports.
    const other = { 'docs/other.md': block("import { util } from 'acme';") };
    expect(await messages('Call `util.debuglog()`.', other)).toEqual([]);
  });

  test('a namespace is the module that other pages import under its name', async () => {
    const pages = { 'docs/other.md': block("import * as Store from 'acme/extra';") };
    expect(await messages('`Store.Thread` `Store.Thread.colour` `Store.open`', pages)).toEqual([]);
    expect(await messages('`Store.knot`', pages)).toEqual(['`Store` of `acme` has no `knot`']);
    expect(await messages('`Store.Thread.width`', pages)).toEqual(['`Store.Thread` of `acme` has no `width`']);
  });

  test('what plain JavaScript exports is only known when it runs', async () => {
    expect(await messages(`Call \`plain.start()\`.${block("import * as plain from 'acme/plain';")}`)).toEqual([]);
  });

  test('a type of a schema of GraphQL is none of the code', async () => {
    const wrongQuery = ['`Query` of `acme` has no `user`'];
    expect(await messages('Ask `Query.user`.')).toEqual(wrongQuery);
    const uses = { 'package.json': sources['package.json'].replace('{', '{"devDependencies":{"graphql":"*"},') };
    expect(await messages('Ask `Query.user`.', uses)).toEqual([]);
    const schema = (lang: string, code: string): string => `Ask \`Store.user\`.${block(code, lang)}`;
    expect(await messages(schema('graphql', 'type Store {\n  user: User\n}'))).toEqual([]);
    expect(await messages(schema('js', 'const types = gql`\n  type Store {\n    user: User\n  }`;'))).toEqual([]);
  });

  test('a class has its members however many types it takes, and of an interface that takes as many nothing is said', async () => {
    expect(await messages('`Wide.first` `Broad.first` `Broad.second`')).toEqual([]);
    expect(await messages('`Wide.second`')).toEqual(['`Wide` of `acme` has no `second`']);
  });

  test('a type that is a text may be a module about texts', async () => {
    expect(await messages('By default it is `Hex.random(32)`.')).toEqual([]);
  });

  test.each([
    ['stands in a folder called so', 'rust/README.md', {}],
    ['stands in a package of it', 'crates/one/README.md', { 'crates/one/Cargo.toml': '[package]' }],
    ['has the names in a source', 'README.md', { 'src/store.rs': 'struct Store { wait_until: u8 }' }],
  ])('a name may be one of another language where a page %s', async (_name, file, more) => {
    const text = 'Call `Store.wait_until()`.';
    expect(await messages(text, more, file)).toEqual([]);
    expect(await messages(text)).toEqual(['`Store` of `acme` has no `wait_until`']);
  });

  test('a file of another language is none of the code', async () => {
    expect(await messages('See `Store.rs` and `Store.py`.')).toEqual([]);
  });
});

describe('a name that is almost one of the code', () => {
  test.each([
    ['stitchTogetehr', 'stitchTogether'],
    ['stichTogether()', 'stitchTogether'],
    ['stitchtoGether', 'stitchTogether'],
  ])('is misspelt: %s', async (code, name) => {
    const written = code.replace('()', '');
    expect(await raised(`# Acme\n\nCall \`${code}\` once.\n`)).toEqual([
      `references/misspelt-name: nothing is called \`${written}\`, but there is \`${name}\``,
    ]);
  });

  test('is not when it stands in the sources or in a block, when it begins otherwise, or when only its first letter differs', async () => {
    const texts = [
      'Call `stitchTogethers`.\n\n```text\nstitchTogethers\n```',
      'Call `unstitchTogether`.',
      'Call `stitchTogetherFn`.',
      'A `StitchTogether` is a thing.',
      'Call `stitch-together` and `stitchTogethr.md`.',
    ];
    for (const text of texts) expect(await raised(`# Acme\n\n${text}\n`), text).toEqual([]);
  });

  const sources = {
    ...acme,
    'src/extra.ts': [
      'export class ValidationError extends Error {}',
      'export interface RouterOptions { depth: 1 }',
      'export const routeOptions = 1;',
      'export const addComponent = 1;',
      'export const maxCommands = 1;',
      'export const projects = [1];',
      'export const validatorCompiler = 1;',
      'export const getStaticPaths = 1;',
      '',
    ].join('\n'),
  };
  const messages = async (text: string): Promise<string[]> =>
    (await checkFiles({ ...sources, 'README.md': `# A\n\n${text}\n` }, 'drift', {})).findings.map(
      ({ message }) => message,
    );

  test.each([
    ['validationCompiler', 'validatorCompiler'],
    ['getStaticPath', 'getStaticPaths'],
    ['ValidatonError', 'ValidationError'],
  ])('may differ by two letters in a long word, or lack its last: %s', async (written, name) => {
    expect(await messages(`Call \`${written}()\`.`)).toEqual([
      `nothing is called \`${written}\`, but there is \`${name}\``,
    ]);
  });

  test.each([
    ['several of them', 'A list of `ValidationErrors`.'],
    ['one that is told from another', 'First `maxCommandsB`, then `maxCommands2`.'],
    ['a value of a type', 'Set `routerOptions`, or `routerOptions.depth`.'],
    ['another word', 'Of `appComponent` and `myCommands`.'],
    ['the variable that has something', 'Call `routeOption.restore()`.'],
    ['what stands for others', 'Run `--only <projectN>`, or `[<projectN>]`.'],
    ['what is given to a function', 'Call `merge(routeOptionZ)`, where `routeOptionZ` wins.'],
    ['what a function takes', '## `merge([routeOptionZ: number])`\n\nThen `routeOptionZ` wins.'],
    ['a name with several forms', 'Call `table.get[Start/End]ValidatonError` or `use*ValidatonError`.'],
  ])('is not when it is %s', async (_name, text) => {
    expect(await messages(text)).toEqual([]);
  });

  test('is not when it stands in a source of another language', async () => {
    const given = {
      ...sources,
      'src/lib.rs': 'fn validatonCompiler() {}',
      'README.md': '# A\n\n`validatonCompiler`\n',
    };
    expect((await checkFiles(given, 'drift', {})).findings).toEqual([]);
  });
});

describe('a name that differs in its capital letters alone', () => {
  test('is misspelt when it is public, though a block declares it so', async () => {
    const block = `${fence}ts\nexport declare const stitchtoGether: 1;\n${fence}`;
    expect(await raised(`# Acme\n\nCall \`stitchtoGether\`.\n\n${block}\n`)).toHaveLength(1);
  });

  test('is misspelt when the sources have it, unless a block has it so or it is one word', async () => {
    const inner = 'export interface Inner { useLocalForage?: boolean; tosorted?: 1 }\nconst devTools = 1;\n';
    const sources = { ...acme, 'src/inner.ts': inner };
    const messages = async (readme: string): Promise<string[]> =>
      (await checkFiles({ ...sources, 'README.md': readme }, 'drift', {})).findings.map(({ message }) => message);
    expect(await messages('# Acme\n\nSet `useLocalforage`.\n')).toEqual([
      'nothing is called `useLocalforage`, but there is `useLocalForage`',
    ]);
    const block = `${fence}text\nuseLocalforage\n${fence}\n`;
    expect(await messages(`# Acme\n\nSet \`useLocalforage\`, \`toSorted\` and \`devToolS\`.\n\n${block}`)).toEqual([]);
  });
});

describe('a function that differs in its capital letters alone', () => {
  const sources = { ...acme, 'src/inner.ts': 'export interface Inner { rehydrate: () => void }\n' };
  const messages = async (text: string): Promise<string[]> =>
    (await checkFiles({ ...sources, 'README.md': `# Acme\n\n${text}\n` }, 'drift', {})).findings.map(
      ({ message }) => message,
    );
  const told = 'nothing is called `reHydrate`, but there is `rehydrate`';

  test('is misspelt where it is called, though a block uses it so as a member', async () => {
    expect(await messages('Call `reHydrate()`.')).toEqual([told]);
    expect(await messages(`Call \`reHydrate()\`.\n\n${fence}text\nstore.persist.reHydrate();\n${fence}`)).toEqual([
      told,
    ]);
  });

  test('is not where it is not called, where it begins otherwise, or when a block declares it', async () => {
    expect(await messages('A `reHydrate` and a `Rehydrate()`.')).toEqual([]);
    expect(await messages(`Call \`reHydrate()\`.\n\n${fence}text\nfunction reHydrate() {}\n${fence}`)).toEqual([]);
  });
});

describe('a word in small letters', () => {
  const sources = { ...acme, 'src/inner.ts': 'export interface Inner { always?: boolean }\n' };
  const messages = async (readme: string, more = {}): Promise<string[]> =>
    (await checkFiles({ ...sources, ...more, 'README.md': readme }, 'drift', {})).findings.map(
      ({ message }) => message,
    );

  test('is misspelt when two neighbours of a property are swapped, and it stands nowhere else', async () => {
    const text = '# Acme\n\nIt was late. Then the `awlays` transition is taken.\n';
    expect(await messages(text)).toEqual(['nothing is called `awlays`, but there is `always`']);
    expect(await messages(`${text}\nSome say awlays.\n`)).toEqual([]);
    expect(await messages(text, { 'test/odd.json': '"awlays"' })).toEqual([]);
    expect(await messages('# Acme\n\nIt was `awlays` before.\n')).toEqual([]);
  });

  test('is not when it differs otherwise', async () => {
    expect(await messages('# Acme\n\nNot `alwayz`, `alays`, `laways` or `awlays on`.\n')).toEqual([]);
  });
});

describe('a list of new names', () => {
  const list = (...names: readonly string[]): string =>
    `# Acme\n\n${names.map((name, at) => `- \`old${at}Name\` -> \`${name}\``).join('\n')}\n`;
  const known = ['stitchTogether', 'sharpenTools', 'Options'];
  const sources = { ...acme, 'src/more.ts': 'export const sharpenTools = 1;\n' };
  const messages = async (readme: string): Promise<string[]> =>
    (await checkFiles({ ...sources, 'README.md': readme }, 'drift', {})).findings.map(({ message }) => message);

  test('has names of the code only, when most of them are', async () => {
    const wrong = 'nothing is called `tightenBolts`, which the page says is the new name of `old3Name`';
    expect(await messages(list(...known, 'tightenBolts'))).toEqual([wrong]);
    const row = (name: string, at: number): string => `| \`old${at}Name\` | \`${name}()\` |\n`;
    const table = ['stitchTogether', 'sharpenTools', 'Options', 'tightenBolts'].map(row).join('');
    expect(await messages(`# Acme\n\n| Before | After |\n|---|---|\n${table}`)).toEqual([wrong]);
  });

  test('proves nothing when few of its names are known, or the name is written somewhere', async () => {
    expect(await messages(list('stitchTogether', 'Options', 'tightenBolts', 'loosenBolts'))).toEqual([]);
    expect(await messages(list(...known, 'tightenBolts', 'a1Bolt', 'b2Bolt', 'c3Bolt'))).toEqual([]);
    expect(await messages(`${list(...known, 'tightenBolts')}\n${fence}text\ntightenBolts\n${fence}\n`)).toEqual([]);
    expect(await messages(list(...known, 'tighten'))).toEqual([]);
  });
});

describe('a path', () => {
  const files = {
    'package.json': JSON.stringify({ name: 'acme', private: true }),
    'src/voices/loud.ts': 'export const loud = 1;\n',
    'src/build.js': "write('src/voices/made.json');\n",
    'packages/one/lib/deep.ts': '',
    '.gitignore': 'src/ignored\n',
  };
  const messages = async (text: string, file = 'CONTRIBUTING.md'): Promise<string[]> =>
    (await checkFiles({ ...files, [file]: `# A\n\n${text}\n` }, 'drift', {})).findings
      .filter(({ rule }) => rule.startsWith('references/'))
      .map(({ message, suggestion }) => `${message} ${suggestion}`);

  test('is one of the repository', async () => {
    const text = 'See `src/voices/quiet.ts`, `src/voics/loud.ts:12` and `src/tones/`.';
    expect(await messages(text)).toEqual([
      'there is no file `src/voices/quiet.ts` in this repository undefined',
      'there is no file `src/voics/loud.ts` in this repository src/voices/loud.ts',
      'there is no folder `src/tones/` in this repository undefined',
    ]);
  });

  test.each([
    [
      'is there',
      '`src/voices/loud.ts` `src/voices/` `./src/voices/loud.ts#L3` `lib/deep.ts` `src/voices/loud.js` `voices/`',
    ],
    ['is left out by git', '`src/ignored/file.ts`'],
    ['is made by a script', 'There is `src/voices/made.json`.'],
    ['is made later', 'The build writes `src/voices/quiet.ts`, a new file.'],
    ['is of another time', 'It was `src/voices/quiet.ts` before.'],
    ['stands below an unknown folder', '`app/voices/quiet.ts`'],
    [
      'stands for others',
      '`src/voices/issue-XXXX.ts` `src/voices/voice-to-be-heard.ts` `src/voices/my-voice.ts` `src/<name>/a.ts` `src/**/a.ts` `src/path/to/file.ts`',
    ],
    ['has no ending', '`src/voices/quiet` `and/or` `src/`'],
  ])('is not held against a page when it %s', async (_name, text) => {
    expect(await messages(text)).toEqual([]);
  });

  test('may be one of the reader on other pages', async () => {
    expect(await messages('See `src/voices/quiet.ts`.', 'docs/guide.md')).toEqual([]);
  });

  test('is none of the reader at level strict where two folders that it begins with are here', async () => {
    const strictly = async (path: string): Promise<string[]> =>
      (await checkFiles({ ...files, 'docs/guide.md': `# A\n\nSee \`${path}\`.\n` }, 'strict', {})).findings
        .filter(({ rule }) => rule.startsWith('references/'))
        .map(({ message }) => message);
    expect(await strictly('src/voices/quiet.ts')).toEqual([
      'there is no file `src/voices/quiet.ts` in this repository',
    ]);
    expect(await strictly('src/quiet.ts')).toEqual([]);
    expect(await strictly('src/tones/quiet.ts')).toEqual([]);
  });
});

describe('a module path', () => {
  test.each([
    ['acme/extr', 'acme/extra'],
    ['acme/tools/deep', undefined],
  ])('is wrong when the package does not publish it: %s', async (path, suggestion) => {
    const { findings } = await checkFiles({ ...acme, 'README.md': `# Acme\n\nFrom \`${path}\`.\n` }, 'drift', {});
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      `references/missing-module: \`acme\` publishes no \`${path}\``,
    ]);
    expect(findings[0]?.suggestion).toBe(suggestion);
  });

  test('is none when it is what the project is called', async () => {
    const files = { ...acme, 'README.md': '# acme/ui\n\n`acme/ui` comes with `acme/extr`.\n' };
    const { findings } = await checkFiles(files, 'drift', {});
    expect(findings.map(({ message }) => message)).toEqual(['`acme` publishes no `acme/extr`']);
  });

  test('is right when it is published, by a pattern too, and when it is a path of the repository', async () => {
    const manifest = {
      name: 'acme',
      exports: { '.': './src/index.ts', './*': './src/*.ts', './data.json': './data.json' },
    };
    const files = {
      ...acme,
      'package.json': JSON.stringify(manifest),
      'packages/acme/notes/a.txt': '',
      'README.md': '# Acme\n\n`acme` `acme/tools` `acme/data.json` `acme/notes/a.txt` `other/tools` `acme/gone`\n',
    };
    const { findings } = await checkFiles(files, 'drift', {});
    expect(findings.map(({ message }) => message)).toEqual(['`acme` publishes no `acme/gone`']);
  });

  const told = async (text: string, more: Readonly<Record<string, string>> = {}): Promise<string[]> =>
    (await checkFiles({ ...acme, ...more, 'README.md': `# Acme\n\n${text}\n` }, 'drift', {})).findings
      .filter(({ rule }) => rule === 'references/missing-module')
      .map(({ message }) => message);

  test.each([
    [
      'what a source calls something else',
      '`acme/no-quiet`',
      { 'eslint.config.js': "export default ['acme/no-quiet'];" },
    ],
    ['an export behind its package', '`acme/Store`', {}],
    ['what is in a file behind its package', '`acme/hiddenThing`', { 'src/inner.ts': 'const hiddenThing = 1;' }],
    ['a file that is read', '`acme/dist/index.d.ts` `acme/dist/acme.min.js` `acme/notes/a.md`', {}],
    ['a file that is there', '`acme/configs/usual`', { 'configs/usual.cjs': '' }],
    ['a repository', 'It is kept in the `acme/skills` repository.', {}],
    ['a repository that is linked', 'See [`acme/skills`](https://github.com/acme/skills).', {}],
    [
      'the repository itself',
      'This is `acme/skills`.',
      { 'package.json': acme['package.json'].replace('{', '{"repository":"acme/skills",') },
    ],
    [
      'the beginning of others',
      'All of `acme/helpers` is new.',
      { 'package.json': acme['package.json'].replace('./extra":', './helpers/one":') },
    ],
    [
      'one of a pattern, wherever its source is',
      'From `acme/one/two`.',
      {
        'package.json': JSON.stringify({ name: 'acme', exports: { '.': './src/index.ts', './*': './out/*.mjs' } }),
        'lib/one/two.ts': '',
        'tools.mts': '',
      },
    ],
  ])('is none when it is %s', async (_name, text, more) => {
    expect(await told(text, more)).toEqual([]);
  });

  test('proves nothing where anything can be imported', async () => {
    const files = { ...acme, 'package.json': JSON.stringify({ name: 'acme', main: 'src/index.ts' }) };
    const { findings } = await checkFiles({ ...files, 'README.md': '# Acme\n\n`acme/gone/away`\n' }, 'drift', {});
    expect(findings).toEqual([]);
  });
});

describe('a value in a table', () => {
  const files = {
    'package.json': JSON.stringify({ name: 'acme', exports: './src/index.ts' }),
    'src/index.ts': [
      'const defineSetting = <T>(definition: T): T => definition;',
      'const defineError = <T>(definition: T): T => definition;',
      "export const port = defineSetting({ env: 'PORT', key: 'http.port', default: 65_536 });",
      "export const level = defineSetting({ env: 'LEVEL', key: 'log.level', default: 'info' });",
      "export const url = defineSetting({ env: 'URL' });",
      "export const gone = defineError({ code: 'item-gone', status: 410 });",
      '',
    ].join('\n'),
    'schema-snapshot.json': JSON.stringify({
      tables: [
        { name: 'items', columns: [{ name: 'id', type: 'uuid', default: null }] },
        { name: 'users', columns: [{ name: 'id', type: 'bigint', default: null }] },
      ],
    }),
  };
  const messages = async (readme: string, level: 'drift' | 'strict' = 'strict'): Promise<string[]> =>
    (await checkFiles({ ...files, 'README.md': readme }, level, {})).findings.map(({ message }) => message);

  test('is right when it is what the code declares, however its digits are grouped', async () => {
    const rows = ['| `PORT` | 65,536 |', "| `log.level` | `'info'` |", '| `URL` | none |', '| `LEVEL` | see below |'];
    expect(await messages(`# A\n\n| Key | Default |\n|---|---|\n${rows.join('\n')}\n`)).toEqual([]);
  });

  test('is wrong when the code declares another', async () => {
    const table = '| Key | Default |\n|---|---|\n| `PORT` | `3000` |\n| `log.level` | `debug` |\n';
    expect(await messages(`# A\n\n${table}`)).toEqual([
      'the default of `PORT` is `65536`, not `3000`',
      'the default of `LEVEL` is `info`, not `debug`',
    ]);
    expect(await messages(`# A\n\n${table}`, 'drift')).toEqual([]);
    expect(await messages('# A\n\n| Code | Status |\n|---|---|\n| [item-gone](a.md) | 404 |\n')).toContain(
      'the status of `item-gone` is `410`, not `404`',
    );
  });

  test('is that of the table which the heading above names', async () => {
    const table = (name: string, type: string): string =>
      `## ${name}\n\n| Column | Type |\n|---|---|\n| \`id\` | \`${type}\` |\n`;
    expect(await messages(`# A\n\n${table('items', 'uuid')}\n${table('users', 'bigint')}`)).toEqual([]);
    expect(await messages(`# A\n\n${table('items', 'bigint')}\n${table('users', 'uuid')}`)).toEqual([
      'the type of `items.id` is `uuid`, not `bigint`',
      'the type of `users.id` is `bigint`, not `uuid`',
    ]);
  });
});

test('every mention has a state, and what names something is checked', async () => {
  const { ledger } = await checkFiles(
    { ...acme, 'README.md': '# Acme\n\n`Store` `Options.loud` `true` `Options.volume` `stitchTogetehr` `a b c`\n' },
    'drift',
    {},
  );
  expect(ledger.mentions).toMatchObject({ checked: 4, 'not-applicable': 2, skipped: 0, unverifiable: 0 });
});
