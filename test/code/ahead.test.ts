import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { check } from '../../src/cli/compose.ts';
import { createAhead } from '../../src/code/compiler/ahead.ts';
import { type CompilerNeeds, startNativeCompiler } from '../../src/code/compiler/native.ts';
import { endCompiler } from '../../src/code/compiler/pipe.ts';
import type { Program } from '../../src/code/compiler/port.ts';
import { createSeries, createSeriesInSteps } from '../../src/code/compiler/series.ts';
import { diskFileSystem } from '../../src/workspace/file-system.ts';
import { folderOf } from '../kit/command-line.ts';

const options = { strict: true, noEmit: true, allowImportingTsExtensions: true, module: 'preserve', types: [] };

/** How many files a program has: more than are asked about together. */
const many = 70;

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'docproof-ahead-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const disk = Object.entries({
  'library.ts':
    'export const one = 1;\nexport interface Two { readonly two: string }\nexport * as inner from "./inner.ts";',
  'inner.ts': 'export const deep = "deep";',
});
for (const [path, text] of disk) writeFileSync(join(folder, path), text);

const pathOf = (index: number): string => `${folder}/page.md.${index}.ts`;
const paths = Array.from({ length: many }, (_, index) => pathOf(index));
const textOf = (index: number): string =>
  [
    "import { one, type Two } from './library.ts';",
    `export const own${index}: ${index % 3 === 0 ? 'string' : 'number'} = one;`,
    `export const two: Two = { two: ${index % 5 === 0 ? index : '"two"'} };`,
    `void [console, missing${index % 7}, missing${index}, document, Set];`,
    index % 11 === 0 ? 'const = ;' : '',
  ].join('\n');
const files = paths.map((path, index) => ({ path, text: textOf(index) }));

/** Everything that a program tells of the files, in a given order. */
function told(program: Program, order: readonly string[]) {
  const names = new Set(['one', 'two', 'Two', 'own3']);
  const answers = {
    errors: order.map((path) => program.semanticErrors(path)),
    free: order.map((path) => [...program.freeNamesOf(path)]),
    declared: order.map((path) => program.declarationsOf(path)),
    uses: order.map((path) => [...program.usesOf(path, names)]),
    exported: order.map((path) => program.exportedFrom(path, () => true)),
  };
  return answers;
}

function withCompiler<T>(needs: CompilerNeeds, use: (compiler: ReturnType<typeof startNativeCompiler>) => T): T {
  const compiler = startNativeCompiler(folder, diskFileSystem, needs);
  try {
    return use(compiler);
  } finally {
    compiler.close();
  }
}

const neverOutOfStep = (): void => {
  throw new Error('the compiler is out of step');
};
const openAll = (compiler: ReturnType<typeof startNativeCompiler>, freeNamesOf: readonly string[] = []): Program =>
  compiler.open({ name: 'all', directory: folder, options, files, freeNamesOf });

const expected = withCompiler({}, (compiler) => told(openAll(compiler), paths));

test('what is compared is not empty', () => {
  expect(expected.errors.flat().length).toBeGreaterThan(many / 3);
  expect(expected.free[8]).toEqual(['missing1', 'missing8']);
  expect(expected.uses[3]?.length).toBeGreaterThan(2);
  expect(expected.exported[0]?.map(({ name }) => name)).toEqual(['own0', 'two']);
});

