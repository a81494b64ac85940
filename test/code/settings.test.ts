import { describe, expect, test } from 'vitest';
import type { InventoryDefinition } from '../../src/config/define.ts';
import { factsOf, inventoriesOf } from '../kit/inventories.ts';

const manifest = (more: Record<string, unknown> = {}): string =>
  JSON.stringify({ name: 'acme', version: '1.0.0', type: 'module', exports: './src/index.ts', ...more });

const told = async (
  files: Readonly<Record<string, string>>,
  definitions: readonly InventoryDefinition[] = [],
): Promise<unknown[]> =>
  (await factsOf('settings', files, definitions)).map(({ name, description, details, location }) => [
    name,
    description,
    details,
    `${location.file}:${location.line}`,
  ]);

const anything = expect.anything();

describe('settings of a JSON schema', () => {
  const schema = {
    $ref: '#/$defs/Options',
    $defs: {
      Options: {
        type: 'object',
        required: ['root', 'level'],
        properties: {
          root: { type: 'string', description: 'Where it is.' },
          level: { enum: ['low', 'high'], default: 'low' },
          key: { type: 'string', format: 'password', markdownDescription: 'The **key**.' },
          server: { allOf: [{ $ref: '#/$defs/Server' }] },
          port: { anyOf: [{ type: 'integer' }, { const: 'any' }] },
          self: { $ref: '#/$defs/Options' },
          list: { type: ['array', 'null'], items: { type: 'object', properties: { inner: {} } } },
        },
      },
      Server: { type: 'object', properties: { hosts: { type: 'array', default: ['a'] } } },
    },
  };
  const expected = [
    ['root', 'Where it is.', { type: 'string', required: true }],
    ['level', undefined, { type: '"low" | "high"', default: 'low', required: false }],
    ['key', 'The **key**.', { type: 'string', required: false, secret: true }],
    ['server', undefined, { type: 'object', required: false }],
    ['server.hosts', undefined, { type: 'array', default: '["a"]', required: false }],
    ['port', undefined, { type: 'integer | "any"', required: false }],
    ['self', undefined, { type: 'object', required: false }],
    ['list', undefined, { type: 'array | null', required: false }],
  ];
  const text = JSON.stringify(schema, null, 2);
  const without = (facts: readonly unknown[]): unknown[] => facts.map((fact) => (fact as unknown[]).slice(0, 3));

  test('are its keys with what it says of them, where the config names it', async () => {
    const files = { 'package.json': manifest(), 'data/acme.json': text };
    const facts = await told(files, [{ kind: 'settings', schema: 'data/acme.json' }]);
    expect(without(facts)).toEqual(expected);
    const line = text.split('\n').findIndex((one) => one.includes('"level"') && one.includes('{')) + 1;
    expect((facts[1] as unknown[])[3]).toBe(`data/acme.json:${line}`);
    expect(await told(files, [{ kind: 'settings', schema: 'data/acme.json#/$defs/Server' }])).toMatchObject([
      ['hosts', undefined, { default: '["a"]' }, anything],
    ]);
  });

  test('are found by the usual names, where sources stand', async () => {
    const of = async (file: string): Promise<unknown[]> =>
      without(await told({ 'package.json': manifest(), [file]: text }));
    for (const file of ['config.schema.json', 'schemas/acme-config-schema.json', 'src/acme.settings.schema.json']) {
      expect(await of(file)).toEqual(expected);
    }
    for (const file of ['schema.json', 'test/config.schema.json', 'docs/config.schema.json', 'src/event.schema.json']) {
      expect(await of(file)).toEqual([]);
    }
    expect(await told({ 'package.json': manifest(), 'config.schema.json': '{ "properties": ' })).toEqual([]);
  });

  test('are what an extension of an editor contributes', async () => {
    const configuration = [
      { title: 'Acme', properties: { 'acme.trace.server': { type: 'string', default: 'off' } } },
      { title: 'More', properties: { 'acme.path': { type: 'string' } } },
    ];
    const one = { 'package.json': manifest({ contributes: { configuration: configuration[0] } }) };
    expect(await told(one)).toMatchObject([['acme.trace.server', undefined, { default: 'off' }, anything]]);
    const both = { 'package.json': manifest({ contributes: { configuration } }) };
    expect((await told(both)).map((fact) => (fact as unknown[])[0])).toEqual(['acme.trace.server', 'acme.path']);
  });

  test('that cannot be read are a problem only of a config that names them', async () => {
    const files = { 'package.json': manifest(), 'empty.json': '' };
    const [inventory] = (await inventoriesOf(files, [{ kind: 'settings', schema: 'empty.json' }])).filter(
      ({ declared }) => declared,
    );
    expect(inventory).toMatchObject({ facts: [], problem: 'empty.json is not JSON' });
  });
});

