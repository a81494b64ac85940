import { expect, test } from 'vitest';
import { createFactBook } from '../../src/check/facts.ts';
import { createLedger } from '../../src/check/ledger.ts';
import { startNativeCompiler } from '../../src/code/compiler/native.ts';
import type { Compiler } from '../../src/code/compiler/port.ts';
import { collectImports } from '../../src/code/inventories/imports.ts';
import { programOptions } from '../../src/code/program-options.ts';
import { readWorkspace } from '../../src/workspace/read-workspace.ts';
import { inventoriesOf } from '../kit/inventories.ts';
import { memoryFileSystem, memoryRoot } from '../kit/memory-file-system.ts';

const files = {
  'package.json': JSON.stringify({
    name: 'acme',
    type: 'module',
    exports: './src/index.ts',
    workspaces: ['packages/*'],
  }),
  'packages/core/package.json': JSON.stringify({ name: '@acme/core', type: 'module', exports: './src/index.ts' }),
  'packages/core/src/index.ts': 'export const core = 1;\nexport type Core = 1;\n',
  'src/index.ts': [
    "import fs from 'fs';",
    "import { join } from 'node:path';",
    "import type { Core } from '@acme/core';",
    "import { inner, type Inner } from './inner.ts';",
    "export * from './handed.ts';",
    "export type { Only } from './only.ts';",
    "import { type Inner as Twice } from './inner.ts';",
    "import './effect.ts';",
    "import './gone.ts';",
    "import data from './data.json' with { type: 'json' };",
    "import { far } from '@far/away/deep';",
    "export const later = import('./later.ts');",
    "export type Asked = import('./asked.ts').Asked;",
    '',
  ].join('\n'),
  'src/inner.ts': "import { later } from './index.ts';\nexport const inner = later;\nexport type Inner = 1;\n",
  'src/handed.ts': 'export const handed = 1;\n',
  'src/only.ts': 'export type Only = 1;\n',
  'src/effect.ts': "import { core } from '@acme/core';\nglobalThis.name = String(core);\n",
  'src/later.ts': 'export const later = 1;\n',
  'src/asked.ts': 'export type Asked = 1;\n',
  'src/data.json': '{}',
  'test/index.test.ts': "import '../src/index.ts';\n",
};

async function collected<Told>(told: (compiler: Compiler) => Promise<Told> | Told): Promise<Told> {
  const compiler = startNativeCompiler(memoryRoot, memoryFileSystem(files));
  try {
    return await told(compiler);
  } finally {
    compiler.close();
  }
}

test('imports are those of the sources, by the path or the package that they lead to', async () => {
  const { kind, facts } = await collected((compiler) => {
    const workspace = readWorkspace(memoryFileSystem(files), memoryRoot, {});
    const options = programOptions({ workspace, level: 'strict', note: () => {} });
    return collectImports({ workspace, compiler, options });
  });
  expect(kind).toBe('imports');
  const told = facts.map(({ location, details: { from, to, external, typeOnly } }) =>
    [`${from}:${location.line}`, to, external && 'external', typeOnly && 'types'].filter(Boolean).join(' '),
  );
  expect(told.sort()).toEqual([
    'src/effect.ts:1 packages/core/src/index.ts',
    'src/index.ts:1 node:fs external',
    'src/index.ts:10 src/data.json',
    'src/index.ts:11 @far/away external',
    'src/index.ts:12 src/later.ts',
    'src/index.ts:13 src/asked.ts types',
    'src/index.ts:2 node:path external',
    'src/index.ts:3 packages/core/src/index.ts types',
    'src/index.ts:4 src/inner.ts',
    'src/index.ts:5 src/handed.ts',
    'src/index.ts:6 src/only.ts types',
    'src/index.ts:8 src/effect.ts',
    'src/inner.ts:1 src/index.ts',
  ]);
});

test('imports are none of the facts that coverage counts, and are collected once, when they are asked for', async () => {
  expect((await inventoriesOf(files)).map(({ kind }) => kind)).not.toContain('imports');
  const opened: string[] = [];
  const counts = await collected(async (compiler) => {
    const book = createFactBook({
      config: {},
      workspace: readWorkspace(memoryFileSystem(files), memoryRoot, {}),
      level: 'strict',
      ledger: createLedger(),
      asksForUses: false,
      compiler: () => ({
        ...compiler,
        open(input) {
          opened.push(input.name);
          return compiler.open(input);
        },
      }),
      note: () => {},
      publish: () => {},
    });
    expect(opened).toEqual([]);
    return [await book.imports(), await book.imports()].map(({ facts }) => facts.length);
  });
  expect(counts).toEqual([13, 13]);
  expect(opened).toEqual(['imports']);
});
