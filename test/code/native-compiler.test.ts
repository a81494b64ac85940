import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startNativeCompiler } from '../../src/code/compiler/native.ts';
import { diskFileSystem } from '../../src/workspace/file-system.ts';

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
