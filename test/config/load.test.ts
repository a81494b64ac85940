import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import configJsonSchema from '../../src/config/config.schema.json' with { type: 'json' };
import { loadConfig } from '../../src/config/load.ts';
import { makeConfigJsonSchema } from '../../src/config/schema.ts';
import { surelyMeets } from '../../src/config/surely-meets.ts';

const folder = mkdtempSync(join(tmpdir(), 'docproof-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the schema of the config that is kept is the one that is made: node .ci/write-schemas.ts src/config', () => {
  expect(configJsonSchema).toEqual(JSON.parse(JSON.stringify(makeConfigJsonSchema())));
});

describe('a config', () => {
  const load = (config: unknown, rules: readonly string[] = ['links/missing-page']) => {
    const file = join(folder, 'docproof.config.json');
    writeFileSync(file, JSON.stringify(config));
    return loadConfig(file, rules);
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

  test('that is right is seen to be by its schema alone, and is given without the address of that', async () => {
    expect(surelyMeets(right, configJsonSchema)).toBe(true);
    const { $schema: _, ...rest } = right;
    expect(await load(right)).toEqual({ ...rest, file: join(folder, 'docproof.config.json') });
  });

  test.each([
    [{ ...right, level: 'strickt' }, /`level` is not what it should be/],
    [{ ...right, levle: 'strict' }, /`levle` is not a key of the config. Did you mean `level`/],
    [{ ...right, external: { perHost: 5 } }, /`external.perHost` is not what it should be/],
    [{ ...right, external: { perHost: 1.5 } }, /`external.perHost` is not what it should be/],
    [{ ...right, exclude: [''] }, /`exclude.0` is not what it should be/],
    [{ ...right, rules: { 'links/missing-pag': 'off' } }, /is no rule. Did you mean `links\/missing-page`/],
    [{ ...right, inventories: [{ kind: 'Events', define: 'a' }] }, /`inventories.0/],
    [[], /The config is not what it should be/],
  ])('that is wrong is told to be', async (wrong, message) => {
    await expect(load(wrong)).rejects.toThrow(message);
  });
});
