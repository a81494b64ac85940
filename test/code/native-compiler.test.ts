import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startNativeCompiler } from '../../src/code/compiler/native.ts';
import { diskFileSystem, type FileSystem } from '../../src/workspace/file-system.ts';
import { memoryFileSystem, memoryRoot } from '../kit/memory-file-system.ts';

afterEach(() => void vi.unstubAllEnvs());

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

describe('what the compiler is told of garbage', () => {
  test('stays out of the environment of what runs afterwards', () => {
    vi.stubEnv('GOGC', undefined);
    compileOnce();
    expect(process.env).not.toHaveProperty('GOGC');
  });

  test('yields to what the caller says', () => {
    vi.stubEnv('GOGC', '50');
    compileOnce();
    expect(process.env.GOGC).toBe('50');
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

test('what is foreseen is answered alike, whenever and whether it is asked', () => {
  const files = Array.from({ length: 150 }, (_, index) => ({
    path: `${memoryRoot}/page.${index}.ts`,
    text: index % 3 === 0 ? `const broken${index} = ;` : `export const sum = one${index} + 1;`,
  }));
  const paths = files.map(({ path }) => path);
  const compiler = startNativeCompiler(memoryRoot, memoryFileSystem({}));
  const open = () =>
    compiler.open({ name: 'pages', directory: memoryRoot, options: { strict: true, module: 'esnext' }, files });
  const ask = (program: ReturnType<typeof open>, path: string) => [
    program.syntaxErrors(path).map(({ start, code }) => `${start} ${code}`),
    [...program.freeNamesOf(path)],
  ];
  try {
    const unforeseen = open();
    const expected = paths.map((path) => ask(unforeseen, path));
    expect(expected.slice(0, 2)).toEqual([
      [['16 1109'], []],
      [[], ['one1']],
    ]);

    const program = open();
    program.foresee('syntaxErrors', [`${memoryRoot}/nowhere.ts`, ...paths]);
    program.foresee('freeNamesOf', paths);
    // From the end, with questions in between that nobody foresaw; those about the first files are never asked.
    const late = paths.slice(20).toReversed();
    const answers = late.map((path) => {
      expect(program.semanticErrors(path).length).toBeLessThan(2);
      return ask(program, path);
    });
    expect(answers).toEqual(expected.slice(20).toReversed());

    const next = open();
    expect(paths.map((path) => ask(next, path))).toEqual(expected);
  } finally {
    compiler.close();
  }
});