describe('settings of a type', () => {
  const types = [
    "import type { Far } from 'far';",
    'interface Shared {',
    '  /** Where it is.',
    '   * @default process.cwd() or so */',
    '  root?: string;',
    '}',
    'type Key = Secret<string>; type Secret<T> = T;',
    'export interface Options extends Shared, Far {',
    '  /** How much.',
    '   * @default `low` */',
    "  level?: 'low' | 'high';",
    '  /**',
    '   * Where it listens.',
    '   *',
    '   * @defaultValue 3000',
    '   */',
    '  readonly port?: number;',
    '  key: Secret<string>;',
    '  /** @secret */',
    '  token: string;',
    '  server?: { host?: string; self?: Options };',
    '  onDone(): void;',
    '  plugins?: Plugin[];',
    '  logger?: Logger;',
    '  names?: Record<string, string>;',
    '}',
    'interface Plugin { name: string }',
    'interface Logger { info(text: string): void }',
    '',
  ].join('\n');
  const expected = [
    ['root', 'Where it is.', { type: 'string', required: false }, 'src/types.ts:5'],
    ['level', 'How much.', { type: "'low' | 'high'", required: false, default: 'low' }, 'src/types.ts:11'],
    ['port', 'Where it listens.', { type: 'number', required: false, default: '3000' }, 'src/types.ts:17'],
    ['key', undefined, { type: 'Secret<string>', required: true, secret: true }, 'src/types.ts:18'],
    ['token', undefined, { type: 'string', required: true, secret: true }, 'src/types.ts:20'],
    ['server', undefined, { type: '{ host?: string; self?: Options }', required: false }, 'src/types.ts:21'],
    ['server.host', undefined, { type: 'string', required: false }, 'src/types.ts:21'],
    ['server.self', undefined, { type: 'Options', required: false }, 'src/types.ts:21'],
    ['onDone', undefined, { type: 'function', required: true }, 'src/types.ts:22'],
    ['plugins', undefined, { type: 'Plugin[]', required: false }, 'src/types.ts:23'],
    ['logger', undefined, { type: 'Logger', required: false }, 'src/types.ts:24'],
    ['names', undefined, { type: 'Record<string, string>', required: false }, 'src/types.ts:25'],
  ];
  const sorted = (facts: readonly unknown[]): unknown[] => [...facts].sort((a, b) => (String(a) < String(b) ? -1 : 1));

  test('are its keys, inherited ones with them, where the config names it', async () => {
    const files = { 'package.json': manifest(), 'src/index.ts': 'export {};\n', 'src/types.ts': types };
    const facts = await told(files, [{ kind: 'settings', type: 'src/types.ts#Options' }]);
    expect(sorted(facts)).toEqual(sorted(expected));
  });

  test.each([
    'export function defineConfig(config: Options): Options { return config; }',
    'export const defineConfig = (config: Options): Options => config;',
    'export function defineAcmeConfig<T extends Options>(config: T): T { return config; }',
    'export function defineConfig(config: Partial<Options> | (() => Options)): void {}',
    'export function defineConfig(config: Options): void;\nexport function defineConfig(config: () => Options): void;\nexport function defineConfig(config: unknown): void {}',
  ])('are what an exported function takes that defines a config: %s', async (code) => {
    const files = {
      'package.json': manifest(),
      'src/index.ts': `import type { Options } from './types.ts';\n${code}\n`,
      'src/types.ts': types,
    };
    const names = (facts: readonly unknown[]): unknown[] => sorted(facts.map((fact) => (fact as unknown[])[0]));
    expect(names(await told(files))).toEqual(names(expected));
  });

  test('are not what another function takes, nor what the config names already', async () => {
    const code = [
      'export interface Options { level?: string; depth?: number }',
      'export function createConfig(config: Options): void {}',
      'export function defineConfig(config: Options): void {}',
      "export const list = [{ name: 'level', default: 'low' }];",
      '',
    ].join('\n');
    const files = { 'package.json': manifest(), 'src/index.ts': code };
    expect(await told(files, [{ kind: 'settings', list: 'src/index.ts#list' }])).toMatchObject([
      ['level', undefined, { default: 'low' }, anything],
      ['depth', undefined, { type: 'number' }, anything],
    ]);
    const other = { ...files, 'src/index.ts': code.replace('defineConfig', 'makeConfig') };
    expect(await told(other)).toEqual([]);
  });

  test('of a name that is gone are none, which the config is told of', async () => {
    const files = { 'package.json': manifest(), 'src/index.ts': 'export {};\n' };
    const inventories = await inventoriesOf(files, [{ kind: 'settings', type: 'src/index.ts#Gone' }]);
    expect(inventories.find(({ declared }) => declared)?.facts).toEqual([]);
  });
});

describe('settings that a schema reads from the environment', () => {
  test('are variables with their defaults', async () => {
    const files = {
      'package.json': manifest(),
      'src/index.ts': [
        "import { z } from 'zod';",
        'const schema = z.object({',
        "  ACME_PORT: z.coerce.number().default(3000).describe('Where it listens.'),",
        '  ACME_KEY: z.string(),',
        '  lower: z.string().optional(),',
        '});',
        'export const env = schema.parse(process.env);',
        'export const more = z.object({ ACME_MORE: z.string().optional() }).safeParse(process.env);',
        'export const other = z.object({ ACME_OTHER: z.string() }).parse({});',
        'console.log(process.env.ACME_PORT, process.env.ACME_READ);',
        '',
      ].join('\n'),
    };
    expect(await told(files)).toMatchObject([
      ['ACME_PORT', 'Where it listens.', { required: false, default: '3000' }, 'src/index.ts:3'],
      ['ACME_KEY', undefined, { required: true }, 'src/index.ts:4'],
      ['ACME_MORE', undefined, { required: false }, 'src/index.ts:8'],
      ['ACME_READ', undefined, {}, 'src/index.ts:10'],
    ]);
  });

  test('are those that createEnv takes', async () => {
    const files = {
      'package.json': manifest(),
      'src/index.ts': [
        "import { createEnv } from '@t3-oss/env-core';",
        "import { z } from 'zod';",
        'export const env = createEnv({',
        '  server: { ACME_KEY: z.string().min(1) },',
        "  client: { PUBLIC_LEVEL: z.enum(['low', 'high']).default('low') },",
        '  runtimeEnv: { NOT_ONE: z.string() },',
        '});',
        '',
      ].join('\n'),
    };
    expect(await told(files)).toMatchObject([
      ['ACME_KEY', undefined, { required: true }, anything],
      ['PUBLIC_LEVEL', undefined, { type: '"low" | "high"', default: 'low' }, anything],
    ]);
  });
});
