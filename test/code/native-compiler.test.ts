import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { API } from 'typescript/unstable/sync';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { boundsOfGarbage } from '../../src/code/compiler/garbage.ts';
import { startNativeCompiler } from '../../src/code/compiler/native.ts';
import { diskFileSystem, type FileSystem } from '../../src/workspace/file-system.ts';
import { folderOf } from '../kit/command-line.ts';
import { memoryFileSystem, memoryRoot } from '../kit/memory-file-system.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Starts a compiler and compiles one file with it, so that it has taken over the environment. */
function compileOnce(): void {
  const directory = tmpdir();
  const compiler = startNativeCompiler(directory, diskFileSystem);
  try {
    const path = `${directory}/docproof-one.ts`;
    const files = [{ path, text: 'const one: string = 1;' }];
    const program = compiler.open({ name: 'one', directory, options: { strict: true }, files });
    expect(program.semanticErrors(path).map(({ code }) => code)).toEqual([2322]);
  } finally {
    compiler.close();
  }
}

/** The processes that this one started and that still run, as Linux tells them. */
const childrenOf = (): string[] =>
  readdirSync('/proc/self/task').flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter((one) => one !== ''),
  );

describe('what the compiler is told of garbage', () => {
  test('stays out of the environment of what runs afterwards', () => {
    vi.stubEnv('GOGC', undefined);
    vi.stubEnv('GOMEMLIMIT', undefined);
    compileOnce();
    expect(process.env).not.toHaveProperty('GOGC');
    expect(process.env).not.toHaveProperty('GOMEMLIMIT');
  });

  test('yields to what the caller says', () => {
    vi.stubEnv('GOGC', '50');
    compileOnce();
    expect(process.env.GOGC).toBe('50');
  });

  test.runIf(process.platform === 'linux').each<[string, boolean, Record<string, string>, Record<string, string>]>([
    ['a single run', false, {}, boundsOfGarbage(false)],
    ['a session', true, {}, boundsOfGarbage(true)],
    ['whoever says how much', true, { GOGC: '50' }, { GOGC: '50' }],
    ['whoever says how much at most', false, { GOMEMLIMIT: '3GiB' }, { GOMEMLIMIT: '3GiB' }],
  ])('is a bound that suits %s', (_for, lasting, given, bounds) => {
    for (const name of ['GOGC', 'GOMEMLIMIT']) vi.stubEnv(name, given[name]);
    const before = new Set(childrenOf());
    const compiler = startNativeCompiler(tmpdir(), diskFileSystem, { lasting });
    try {
      const started = childrenOf().filter((one) => !before.has(one));
      const told = started.map((one) =>
        Object.fromEntries(
          [...readFileSync(`/proc/${one}/environ`, 'utf8').matchAll(/(?<=^|\0)(GOGC|GOMEMLIMIT)=([^\0]*)/g)].map(
            ([, name, value]) => [name, value],
          ),
        ),
      );
      expect(told).toEqual([bounds]);
    } finally {
      compiler.close();
    }
  });
});