describe('answers that were asked ahead are those of one question at a time', () => {
  const used = new Set(['one', 'two', 'Two', 'own3']);
  const announce = (program: Program, some: readonly string[]): void => {
    program.willAsk('freeNamesOf', some);
    program.willAsk('semanticErrors', some);
    program.willAsk('usesOf', some, used);
    program.willAsk('exportedFrom', some);
  };

  test.each<[string, readonly string[]]>([
    ['in the order that was said', paths],
    ['in another order', [...paths].reverse()],
    ['about fewer files', paths.slice(20, 40)],
    ['about every third file', paths.filter((_, index) => index % 3 === 1)],
    ['about files that are not there', [`${folder}/none.ts`, ...paths, `${folder}/no.ts`]],
    ['about none', []],
  ])('%s', (_how, announced) => {
    withCompiler({ whenOutOfStep: neverOutOfStep }, (compiler) => {
      const program = openAll(compiler);
      announce(program, announced);
      expect(told(program, paths)).toEqual(expected);
    });
  });

  test('when the names are read while the compiler reads', () => {
    withCompiler({ whenOutOfStep: neverOutOfStep }, (compiler) => {
      expect(told(openAll(compiler, paths), paths)).toEqual(expected);
    });
  });

  test('and those of a file that changed are those of its new text', () => {
    withCompiler({ whenOutOfStep: neverOutOfStep }, (compiler) => {
      announce(openAll(compiler, paths), paths);
      const changed = files.map((file, index) =>
        index === 4 ? { ...file, text: 'export const other: string = nobody;' } : file,
      );
      const program = compiler.open({ name: 'all', directory: folder, options, files: changed });
      announce(program, paths);
      const { errors, free, declared } = told(program, paths);
      expect(errors[4]?.map(({ code }) => code)).toEqual([2304]);
      expect([free[4], declared[4]?.map(({ name }) => name)]).toEqual([['nobody'], ['other']]);
      expect(errors.toSpliced(4, 1)).toEqual(expected.errors.toSpliced(4, 1));
    });
  });

  test('when other questions come between', () => {
    withCompiler({ whenOutOfStep: neverOutOfStep }, (compiler) => {
      const program = openAll(compiler);
      program.willAsk('semanticErrors', paths);
      const errors = paths.map((path, index) => {
        const before = program.specifiersOf(paths[(index * 7) % many]!);
        expect(before).toEqual(['./library.ts']);
        return program.semanticErrors(path);
      });
      expect(errors).toEqual(expected.errors);
    });
  });
});

test('questions and answers that are longer than the pipe do not wait for each other', () => {
  const names = Array.from({ length: 500 }, (_, index) => `name${index}`);
  const library = { path: `${folder}/names.ts`, text: names.map((name) => `export const ${name} = 1;`).join('\n') };
  const users = paths.slice(0, 40).map((path) => ({
    path,
    text: `import { ${names.join(', ')} } from './names.ts';\nvoid [${names.join(', ')}];`,
  }));
  withCompiler({ whenOutOfStep: neverOutOfStep }, (compiler) => {
    const program = compiler.open({ name: 'long', directory: folder, options, files: [library, ...users] });
    program.willAsk(
      'usesOf',
      users.map(({ path }) => path),
      new Set(names),
    );
    const counts = users.map(({ path }) => program.usesOf(path, new Set(names)).size);
    expect(new Set(counts)).toEqual(new Set([2 * names.length]));
  });
}, 30_000);

describe('the pipe', () => {
  const { configs, texts } = ((): { configs: string[]; texts: Map<string, string> } => {
    const all = ['a', 'b', 'c'].map((name) => `${folder}/tsconfig.${name}.json`);
    const config = JSON.stringify({ compilerOptions: options, files: ['library.ts'] });
    return { configs: all, texts: new Map(all.map((path) => [path, config])) };
  })();
  const apis: API[] = [];
  const start = (): API => {
    const api = new API({ cwd: folder, fs: { readFile: (path) => texts.get(path) } });
    api.updateSnapshot({ openProjects: [configs[0]!] });
    apis.push(api);
    return api;
  };
  afterAll(() => {
    for (const api of apis) endCompiler(api);
  });

  test('is out of step where the compiler asks while questions are on their way, and stays so', () => {
    const api = start();
    const lost = vi.fn();
    const ask = createAhead(api, lost);
    const open = (config: string) => api.updateSnapshot({ openProjects: [config] });
    ask(configs.slice(1).map((config) => () => open(config)));
    expect(() => open(configs[1]!)).toThrow('the compiler asked for a file while it was asked ahead');
    expect(lost).toHaveBeenCalledOnce();
    expect(() => open(configs[0]!)).toThrow('the compiler asked for a file while it was asked ahead');
    expect(lost).toHaveBeenCalledOnce();
  });

  test('is in step where the last question makes the compiler ask', () => {
    const api = start();
    const ask = createAhead(api, neverOutOfStep);
    const open = () => api.updateSnapshot({ openProjects: [configs[1]!] });
    ask([open]);
    expect(open().getProjects()).toHaveLength(2);
  });

  test('tells a failure to whoever asks what failed', () => {
    const api = start();
    const ask = createAhead(api, neverOutOfStep);
    const { program } = api.updateSnapshot({ openProjects: [configs[0]!] }).getProjects()[0]!;
    const right = () => program.getSemanticDiagnostics(`${folder}/library.ts`);
    const wrong = () => program.getSemanticDiagnostics(`${folder}/none.ts`);
    ask([wrong, right]);
    expect(ask.underway()).toBe(2);
    expect(right()).toEqual([]);
    expect(wrong).toThrow(/none\.ts/);
    expect(ask.underway()).toBe(0);
  });

  test('takes questions that are longer than what it holds at a time', () => {
    const api = start();
    const ask = createAhead(api, neverOutOfStep);
    const long = (letter: string) => () => api.updateSnapshot({ closeProjects: [`/${letter.repeat(70_000)}.json`] });
    ask([long('a')]);
    expect(long('a')().getProjects()).toHaveLength(1);
  });

  test('lets no other fault of a question pass', () => {
    const ask = createAhead(start(), neverOutOfStep);
    const fault = (): never => {
      throw new Error('a fault of its own');
    };
    expect(() => ask([fault])).toThrow('a fault of its own');
  });
});

