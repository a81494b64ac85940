import { afterEach, expect, test, vi } from 'vitest';
import { startNativeCompiler } from '../../src/code/compiler/native.ts';
import type { Program } from '../../src/code/compiler/port.ts';
import { memoryFileSystem, memoryRoot } from '../kit/memory-file-system.ts';

/** How many nodes a file held when they were let go of, and how many afterwards. */
const released = vi.hoisted((): { before: number; after: number }[] => []);

vi.mock('../../src/code/compiler/release-nodes.ts', async (original) => {
  const { releaseNodes } = await original<typeof import('../../src/code/compiler/release-nodes.ts')>();
  return {
    releaseNodes(file: Parameters<typeof releaseNodes>[0]) {
      const count = (): number =>
        (file as typeof file & { readonly nodes: readonly unknown[] }).nodes.filter((node) => node !== undefined)
          .length;
      const before = count();
      releaseNodes(file);
      released.push({ before, after: count() });
    },
  };
});

afterEach(() => void released.splice(0));

const path = `${memoryRoot}/page.ts`;
const text = "import { a } from './a.ts';\nconst b: string = a.length;\nconsole.log(b, c);\n";

function inProgram(ask: (program: Program) => void): void {
  const compiler = startNativeCompiler(memoryRoot, memoryFileSystem({ 'a.ts': "export const a = 'a';\n" }));
  try {
    const options = { strict: true, noEmit: true, allowImportingTsExtensions: true, module: 'esnext' };
    ask(compiler.open({ name: 'page', directory: memoryRoot, options, files: [{ path, text }] }));
  } finally {
    compiler.close();
  }
}

test('the nodes of a file are let go of once its free names were told', () => {
  inProgram((program) => {
    program.freeNamesOf(path);
    expect(released).toHaveLength(1);
    expect(released[0]!.before).toBeGreaterThan(10);
    // What stands before the nodes of the file is no node of it.
    expect(released[0]!.after).toBeLessThanOrEqual(2);
  });
});

test('a file whose nodes were let go of is asked again, and tells the same', () => {
  inProgram((program) => {
    const ask = () => ({
      free: [...program.freeNamesOf(path)],
      errors: program.semanticErrors(path).map((error) => ({
        code: error.code,
        start: error.start,
        subject: program.subjectOf(path, error),
        lacked: program.lackedAt(path, error),
      })),
      specifiers: program.specifiersOf(path),
      declarations: program.importedDeclarationsOf(path),
    });
    const first = ask();
    expect(first.free).toContain('c');
    expect(first.errors.map(({ code }) => code)).toEqual([2322, 2304]);
    expect(ask()).toEqual(first);
    expect(released).toHaveLength(2);
  });
});