test('every change that was told since the last program counts', () => {
  let now: FileSystem = memoryFileSystem({ 'a.ts': 'export const a = 1;', 'b.ts': 'export const b = 1;' });
  const files: FileSystem = {
    readFile: (path) => now.readFile(path),
    list: (path) => now.list(path),
    kind: (path) => now.kind(path),
    realpath: (path) => now.realpath(path),
  };
  const compiler = startNativeCompiler(memoryRoot, files);
  const errors = (): number[] => {
    const path = `${memoryRoot}/page.ts`;
    const text = "import { a } from './a.ts';\nimport { b } from './b.ts';\nexport const sum: number = a + b;";
    const options = { strict: true, noEmit: true, allowImportingTsExtensions: true, module: 'esnext' };
    const program = compiler.open({ name: 'page', directory: memoryRoot, options, files: [{ path, text }] });
    return program.semanticErrors(path).map(({ code }) => code);
  };
  try {
    expect(errors()).toEqual([]);
    now = memoryFileSystem({ 'a.ts': 'export const other = 1;', 'b.ts': 'export const b = 2;' });
    compiler.touch({ created: [], deleted: [], changed: [`${memoryRoot}/a.ts`] });
    compiler.touch({ created: [], deleted: [], changed: [`${memoryRoot}/b.ts`] });
    expect(errors()).toEqual([2305]);
    // What came and went in the meantime, and what went and came back.
    compiler.touch({ created: [`${memoryRoot}/c.ts`], deleted: [`${memoryRoot}/a.ts`], changed: [] });
    now = memoryFileSystem({ 'a.ts': 'export const a = 1;', 'b.ts': 'export const b = 2;' });
    compiler.touch({ created: [`${memoryRoot}/a.ts`], deleted: [`${memoryRoot}/c.ts`], changed: [] });
    expect(errors()).toEqual([]);
  } finally {
    compiler.close();
  }
});

test('more files than the compiler looks at one by one come and go as they are told', () => {
  const compiler = startNativeCompiler(memoryRoot, memoryFileSystem({}));
  const options = { noLib: true, types: [], module: 'preserve', noEmit: true };
  const pathOf = (index: number): string => `${memoryRoot}/block-${index}.ts`;
  const errors = (count: number, text: string): number => {
    const files = Array.from({ length: count }, (_, index) => ({ path: pathOf(index), text }));
    const program = compiler.open({ name: 'blocks', directory: memoryRoot, options, files });
    return program.syntaxErrors(pathOf(count - 1)).length;
  };
  try {
    expect([errors(1, 'let a;'), errors(1100, 'let a;')]).toEqual([0, 0]);
    expect([errors(1, 'let a b;'), errors(1100, 'let b c;'), errors(1100, 'let b;')]).toEqual([1, 1, 0]);
  } finally {
    compiler.close();
  }
});

test('that more files went than the compiler looks at is no reason to read the others again', () => {
  const disk = memoryFileSystem({ 'kept.ts': 'export const kept = 1;' });
  const reads: string[] = [];
  const compiler = startNativeCompiler(memoryRoot, {
    ...disk,
    readFile(path) {
      reads.push(path);
      return disk.readFile(path);
    },
  });
  const options = { strict: true, noLib: true, types: [], noEmit: true, allowImportingTsExtensions: true };
  const page = `${memoryRoot}/page.ts`;
  const text = "import { kept } from './kept.ts';\nimport { a } from './block-1450.ts';\nexport const sum = kept + a;";
  const errors = (count: number): number[] => {
    const blocks = Array.from({ length: count }, (_, index) => ({
      path: `${memoryRoot}/block-${index}.ts`,
      text: 'export const a = 1;',
    }));
    const files = [{ path: page, text }, ...blocks];
    const program = compiler.open({ name: 'blocks', directory: memoryRoot, options, files });
    return program.semanticErrors(page).map(({ code }) => code);
  };
  try {
    expect([errors(1500), errors(0), errors(1500)]).toEqual([[], [2307], []]);
    expect([errors(900), errors(0)]).toEqual([[2307], [2307]]);
    expect(reads.filter((path) => path === `${memoryRoot}/kept.ts`)).toHaveLength(1);
  } finally {
    compiler.close();
  }
});

test('the names that a file declares are those of the program that is asked', () => {
  const compiler = startNativeCompiler(memoryRoot, memoryFileSystem({}));
  const path = `${memoryRoot}/page.ts`;
  const declared = (text: string): string[][] => {
    const options = { noLib: true, types: [], noEmit: true };
    const program = compiler.open({ name: 'page', directory: memoryRoot, options, files: [{ path, text }] });
    return [1, 2].map(() => program.declarationsOf(path).map(({ name }) => name));
  };
  try {
    expect(declared('const a = 1;')).toEqual([['a'], ['a']]);
    expect(declared('const b = 1, { c } = a;')).toEqual([
      ['b', 'c'],
      ['b', 'c'],
    ]);
  } finally {
    compiler.close();
  }
});

