import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../src/cli/compose.ts';
import { validators } from '../../validators/index.ts';
import { loadValidators, validatorNames } from '../../validators/load.ts';
import { memoryFileSystem, memoryRoot } from '../kit/memory-file-system.ts';

test('every folder of rules is a validator that is named as its folder', () => {
  const folders = readdirSync(join(import.meta.dirname, '../../validators'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect([...validatorNames].sort()).toEqual(folders.sort());
  expect(validators.map(({ name }) => name)).toEqual(validatorNames);
});

test('validators are loaded in their order, whatever the order of the names', async () => {
  const loaded = await loadValidators(['links', 'pages']);
  expect(loaded.map(({ name }) => name)).toEqual(['pages', 'links']);
});

test.each(validators.filter(({ compiles }) => compiles === false).map(({ name }) => name))(
  '%s takes no compiler, as it says',
  async (name) => {
    const files = {
      'README.md': '# Docs\n\n[gone](gone.md)\n\n```ts\nimport { a } from "docs";\n```\n',
      'dist/index.html': '<a href="/gone/">gone</a>',
      'package.json': '{ "name": "docs", "type": "module", "exports": "./index.ts" }',
      'index.ts': 'export const b = 1;\n',
    };
    const options = { root: memoryRoot, config: {}, level: 'strict', site: `${memoryRoot}/dist` } as const;
    await check({ ...options, only: [name], fileSystem: memoryFileSystem(files) });
  },
);
