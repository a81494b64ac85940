import { describe, expect, test } from 'vitest';
import { checkFiles } from '../kit/check-files.ts';

const files = {
  'package.json': JSON.stringify({ name: 'acme', version: '1.0.0', type: 'module', exports: './src/index.ts' }),
  'src/index.ts': [
    'const defineSetting = <T>(definition: T): T => definition;',
    'const defineError = <T>(definition: T): T => definition;',
    'const defineEvent = <T>(definition: T): T => definition;',
    "export const port = defineSetting({ env: 'ACME_PORT', key: 'http.port', default: 80, type: 'number' });",
    "export const host = defineSetting({ env: 'ACME_HOST', key: 'http.host', default: 'any' });",
    "export const level = defineSetting({ env: 'ACME_LEVEL', key: 'log.level', default: 'info' });",
    "export const key = defineSetting({ env: 'ACME_KEY', secret: true, type: 'string' });",
    "export const gone = defineError({ code: 'item-gone', status: 410 });",
    "export const busy = defineError({ code: 'item-busy', status: 409 });",
    "export const made = defineEvent({ name: 'stock.item.made' });",
    "export const moved = defineEvent({ name: 'stock.item.moved' });",
    "export const sold = defineEvent({ name: 'stock.item.sold' });",
    "export const options = [{ name: 'level', text: 'how much' }, { name: 'quiet', text: 'less' }];",
    "export const commands = { check: { text: 'checks' }, report: { text: 'reports' } };",
    '',
  ].join('\n'),
  'openapi.json': JSON.stringify({ paths: { '/v1/items': { get: {} }, '/v1/items/{id}': { get: {}, put: {} } } }),
  'schema-snapshot.json': JSON.stringify({
    tables: [
      {
        name: 'items',
        columns: [
          { name: 'id', type: 'uuid', nullable: false },
          { name: 'title', type: 'text', nullable: true },
        ],
      },
    ],
  }),
  'docproof.config.json': JSON.stringify({
    inventories: [
      { kind: 'flags', list: 'src/index.ts#options', prefix: '--' },
      { kind: 'commands', list: 'src/index.ts#commands', prefix: 'acme ' },
    ],
  }),
};

const told = async (text: string, level: 'drift' | 'strict' = 'strict'): Promise<string[]> => {
  const { findings } = await checkFiles({ ...files, 'README.md': `# A\n\n${text}\n` }, level);
  return findings
    .filter(({ rule }) => rule.startsWith('references/'))
    .map(({ location, message, suggestion }) =>
      `${location!.line}:${location!.column} ${message} ${suggestion ?? ''}`.trim(),
    );
};

const table = (head: string, ...rows: readonly string[]): string =>
  [`| ${head} | Meaning |`, '|---|---|', ...rows.map((row) => `| ${row} | what it is |`)].join('\n');

describe('a table', () => {
  test.each([
    [
      'settings',
      table('Variable', '`ACME_PORT`', '`ACME_LEVEL`', '`ACME_LEVLE`'),
      '7:3 the code declares no setting `ACME_LEVLE` ACME_LEVEL',
    ],
    [
      'errors',
      table('Code', '`item-gone`', '`item-busy`', '`item-lost`'),
      '7:3 the code declares no error `item-lost`',
    ],
    [
      'events',
      table('Event', '`stock.item.made`', '`stock.item.sold`', '`stock.item.lost`'),
      '7:3 the code declares no event `stock.item.lost`',
    ],
    [
      'flags',
      table('Option', '`--level LEVEL`', '`--quiet`', '`--quite`'),
      '7:3 the code declares no flag `--quite` --quiet',
    ],
    [
      'routes',
      table('Route', '`GET /v1/items`', '`PUT /v1/items/{id}`', '`GET /v2/items`'),
      '7:3 the code declares no route `GET /v2/items`',
    ],
  ])('of %s has no row about anything else', async (_name, text, message) => {
    expect(await told(text)).toEqual([expect.stringContaining(message)]);
    expect(await told(text, 'drift')).toEqual([]);
  });

  test('of exports has none that stands nowhere in the sources and blocks', async () => {
    const text = table('Name', '`port`', '`level`', '`raiseAlarm`', '`encodeURI`');
    expect(await told(text)).toEqual(['7:3 the code declares no export `raiseAlarm`']);
    expect(await told(`${text}\n\n\`\`\`ts\nraiseAlarm();\n\`\`\``)).toEqual([]);
    expect(await told(text, 'drift')).toEqual([]);
  });

  test('of columns has those of its table', async () => {
    const text = `## items\n\n${table('Column', '`id`', '`title`', '`colour`')}`;
    expect(await told(text)).toEqual(['9:3 the code declares no column `colour`']);
  });

  test('of columns is known by one of them where the section is about their table, and not elsewhere', async () => {
    const text = (heading: string) => `## ${heading}\n\n${table('Column', '`title`', '`colour`')}`;
    expect(await told(text('items'))).toEqual(['8:3 the code declares no column `colour`']);
    expect(await told(text('others'))).toEqual([]);
  });

  test.each([
    ['lists other things as well', table('Name', '`ACME_PORT`', '`A`', '`B`')],
    ['has one row of them', table('Name', '`ACME_PORT`', '`B`')],
    [
      'has a sentence in its row',
      table('Name', '`ACME_PORT`', '`ACME_LEVEL`', 'all that begin with `ACME_`', '`A` and `B`', '`ACME_*`'),
    ],
    [
      'lists permissions, which are called after tables',
      table('Permission', '`items:read`', '`items:write`', '`team:read`'),
    ],
    ['lists exports', table('Name', '`port`', '`level`', '`sharpen`')],
  ])('proves nothing when it %s', async (_name, text) => {
    expect(await told(text)).toEqual([]);
  });

  test('states what is required, secret and of which type', async () => {
    const head = '| Variable | Type | Required | Secret? |\n|---|---|---|---|\n';
    expect(await told(`${head}| \`ACME_PORT\` | string | yes | no |\n| \`ACME_KEY\` | String | Yes | no |`)).toEqual([
      '5:15 the type of `ACME_PORT` is `number`, not `string` number',
      '5:24 the answer to *required* of `ACME_PORT` is `no`, not `yes` no',
      '6:29 the answer to *secret* of `ACME_KEY` is `yes`, not `no` yes',
    ]);
    expect(
      await told(`${head}| \`ACME_PORT\` | integer | – | see below |\n| \`ACME_KEY\` | a word | Yes | ✅ |`),
    ).toEqual([]);
    const nullable = '## items\n\n| Column | Nullable |\n|---|---|\n| `id` | yes |\n| `title` | yes |';
    expect(await told(nullable)).toEqual(['7:8 the answer to *optional* of `items.id` is `no`, not `yes` no']);
  });

  test('has a state for every row', async () => {
    const text = table('Variable', '`ACME_PORT`', '`ACME_LEVEL`', '`ACME_LEVLE`', 'none');
    const { ledger } = await checkFiles({ ...files, 'README.md': `# A\n\n${text}\n` }, 'drift');
    expect(ledger.rows).toMatchObject({ checked: 3, 'not-applicable': 1, skipped: 0, unverifiable: 0 });
  });
});

