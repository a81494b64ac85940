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