describe('a series', () => {
  /** What is sent, and how many questions nobody has answered. */
  function recording() {
    const sent: string[] = [];
    let waiting = 0;
    const ask = Object.assign(
      (questions: readonly (() => unknown)[]) => {
        for (const question of questions) question();
        waiting += questions.length;
        return questions.length;
      },
      { underway: () => waiting },
    );
    const answer = (count: number): void => {
      waiting -= count;
    };
    return { sent, ask, answer };
  }
  const subjects = Array.from({ length: 40 }, (_, index) => `${index}`);

  test('keeps some questions on their way, and not more', () => {
    const { sent, ask, answer } = recording();
    const series = createSeries(ask, (one) => sent.push(one));
    series.announce(subjects);
    expect(sent).toEqual([]);
    series.reach('0');
    expect(sent).toEqual(subjects.slice(0, 16));
    series.reach('1');
    expect(sent).toHaveLength(16);
    answer(3);
    series.reach('2');
    expect(sent).toEqual(subjects.slice(0, 32));
    answer(29);
    series.reach('36');
    expect(sent).toEqual([...subjects.slice(0, 32), ...subjects.slice(36)]);
    series.reach('not announced');
    expect(sent).toHaveLength(36);
  });

  test('in steps asks the second question of some before the first ones of the next are needed', () => {
    const { sent, ask } = recording();
    const series = createSeriesInSteps(
      ask,
      (one) => sent.push(`tree ${one}`),
      (some) => [() => sent.push(`uses ${some[0]} to ${some.at(-1)}`)],
    );
    series.announce(subjects);
    expect(sent).toEqual(subjects.slice(0, 16).map((one) => `tree ${one}`));
    series.reach('0');
    expect(sent.filter((one) => one.startsWith('uses'))).toEqual(['uses 0 to 15', 'uses 16 to 31']);
    expect(sent.filter((one) => one.startsWith('tree'))).toEqual(subjects.map((one) => `tree ${one}`));
    series.reach('20');
    expect(sent.at(-1)).toBe('uses 32 to 39');
    const before = sent.length;
    for (const one of subjects) series.reach(one);
    expect(sent).toHaveLength(before);
  });
});

describe('a check whose compiler is out of step', () => {
  const broken = { 'package.json': '{"name":"one"}', 'README.md': '```ts\nconst one: string = 1;\n```\n' };

  /** Checks a folder; the first compiler loses its step as it is started, or while a program is opened. */
  async function checked(lose: (needs: CompilerNeeds) => boolean) {
    const root = folderOf(broken);
    const needs: CompilerNeeds[] = [];
    const result = await check({
      root,
      config: {},
      level: 'strict',
      only: ['examples'],
      startCompiler(at, fileSystem, given = {}) {
        needs.push(given);
        const compiler = startNativeCompiler(at, fileSystem, given);
        return {
          ...compiler,
          open(input) {
            if (lose(given)) throw new Error('lost');
            return compiler.open(input);
          },
        };
      },
    });
    return { needs, rules: result.findings.map(({ rule }) => rule) };
  }

  test('is done again, one question at a time', async () => {
    const { needs, rules } = await checked(({ whenOutOfStep }) => {
      whenOutOfStep?.();
      return whenOutOfStep !== undefined;
    });
    expect(needs.map(({ whenOutOfStep }) => typeof whenOutOfStep)).toEqual(['function', 'undefined']);
    expect(rules).toEqual(['examples/type-error']);
  });

  test('is done again too where the failure was swallowed', async () => {
    const { needs, rules } = await checked(({ whenOutOfStep }) => {
      whenOutOfStep?.();
      return false;
    });
    expect(needs).toHaveLength(2);
    expect(rules).toEqual(['examples/type-error']);
  });

  test('is not done again for another fault', async () => {
    const lose = vi.fn(() => true);
    await expect(checked(lose)).rejects.toThrow('lost');
    expect(lose).toHaveBeenCalledOnce();
  });
});
