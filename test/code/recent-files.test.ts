import { API, type Snapshot } from 'typescript/unstable/sync';
import { afterEach, expect, test, vi } from 'vitest';
import { startNativeCompiler } from '../../src/code/compiler/native.ts';
import { createRecentFiles } from '../../src/code/compiler/recent-files.ts';
import { memoryFileSystem, memoryRoot } from '../kit/memory-file-system.ts';

afterEach(() => vi.restoreAllMocks());

test('only the files that were asked for last are kept, and the others are given again', () => {
  const updates = vi.spyOn(API.prototype, 'updateSnapshot');
  const compiler = startNativeCompiler(memoryRoot, memoryFileSystem({}));
  try {
    const files = ['a', 'b', 'c'].map((name) => ({
      path: `${memoryRoot}/${name}.ts`,
      text: `export const ${name} = 1;`,
    }));
    const [a, b, c] = files.map(({ path }) => path) as [string, string, string];
    compiler.open({ name: 'page', directory: memoryRoot, options: { noEmit: true }, files });
    const api = updates.mock.contexts[0] as API;
    const { program } = (updates.mock.results[0]!.value as Snapshot).getProjects()[0]!;
    const kept = (): string[] => {
      const { sourceFileCache } = api as object as { sourceFileCache: { has(path: string): boolean } };
      return [a, b, c].filter((path) => sourceFileCache.has(path));
    };
    const recent = createRecentFiles(api, 2);
    for (const path of [a, b, a, c]) recent(program, path);
    expect(kept()).toEqual([a, c]);
    expect(recent(program, b)?.text).toBe('export const b = 1;');
    expect(kept()).toEqual([b, c]);
    expect(recent(program, `${memoryRoot}/none.ts`)).toBeUndefined();
  } finally {
    compiler.close();
  }
});
