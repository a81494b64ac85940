import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import config from '../../docproof.config.ts';
import { settings } from '../../reference-app/src/main/settings.ts';
import { options } from '../../src/cli/arguments.ts';
import { rules } from '../../src/cli/rules.ts';
import { startNativeCompiler } from '../../src/code/compiler/native.ts';
import { collectInventories } from '../../src/code/inventories/collect.ts';
import { programOptions } from '../../src/code/program-options.ts';
import { configSchema } from '../../src/config/schema.ts';
import { diskFileSystem } from '../../src/workspace/file-system.ts';
import { readWorkspace } from '../../src/workspace/read-workspace.ts';
import { factsOf, inventoriesOf } from '../kit/inventories.ts';

const manifest = (more: Record<string, unknown>): string => JSON.stringify({ name: 'acme', version: '1.0.0', ...more });

const library = manifest({ exports: { '.': './src/index.ts', './extra': './src/extra.ts' } });

const namesOf = async (...args: Parameters<typeof factsOf>): Promise<string[]> =>
  (await factsOf(...args)).map(({ name }) => name).sort();

describe('exports of a package', () => {
  test('are those that its entry points lead to, each once', async () => {
    const files = {
      'package.json': library,
      'src/index.ts': [
        "export * from './inner.ts';",
        "export { hidden as shown } from './inner.ts';",
        "export * as inner from './inner.ts';",
        "export { twice } from './extra.ts';",
      ].join('\n'),
      'src/extra.ts': 'export const twice = 1;\n',
      'src/inner.ts': [
        'export function over(a: string): void;',
        'export function over(a: number): void;',
        'export function over(_a: unknown): void {}',
        'export interface Merged { a: string }',
        'export interface Merged { b: string }',
        'export const Merged = 1;',
        'const hidden = 2;',
        'export { hidden };',
      ].join('\n'),
      'src/unreached.ts': 'export const unreached = 1;\n',
    };
    expect(await namesOf('exports', files)).toEqual(['Merged', 'hidden', 'inner', 'over', 'twice']);
    expect(await namesOf('members', files)).toEqual(['Merged.a', 'Merged.b']);
    const facts = await factsOf('exports', files);
    expect(facts.find(({ name }) => name === 'hidden')).toMatchObject({
      id: 'exports:acme#hidden',
      aliases: ['inner.hidden', 'shown'],
      location: { file: 'src/inner.ts', line: 7, column: 7 },
    });
    expect(facts.find(({ name }) => name === 'over')?.details.symbol).toBe('function');
  });

  test('of an application are those of every source file, and of no test or build script', async () => {
    const files = {
      'package.json': manifest({ private: true }),
      'src/a.ts': 'export const a = 1;\nconst own = 2;\nexport default function main() { return own; }\n',
      'src/deep/b.ts': "export { a } from '../a.ts';\nexport const a2 = 1;\n",
      'src/examples/c.ts': 'export const c = 1;\n',
      'src/a.test.ts': 'export const no = 1;\n',
      'test/kit.ts': 'export const no = 1;\n',
      'scripts/build.ts': 'export const no = 1;\n',
      'vite.config.ts': 'export default {};\n',
    };
    expect(await namesOf('exports', files)).toEqual(['a', 'a2', 'c', 'main']);
  });

  test('of one name in two files of an application are two facts', async () => {
    const files = {
      'package.json': manifest({ private: true }),
      'src/a.ts': 'export const start = 1;\n',
      'src/b.ts': 'export const start = 2;\n',
    };
    expect((await factsOf('exports', files)).map(({ id }) => id)).toEqual([
      'exports:acme#start',
      'exports:acme#start@src/b.ts',
    ]);
  });

  test('leave out what is marked @internal, and know what is described', async () => {
    const files = {
      'package.json': library,
      'src/extra.ts': 'export {};\n',
      'src/index.ts': [
        '/** Says *hello*.',
        ' * Twice.',
        ' * @deprecated use another */',
        'export const hello = 1;',
        '/** @internal */',
        'export const secret = 2;',
        '// no doc comment',
        'export const bare = 3;',
        'export class Box {',
        '  /** What is in it. */',
        '  value = 1;',
        '  private own = 2;',
        '  protected kin = 3;',
        '  #hard = 4;',
        '  constructor(readonly side: number) {}',
        '  open(): number { return this.value + this.own + this.kin + this.#hard; }',
        '}',
      ].join('\n'),
    };
    const facts = await factsOf('exports', files);
    expect(facts.map(({ name, description }) => [name, description])).toEqual([
      ['hello', 'Says *hello*.\nTwice.'],
      ['bare', undefined],
      ['Box', undefined],
    ]);
    const members = await factsOf('members', files);
    expect(members.map(({ name, description }) => [name, description])).toEqual([
      ['Box.value', 'What is in it.'],
      ['Box.open', undefined],
    ]);
  });

  test('do not end in a namespace that holds itself', async () => {
    const files = {
      'package.json': manifest({ exports: './src/index.ts' }),
      'src/index.ts':
        "export * as self from './index.ts';\nexport const a = 1;\nexport * as default from './index.ts';\n",
    };
    expect(await namesOf('exports', files)).toContain('a');
  });
});

