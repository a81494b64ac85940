import type { Node, SourceFile } from 'typescript/unstable/ast';
import { API, type Snapshot } from 'typescript/unstable/sync';
import { afterEach, expect, test, vi } from 'vitest';
import { startNativeCompiler } from '../../src/code/compiler/native.ts';
import type { Program } from '../../src/code/compiler/port.ts';
import { memoryFileSystem, memoryRoot } from '../kit/memory-file-system.ts';

afterEach(() => vi.restoreAllMocks());

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

/** The file as the compiler's own API gives it, with the nodes that were made of it. */
function fileOf(snapshot: Snapshot): SourceFile & { readonly nodes: readonly unknown[] } {
  return snapshot.getProjects()[0]!.program.getSourceFile(path) as ReturnType<typeof fileOf>;
}

const makeNodes = (node: Node): void => node.forEachChild(makeNodes);
const count = ({ nodes }: ReturnType<typeof fileOf>): number => nodes.filter((node) => node !== undefined).length;

test('the nodes of a file are let go of once its free names were told', () => {
  const updates = vi.spyOn(API.prototype, 'updateSnapshot');
  inProgram((program) => {
    const file = fileOf(updates.mock.results[0]!.value as Snapshot);
    makeNodes(file);
    expect(count(file)).toBeGreaterThan(10);
    program.freeNamesOf(path);
    // What stands before the nodes of the file is no node of it.
    expect(count(file)).toBeLessThanOrEqual(2);
    expect(file.nodes[1]).toBe(file);
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
  });
});