describe('a name in a sentence', () => {
  test.each([
    ['Set `ACME_COLOUR`.', 'no setting `ACME_COLOUR`'],
    ['Set `http.path`.', 'no setting `http.path`'],
    ['Ask `GET /v1/orders`.', 'no route `GET /v1/orders`'],
    ['Ask `DELETE /v1/items/7`.', 'no route `DELETE /v1/items/7`'],
    ['It sends `stock.item.lost`.', 'no event `stock.item.lost`'],
    ['It raises `item-goen`.', 'no error `item-goen`'],
    ['It is kept in `items.colour`.', 'no column `items.colour`'],
    ['Run `acme check --levle=1`.', 'no flag `--levle`'],
    ['Run `acme chekc`.', 'no command `acme chekc`'],
  ])('is told when others like it are declared: %s', async (text, message) => {
    expect(await told(text)).toEqual([expect.stringContaining(`the code declares ${message}`)]);
    expect(await told(text, 'drift')).toEqual([]);
  });

  test.each([
    'Set `ACME_PORT`, `OTHER_COLOUR` or `ACME`.',
    'Set `http.port`, `http.get(…)`, `http.json`, `http.length`, `log.colour` or `http.port.low`.',
    'Call `http.path`.\n\n```ts\nimport http from "node:http";\n```',
    'Ask `GET /v1/items`, `HEAD /v1/items/7`, `PUT /v1/items/:id`, `OPTIONS /v1/items`, `GET /v1/*` or `GET /other`.',
    'It raises `item-gone`, `item-items`, `item-lost` or `some-goen`.',
    'It sends `stock.item.made` and `stick.item.lost`.',
    'It is kept in `items.id`, `items.length`, `others.colour` or `items`.',
    'Run `acme check --level=1 -- --other`, `acme docs`, `acme report | jq --raw` or `acmes --other`.',
  ])('is right when it is declared, or when it may be anything: %s', async (text) => {
    expect(await told(text)).toEqual([]);
  });
});

test('variables that are only read from the environment say nothing of others', async () => {
  const reads = ['ONE', 'TWO', 'THREE'].map((name) => `export const v${name} = process.env.ACME_${name};`);
  const given = { 'package.json': files['package.json'], 'src/index.ts': `${reads.join('\n')}\n` };
  const { findings } = await checkFiles({ ...given, 'README.md': '# A\n\nSet `ACME_FOUR`.\n' }, 'strict', {});
  expect(findings.filter(({ rule }) => rule === 'references/unknown-name')).toEqual([]);
});

test('commands in blocks are held to the flags of the program', async () => {
  const block = (lang: string): string => `\`\`\`${lang}\nnpx acme check --levle 1\nother --levle\n\`\`\``;
  expect(await told(block('sh'))).toEqual(['4:16 the code declares no flag `--levle` --level']);
  expect(await told(block('text'))).toEqual([]);
});