describe('registries', () => {
  const define = 'export const defineError = <T>(definition: T): T => definition;\n';
  const errors = [
    "import { defineError } from './define.ts';",
    'const limit = 3;',
    'export const gone = defineError({ code: "gone", status: 400 + 10, title: `Gone`, help: String(limit) } as const);',
    '// defineError({ code: "comment" })',
    'export const text = \'defineError({ code: "text" })\';',
    'export const unnamed = defineError({ status: 500 });',
  ].join('\n');

  test('are the calls of a function that the repository declares', async () => {
    const files = { 'package.json': library, 'src/define.ts': define, 'src/errors.ts': errors };
    const facts = await factsOf('errors', files);
    expect(facts.map(({ name, details }) => [name, details])).toEqual([
      ['gone', { status: 410 }],
      ['unnamed', { status: 500 }],
    ]);
    expect(facts[0]).toMatchObject({ description: 'Gone', location: { file: 'src/errors.ts', line: 3, column: 21 } });
  });

  test('are not the calls of a function of somebody else', async () => {
    const other = 'declare module "other" { export function defineError<T>(definition: T): T }\n';
    const files = {
      'package.json': library,
      'src/other.d.ts': other,
      'src/errors.ts': errors.replace('./define.ts', 'missing'),
    };
    expect(await factsOf('errors', files)).toEqual([]);
  });

  test('of the config have the kind and the key that it names', async () => {
    const files = {
      'package.json': library,
      'src/jobs.ts':
        'const defineJob = <T>(job: T): T => job;\nexport const a = defineJob({ queue: "mail", name: "x" });\n',
    };
    const definitions = [{ kind: 'jobs', define: 'defineJob', name: 'queue' }];
    expect(await namesOf('jobs', files, definitions)).toEqual(['mail']);
  });
});

describe('settings', () => {
  test('come from a registry with what can be compared, and from the environment where it does not name them', async () => {
    const files = {
      'package.json': library,
      'src/index.ts': [
        "import { defineSetting } from './define.ts';",
        "export const port = defineSetting({ key: 'http.port', env: 'PORT', default: 3_000 });",
        "export const key = defineSetting({ key: 'api.key', env: 'API_KEY', secret: true });",
        "export const level = defineSetting({ key: 'log', env: 'LOG', optional: true });",
        "console.log(process.env.PORT, process.env.DEBUG, process.env['TRACE'], process.env.NODE_ENV);",
        '// process.env.COMMENT',
        "process.env.WRITTEN = '1';",
        'delete process.env.GONE;',
      ].join('\n'),
      'src/define.ts': 'export const defineSetting = <T>(definition: T): T => definition;\n',
      'src/extra.ts': 'export {};\n',
    };
    const facts = await factsOf('settings', files);
    expect(facts.map(({ name, aliases, details }) => [name, aliases, details])).toEqual([
      ['PORT', ['http.port'], { default: '3000', required: false, secret: false }],
      ['API_KEY', ['api.key'], { required: true, secret: true }],
      ['LOG', ['log'], { required: false, secret: false }],
      ['DEBUG', [], {}],
      ['TRACE', [], {}],
    ]);
  });

  test('come from a zod schema, with the keys of inner objects', async () => {
    const files = {
      'package.json': library,
      'src/config.ts': [
        "import { z } from 'zod';",
        "const inner = z.object({ deep: z.int().default(3).describe('How deep.') });",
        'export const schema = z.strictObject({',
        "  level: z.enum(['a', 'b']).optional().meta({ description: 'How much.', default: 'a' }),",
        '  inner: inner.optional(),',
        '  must: z.string(),',
        '});',
      ].join('\n'),
    };
    const facts = await factsOf('settings', files, [{ kind: 'settings', schema: 'src/config.ts#schema' }]);
    expect(facts.map(({ name, description, details }) => [name, description, details])).toEqual([
      ['level', 'How much.', { type: '"a" | "b"', required: false, default: 'a' }],
      ['inner', undefined, { type: 'object', required: false }],
      ['inner.deep', 'How deep.', { type: 'int', required: false, default: '3' }],
      ['must', undefined, { type: 'string', required: true }],
    ]);
  });
});

test('scripts are those that people run', async () => {
  const files = { 'package.json': manifest({ scripts: { build: 'tsc', prebuild: 'rm', prepare: 'husky' } }) };
  const facts = await factsOf('scripts', files);
  expect(facts.map(({ name, details }) => [name, details])).toEqual([['build', { command: 'tsc' }]]);
});

