import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
// Everything that the program declares, it declares while it is loaded.
import '../../reference-app/src/main/composition.ts';
import { describeSettings } from '../../reference-app/src/core/config/describe-settings.ts';
import { definedErrors } from '../../reference-app/src/core/errors/define-error.ts';
import { definedEvents } from '../../reference-app/src/core/events/define-event.ts';
import { may, permissions, roles } from '../../reference-app/src/domain/workspaces/roles.ts';
import { settings } from '../../reference-app/src/main/settings.ts';

const root = join(import.meta.dirname, '../..');
const content = join(root, 'site/content/docs');
const page = (path: string): string => readFileSync(join(content, path), 'utf8');

const files = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(folder, path));

const spans = new Set(
  files('site/content/docs/layers', '.md').flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!),
  ),
);

describe('everything that Almanac declares is documented', () => {
  const exported = files('reference-app/src', '.ts').flatMap((path) =>
    [
      ...readFileSync(join(root, path), 'utf8').matchAll(
        /^export (?:declare )?(?:async )?(?:function|const|class|interface|type) (\w+)/gm,
      ),
    ].map((match) => [match[1]!, path] as const),
  );

  test('each exported symbol is named on a page of its layer', () => {
    expect(exported.length).toBeGreaterThan(80);
    expect(exported.filter(([name]) => !spans.has(name))).toEqual([]);
  });

  test('each exported symbol has a comment', () => {
    const bare = files('reference-app/src', '.ts').flatMap((path) =>
      [
        ...readFileSync(join(root, path), 'utf8').matchAll(
          /^(.*)\n(?:\/\/ .*\n)*export (?:declare )?(?:async )?(?:function|const|class|interface|type) (\w+)/gm,
        ),
      ]
        .filter((match) => !match[1]!.trimEnd().endsWith('*/'))
        .map((match) => `${path}: ${match[2]}`),
    );
    expect(bare).toEqual([]);
  });

  test('the middleware stands in the order in which a command passes it', () => {
    const [, made = ''] = /const middleware = \[([\s\S]*?)\n {2}\];/.exec(
      readFileSync(join(root, 'reference-app/src/main/buses.ts'), 'utf8'),
    )!;
    const order = [...made.matchAll(/^ {4}(\w+)/gm)].map((match) => match[1]);
    expect(order.length).toBeGreaterThan(8);
    const [, table = ''] = page('layers/application/buses.md').split('| Middleware | What it does |');
    expect([...table.matchAll(/^\| `(\w+)` \|/gm)].slice(0, order.length).map((match) => match[1])).toEqual(order);
  });

  test('each setting stands in the table as the program describes it', () => {
    expect(page('reference/settings.md')).toContain(describeSettings(Object.values(settings)));
  });

  test('each permission stands on its page with the least role that has it', () => {
    const table = permissions.map(
      (permission) => `| \`${permission}\` | \`${roles.find((role) => may(role, permission))}\` |`,
    );
    for (const row of table) expect(page('reference/permissions.md')).toContain(row);
  });

  test('each event stands on its page as it is declared', () => {
    expect(definedEvents().size).toBeGreaterThan(0);
    for (const { name, version, description } of definedEvents().values())
      expect(page('reference/events.md')).toContain(`| \`${name}\` | ${version} | ${description} |`);
  });

  test('each error has a page at the address that its problems name, and no page is left over', () => {
    const pages = readdirSync(join(content, 'api/problems'))
      .filter((name) => name !== 'index.md')
      .map((name) => name.replace('.md', ''));
    expect(pages.sort()).toEqual([...definedErrors().keys()].sort());
    for (const { code, status, title } of definedErrors().values()) {
      expect(page(`api/problems/${code}.md`)).toContain(`**${title}.** Status ${status}.`);
      expect(page('api/problems/index.md')).toContain(`| [${code}](/api/problems/${code}/) | ${status} | ${title} |`);
    }
  });

  test('each operation has a page with its method and path', () => {
    const { paths } = JSON.parse(readFileSync(join(root, 'reference-app/openapi.json'), 'utf8')) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const endpoints = files('site/content/docs/api/http', '.md').map((path) => readFileSync(join(root, path), 'utf8'));
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { operationId }] of Object.entries(methods)) {
        const found = endpoints.find((text) => text.includes(`operationId: ${operationId}\n`));
        expect(found, operationId).toContain(`method: ${method.toUpperCase()}\npath: ${JSON.stringify(path)}\n`);
      }
    }
  });

  test('each table, column, constraint and index is on the page of the tables, with the type of the column', () => {
    const { tables } = JSON.parse(
      readFileSync(join(root, 'reference-app/migrations/schema-snapshot.json'), 'utf8'),
    ) as {
      tables: {
        name: string;
        columns: { name: string; type: string }[];
        constraints: { name: string }[];
        indexes: { name: string }[];
      }[];
    };
    const text = page('reference/tables.md');
    for (const { name, columns, constraints, indexes } of tables) {
      expect(text).toContain(`## ${name}\n`);
      for (const column of columns) expect(text).toContain(`| \`${column.name}\` | \`${column.type}\` |`);
      if (name.startsWith('schema_migrations')) continue;
      for (const { name: each } of [...constraints, ...indexes]) expect(text).toContain(`\`${each}\``);
    }
  });
});