test('of several modules that a file asks for, those that are missed are told apart', () => {
  const here = `${memoryRoot}/here.ts`;
  const compiler = startNativeCompiler(memoryRoot, memoryFileSystem({ 'here.ts': 'export const here = 1;' }));
  const asks = (first: string, second: string): string =>
    `export const one = await import('${first}');\nexport const two = await import('${second}');`;
  const imports = (first: string, second: string): string =>
    `import { one } from '${first}';\nimport { two } from '${second}';\nexport const [three, four] = [one, two];`;
  const unfounded = (text: string): string[] => {
    const path = `${memoryRoot}/page.ts`;
    const options = { noLib: true, types: [], noEmit: true, module: 'preserve', allowImportingTsExtensions: true };
    const program = compiler.open({ name: 'page', directory: memoryRoot, options, files: [{ path, text }] });
    return ['one', 'two', 'three'].filter((name) => program.unfoundedNamesOf(path).has(name));
  };
  try {
    expect([unfounded(asks('nowhere', here)), unfounded(asks(here, 'nowhere'))]).toEqual([['one'], ['two']]);
    expect([unfounded(imports('nowhere', here)), unfounded(imports(here, 'nowhere'))]).toEqual([
      ['one', 'three'],
      ['two', 'three'],
    ]);
  } finally {
    compiler.close();
  }
});