test('routes are the operations of an OpenAPI document, as JSON or YAML', async () => {
  const yaml = 'openapi: 3.1.0\npaths:\n  /items/{id}:\n    parameters: []\n    get:\n      operationId: getItem\n';
  const json = JSON.stringify({ swagger: '2.0', paths: { '/a': { post: {} } } });
  const files = {
    'package.json': manifest({}),
    'api/openapi.yaml': yaml,
    'swagger.json': json,
    'test/openapi.json': json,
  };
  const facts = await factsOf('routes', files);
  expect(facts.map(({ name, aliases, location }) => [name, aliases, location.file, location.line])).toEqual([
    ['GET /items/{id}', ['getItem'], 'api/openapi.yaml', 5],
    ['POST /a', [], 'swagger.json', 1],
  ]);
});

test('tables have columns, constraints and indexes', async () => {
  const snapshot = JSON.stringify({
    tables: [
      {
        name: 'items',
        columns: [{ name: 'id', type: 'uuid', nullable: false, default: null }],
        constraints: [{ name: 'items_pkey' }],
        indexes: [{ name: 'items_newest' }],
      },
    ],
  });
  const inventories = await inventoriesOf({ 'package.json': manifest({}), 'db/schema-snapshot.json': snapshot });
  expect(inventories.map(({ kind, facts }) => [kind, facts.map(({ name, details }) => [name, details])])).toEqual([
    ['tables', [['items', {}]]],
    ['columns', [['items.id', { type: 'uuid', required: true }]]],
    ['constraints', [['items_pkey', {}]]],
    ['indexes', [['items_newest', {}]]],
  ]);
});

describe('an inventory that the config names', () => {
  const files = {
    'package.json': library,
    'src/options.ts': "export const options = [{ name: 'root', value: 'DIR' }, { name: other() }] as const;\n",
    'notes.json': '{ "paths": [',
  };

  test('may be a list, and is left out where its names are computed', async () => {
    const definitions = [{ kind: 'flags', list: 'src/options.ts#options', prefix: '--' }];
    expect(await namesOf('flags', files, definitions)).toEqual(['--root']);
  });

  test('may be a function of the config', async () => {
    const definitions = [
      {
        kind: 'notes',
        collect: async ({ paths }: { paths: readonly string[] }) =>
          paths.map((file) => ({ name: file, file, line: 1 })),
      },
    ];
    expect(await namesOf('notes', files, definitions)).toEqual(['notes.json', 'package.json', 'src/options.ts']);
  });

  test.each([
    ['a file that is gone', { kind: 'flags', list: 'src/gone.ts#options' }, 'there is no file src/gone.ts'],
    ['a variable that is gone', { kind: 'flags', list: 'src/options.ts#gone' }, undefined],
    ['a document that does not parse', { kind: 'routes', openapi: 'notes.json' } as const, expect.any(String)],
    [
      'a function that throws',
      {
        kind: 'notes',
        collect: () => {
          throw new Error('no notes.');
        },
      },
      'no notes',
    ],
  ])('is kept though it is empty: %s', async (_name, definition, problem) => {
    const [inventory] = (await inventoriesOf(files, [definition])).filter(({ declared }) => declared);
    expect(inventory?.facts).toEqual([]);
    expect(inventory?.problem).toEqual(problem);
  });
});

describe('what is read of this repository without running it is what the program itself knows', async () => {
  const root = join(import.meta.dirname, '../..');
  const workspace = readWorkspace(diskFileSystem, root, {});
  const compiler = startNativeCompiler(root, diskFileSystem);
  afterAll(() => compiler.close());
  const inventories = await collectInventories({
    workspace,
    compiler,
    options: programOptions({ workspace, level: 'strict', note: () => {} }),
    definitions: config.inventories ?? [],
  });
  const named = (kind: string, packageName: string): string[] =>
    inventories
      .flatMap(({ facts }) => facts)
      .filter((fact) => fact.kind === kind && fact.package === packageName)
      .map(({ name }) => name)
      .sort();

  test('options', () => {
    expect(named('flags', 'docproof')).toEqual(options.map(({ name }) => `--${name}`).sort());
  });

  test('rules', () => {
    expect(named('rules', 'docproof')).toEqual(rules.map(({ id }) => id).sort());
  });

  test('keys of the config', () => {
    const keys = named('settings', 'docproof').filter((name) => !/[.A-Z]/.test(name));
    expect(keys).toEqual(Object.keys(configSchema.shape).sort());
  });

  test('settings and their defaults', () => {
    const facts = inventories
      .flatMap((inventory) => inventory.facts)
      .filter(({ name }) => name === 'DATABASE_POOL_SIZE');
    expect(facts.map(({ details }) => details.default)).toEqual([String(settings.databasePoolSize.default)]);
    const almanac = Object.values(settings).map(({ env }) => env);
    expect(named('settings', '@docproof/almanac')).toEqual(almanac.sort());
  });
});
