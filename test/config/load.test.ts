import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { builtJsonSchema, type JsonSchema } from '../../src/config/json-schema.ts';
import { loadConfig } from '../../src/config/load.ts';
import { makeConfigJsonSchema } from '../../src/config/schema.ts';
import { surelyMeets } from '../../src/config/surely-meets.ts';

const folder = mkdtempSync(join(tmpdir(), 'docproof-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a config', () => {
  const load = (config: unknown, built: JsonSchema | undefined) => {
    const file = join(folder, 'docproof.config.json');
    writeFileSync(file, JSON.stringify(config));
    return loadConfig(file, ['links/missing-page'], built);
  };
  const right = {
    $schema: 'https://docproof.dev/config.schema.json',
    level: 'strict',
    exclude: ['drafts/**'],
    rules: { 'links/missing-page': 'off' },
    inventories: [
      { kind: 'events', define: 'defineEvent', name: 'name' },
      { kind: 'routes', openapi: 'openapi.json' },
    ],
    coverage: {
      require: { exports: 'documented', members: { docproof: 'described' } },
      waivers: [{ fact: 'exports:a', reason: 'it is told elsewhere' }],
    },
    external: { perHost: 4 },
  };

  const wrong: readonly [unknown, RegExp][] = [
    [{ ...right, level: 'strickt' }, /`level` is not what it should be/],
    [{ ...right, levle: 'strict' }, /`levle` is not a key of the config. Did you mean `level`/],
    [{ ...right, external: { perHost: 5 } }, /`external.perHost` is not what it should be/],
    [{ ...right, external: { perHost: 1.5 } }, /`external.perHost` is not what it should be/],
    [{ ...right, exclude: [''] }, /`exclude.0` is not what it should be/],
    [{ ...right, rules: { 'links/missing-pag': 'off' } }, /is no rule. Did you mean `links\/missing-page`/],
    [{ ...right, inventories: [{ kind: 'Events', define: 'a' }] }, /`inventories.0/],
    [[], /The config is not what it should be/],
  ];

  describe.each([
    ['from its sources', builtJsonSchema()],
    ['as it is built', makeConfigJsonSchema()],
  ])('where Docproof runs %s', (_how, built) => {
    test('that is right is given without the address of its schema', async () => {
      const { $schema: _, ...rest } = right;
      expect(await load(right, built)).toEqual({ ...rest, file: join(folder, 'docproof.config.json') });
    });

    test.each(wrong)('that is wrong is told to be, %#', async (config, message) => {
      await expect(load(config, built)).rejects.toThrow(message);
    });
  });

  test('has no schema of a build where the sources run', () => {
    expect(builtJsonSchema()).toBeUndefined();
  });

  test('that is right is seen to be by its schema alone', () => {
    expect(surelyMeets(right, makeConfigJsonSchema())).toBe(true);
    for (const [config] of wrong.filter(([, message]) => !message.source.includes('is no rule'))) {
      expect(surelyMeets(config, makeConfigJsonSchema())).toBe(false);
    }
  });
});