describe('over the disk', () => {
  const options = { strict: true, noEmit: true, allowImportingTsExtensions: true, module: 'preserve', types: [] };

  /** What is wrong with files in memory, by their paths below the folder, as programs of one compiler say. */
  function errorsIn(
    folder: string,
    ...programs: readonly Readonly<Record<string, string>>[]
  ): Readonly<Record<string, readonly number[]>>[] {
    const compiler = startNativeCompiler(folder, diskFileSystem);
    try {
      return programs.map((texts, index) => {
        const files = Object.entries(texts).map(([path, text]) => ({ path: `${folder}/${path}`, text }));
        const program = compiler.open({ name: `p${index}`, directory: folder, options, files });
        const codesOf = (path: string) => program.semanticErrors(`${folder}/${path}`).map(({ code }) => code);
        return Object.fromEntries(Object.keys(texts).map((path) => [path, codesOf(path)]));
      });
    } finally {
      compiler.close();
    }
  }

  test('files in memory stand before those of the disk, whatever they are called', () => {
    const folder = folderOf({ 'here.ts': 'export const here = 1;', 'both.ts': 'export const both = 1;' });
    const long = `${'long-'.repeat(40)}.ts`;
    const imports = (path: string): string =>
      `import { name } from ${JSON.stringify(path)};\nexport const a: string = name;`;
    const name = 'export const name = 1;';
    expect(
      errorsIn(folder, {
        'page.ts':
          "import { here } from './here.ts';\nimport { both } from './both.ts';\nexport const a: string = here + both;",
        'both.ts': "export const both = 'b';",
        'below/one/two.ts': name,
        'below/one/three.ts': imports('./two.ts'),
        'größe "2".ts': name,
        'quoted.ts': imports('./größe "2".ts'),
        [long]: name,
        'far.ts': imports(`./${long}`),
        'none.ts': imports('./none-such.ts'),
      }),
    ).toEqual([
      {
        'page.ts': [],
        'both.ts': [],
        'below/one/two.ts': [],
        'below/one/three.ts': [2322],
        'größe "2".ts': [],
        'quoted.ts': [2322],
        [long]: [],
        'far.ts': [2322],
        'none.ts': [2307],
      },
    ]);
  });

  test('files in memory find each other, in every program that has them', () => {
    const folder = folderOf({ 'here.ts': 'export const here = 1;' });
    const many = (count: number, from = 0): Record<string, string> =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => {
          const next = (index * 7 + 3) % count;
          return [
            `page.md.${from + index}.ts`,
            `import { one } from './page.md.${from + next}.ts';\nvoid one;\nconst own: ${index % 2 ? 'string' : 'number'} = 1;\nexport { own as one };`,
          ];
        }),
      );
    const wrong = (count: number, from = 0): Record<string, number[]> =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`page.md.${from + index}.ts`, index % 2 ? [2322] : []]),
      );
    const programs = [many(200), many(200, 200), many(200), { ...many(200), ...many(200, 200) }];
    expect(errorsIn(folder, ...programs)).toEqual([
      wrong(200),
      wrong(200, 200),
      wrong(200),
      { ...wrong(200), ...wrong(200, 200) },
    ]);
  });

  test('a file that comes back has its new text, whatever it was before', () => {
    const folder = folderOf({ 'both.ts': 'export const one = 1;' });
    const user = { 'user.ts': "import { one } from './page.ts';\nconst own: string = one;" };
    const page = (value: string) => ({ 'page.ts': `export const one = ${value};\nconst two: number = one;` });
    const other = { 'other.ts': "import { one } from './both.ts';\nconst own: string = one;" };
    expect(
      errorsIn(
        folder,
        { ...page('1'), ...user },
        other,
        { ...page("'a'"), ...user },
        { ...other, 'both.ts': "export const one = 'b';" },
        { ...page('1'), ...other },
        { ...page("'a'"), ...user },
      ),
    ).toEqual([
      { 'page.ts': [], 'user.ts': [2322] },
      { 'other.ts': [2322] },
      { 'page.ts': [2322], 'user.ts': [] },
      { 'other.ts': [], 'both.ts': [] },
      { 'page.ts': [], 'other.ts': [2322] },
      { 'page.ts': [2322], 'user.ts': [] },
    ]);
  });

  test('names are those of a file that came back, too', () => {
    const compiler = startNativeCompiler(folderOf({}), diskFileSystem, { whenOutOfStep: () => undefined });
    const folder = folderOf({});
    const path = `${folder}/page.ts`;
    const free = (text: string | undefined): string[] => {
      const files = [
        { path: `${folder}/other.ts`, text: 'export {};' },
        ...(text === undefined ? [] : [{ path, text }]),
      ];
      const program = compiler.open({ name: 'p', directory: folder, options, files, freeNamesOf: [path] });
      program.willAsk('freeNamesOf', [path]);
      return [...program.freeNamesOf(path)];
    };
    try {
      expect(['first;', undefined, 'second;', 'third;', undefined, 'third;'].map(free)).toEqual([
        ['first'],
        [],
        ['second'],
        ['third'],
        [],
        ['third'],
      ]);
    } finally {
      compiler.close();
    }
  });

  test('what is not in memory is answered without unpacking the question', () => {
    const folder = folderOf({ 'a.ts': "import './b.ts';\nimport './none.ts';\n", 'b.ts': '' });
    const updates = vi.spyOn(API.prototype, 'updateSnapshot');
    const unpacked: string[] = [];
    updates.mockImplementationOnce(function (this: API, input) {
      const { channel } = (this as unknown as { client: { channel: { handleCall(name: string, path: Buffer): void } } })
        .client;
      const { handleCall } = channel;
      channel.handleCall = (name, path) => {
        unpacked.push(`${name} ${path}`.replace(folder, ''));
        handleCall.call(channel, name, path);
      };
      updates.mockRestore();
      return this.updateSnapshot(input);
    });
    errorsIn(folder, { 'page.ts': `import './a.ts';\nimport 'somewhere';\nimport './${'long-'.repeat(45)}.ts';\n` });
    expect(unpacked.sort()).toEqual([
      'readFile "/page.ts"',
      'readFile "/tsconfig.docproof.json"',
      'readFile "/tsconfig.docproof.new1.json"',
    ]);
  });
});
