import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { startNativeCompiler } from '../../src/code/compiler/native.ts';
import { endCompiler } from '../../src/code/compiler/pipe.ts';
import { stepsOf, whileWaiting } from '../../src/code/compiler/waiting.ts';
import { diskFileSystem } from '../../src/workspace/file-system.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'docproof-ahead-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const disk = Object.entries({
  'tsconfig.json': '{"compilerOptions":{"types":[]},"files":["a.ts"]}',
  'a.ts': 'export const a: string = 1;',
});
for (const [path, text] of disk) writeFileSync(join(folder, path), text);

function* counting(done: number[], until: number): Generator<unknown> {
  for (let at = 0; at < until; at += 1) yield done.push(at);
}

describe.runIf(process.platform !== 'win32')('while the compiler is silent', () => {
  const open = (api: API): number[] => {
    const [project] = api.updateSnapshot({ openProjects: [`${folder}/tsconfig.json`] }).getProjects();
    return project!.program.getSemanticDiagnostics(`${folder}/a.ts`).map(({ code }) => code);
  };

  test.each([0, 1, 5, 1_000_000])('%i steps are done as far as there is time, and its answer comes whole', (until) => {
    const api = new API({ cwd: folder, fs: { readFile: () => undefined } });
    try {
      const done: number[] = [];
      const steps = counting(done, until);
      expect(whileWaiting(api, steps, () => open(api))).toEqual([2322]);
      expect(done.length).toBeGreaterThan(Math.min(until, 2) - 1);
      expect(done.length).toBeLessThan(1_000_000);
      const before = done.length;
      expect(open(api)).toEqual([2322]);
      expect(done).toHaveLength(before);
      for (const _ of { [Symbol.iterator]: () => steps });
      expect(done).toHaveLength(until);
    } finally {
      api.close();
    }
  });

  test('a step that fails ends them, and harms no answer', () => {
    const api = new API({ cwd: folder, fs: { readFile: () => undefined } });
    const fail = vi.fn(() => {
      throw new Error('a file that cannot be read');
    });
    try {
      expect(whileWaiting(api, { next: fail }, () => open(api))).toEqual([2322]);
      expect(fail).toHaveBeenCalledOnce();
    } finally {
      api.close();
    }
  });

  test('a compiler that ends is told as ever', () => {
    const api = new API({ cwd: folder, fs: { readFile: () => undefined } });
    open(api);
    const { child } = (api as unknown as { client: { channel: { child: { kill(signal: string): void } } } }).client
      .channel;
    child.kill('SIGKILL');
    expect(() => whileWaiting(api, counting([], Number.POSITIVE_INFINITY), () => open(api))).toThrow();
    endCompiler(api);
  });
});

test('works are done one after the other, and one that came later too', () => {
  const done: number[] = [];
  const works = [counting(done, 2), counting(done, 1)];
  const steps = stepsOf(works);
  steps.next();
  works.push(counting(done, 3));
  while (!steps.next().done);
  expect(done).toEqual([0, 1, 0, 0, 1, 2]);
});

test('a compiler does what it is handed meanwhile, and one that lasts does not', () => {
  const doneBy = (lasting: boolean): number => {
    const done: number[] = [];
    const compiler = startNativeCompiler(folder, diskFileSystem, { lasting });
    try {
      compiler.meanwhile(counting(done, 3));
      const files = [{ path: `${folder}/b.ts`, text: "import { a } from './a.ts';\nexport const b: number = a;" }];
      const options = { strict: true, types: [], noEmit: true, allowImportingTsExtensions: true, module: 'preserve' };
      const program = compiler.open({ name: 'b', directory: folder, options, files });
      expect(program.semanticErrors(`${folder}/b.ts`).map(({ code }) => code)).toEqual([2322]);
    } finally {
      compiler.close();
    }
    return done.length;
  };
  expect(doneBy(true)).toBe(0);
  expect(doneBy(false)).toBe(process.platform === 'win32' ? 0 : 3);
});
