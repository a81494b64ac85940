import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../src');
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  domain: ['core'],
  application: ['domain', 'core'],
  infrastructure: ['application', 'domain', 'core'],
  interface: ['application', 'domain', 'core'],
  main: ['interface', 'infrastructure', 'application', 'domain', 'core'],
};

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const layerOf = (file: string): string => file.split('/')[0]!;

/** The modules of this project that a text imports, re-exports or loads while it runs. */
const specifiersOf = (text: string): string[] =>
  [...text.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)].map((match) => match[1]!);
const importsOf = (file: string): string[] =>
  specifiersOf(readFileSync(join(root, file), 'utf8')).map((specifier) =>
    relative(root, join(root, dirname(file), specifier)),
  );
const isForbidden = (file: string, target: string): boolean =>
  layerOf(target) !== layerOf(file) && !allowed[layerOf(file)]?.includes(layerOf(target));

test('every layer imports only what stands below it', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => isForbidden(file, target))
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('the rule sees every layer, every way to import, and an arrow that points the wrong way', () => {
  expect(new Set(files.map(layerOf))).toEqual(new Set(Object.keys(allowed)));
  expect(files.filter((file) => importsOf(file).length > 0).length).toBeGreaterThan(files.length / 2);
  expect(
    specifiersOf("import {\n  a,\n} from './a.ts';\nimport './b.ts';\nexport * from './c.ts';\nimport('./d.ts')"),
  ).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts']);
  expect(isForbidden('domain/items/item.ts', 'infrastructure/database/connect.ts')).toBe(true);
  expect(isForbidden('core/errors/problem.ts', 'domain/items/item.ts')).toBe(true);
});

test('no file imports itself in a circle', () => {
  const circles: string[][] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) return void circles.push([...path.slice(path.indexOf(file)), file]);
    if (done.has(file)) return;
    for (const target of importsOf(file)) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(circles).toEqual([]);
});

test('the inner layers know no database, no HTTP and no environment', () => {
  const outside =
    /from '(kysely|pg|fastify[^']*|@fastify[^']*|pino|node:(fs|http|net|child_process)[^']*)'|process\.env/;
  const inner = files.filter((file) => ['core', 'domain', 'application'].includes(layerOf(file)));
  expect(inner.filter((file) => outside.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test('a start loads the clients of no server that its settings do not name', () => {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, specifier] of text.matchAll(/^(?:import|export) (?!type )(?:[^;'"()=]* from )?'([^']+)';/gm)) {
      if (specifier!.startsWith('.')) load(relative(root, join(root, dirname(file), specifier!)));
      else loaded.add(specifier!);
    }
  };
  for (const program of ['main/server.ts', 'main/cli.ts']) load(program);
  expect([...loaded]).toEqual(expect.arrayContaining(['kysely', 'interface/http/app.ts']));
  expect([...loaded].filter((name) => ['@redis/client', 'rabbitmq-client'].includes(name))).toEqual([]);
});
