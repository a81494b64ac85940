import { spawnSync } from 'node:child_process';
import v8 from 'node:v8';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { check } from '../../src/cli/compose.ts';
import { limitMemory } from '../../src/cli/memory.ts';
import { openSession } from '../../src/cli/session.ts';
import { memoryFileSystem, memoryRoot } from '../kit/memory-file-system.ts';

let flags: () => string[];

beforeEach(() => {
  const set = vi.spyOn(v8, 'setFlagsFromString').mockImplementation(() => {});
  flags = () => set.mock.calls.map(([flag]) => flag);
});
afterEach(() => vi.restoreAllMocks());

describe('with many pages, memory does not grow for speed', () => {
  test('and with fewer it may', () => {
    limitMemory(1999, true);
    expect(flags()).toEqual([]);
  });

  test('and where nothing is compiled, the heap is looked at as usual', () => {
    limitMemory(2000, false);
    expect(flags()).toEqual(['--semi-space-growth-factor=1']);
  });

  test('and where examples are compiled, the heap is looked at sooner', () => {
    limitMemory(2000, true);
    expect(flags()).toEqual(['--semi-space-growth-factor=1', '--heap-growing-percent=10']);
  });

  test('by flags that this Node knows', () => {
    limitMemory(2000, true);
    const { status, stderr } = spawnSync(process.execPath, [...flags(), '--eval', ''], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe.each([
  ['one page', 1, []],
  ['many pages', 2000, ['--semi-space-growth-factor=1']],
])('the memory is limited by the pages that were found: %s', (_name, count, expected) => {
  const pages = Array.from({ length: count }, (_, index) => [`docs/${index}.md`, '# A page\n']);
  const options = () => ({
    root: memoryRoot,
    config: {},
    level: 'drift' as const,
    only: ['links'],
    fileSystem: memoryFileSystem(Object.fromEntries(pages)),
  });

  test('in a check', async () => {
    await check(options());
    expect(flags()).toEqual(expected);
  });

  test('in a session', async () => {
    const session = await openSession(options());
    await session.check();
    session.close();
    expect(flags()).toEqual(expected);
  });
});
