import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const filesOf = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`);
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The folders of all use cases: one for each command and each query. */
const useCases = [
  ...new Set(
    filesOf('src/application').flatMap((path) => /^.+\/(?:commands|queries)\/[^/]+(?=\/)/.exec(path)?.[0] ?? []),
  ),
].sort();
const kindOf = (folder: string): 'command' | 'query' => (folder.includes('/commands/') ? 'command' : 'query');
const pascal = (name: string): string => name.replaceAll(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase());

test('a use case is one folder, with its message, its handler and, where it fails in ways of its own, its errors', () => {
  expect(useCases.length).toBeGreaterThan(30);
  for (const folder of useCases) {
    const [name, kind] = [basename(folder), kindOf(folder)];
    const files = readdirSync(join(root, folder));
    expect(files, folder).toEqual(expect.arrayContaining([`${name}.${kind}.ts`, `${name}.handler.ts`]));
    const message = read(`${folder}/${name}.${kind}.ts`);
    expect(message, folder).toMatch(new RegExp(`\\b${pascal(kind)}<\\s*'${name}'`));
    expect(read(`${folder}/${name}.handler.ts`), folder).toContain(`MessageHandler<${pascal(name)}>`);
    // Whoever handles the answer is told by the compiler what can go wrong.
    for (const file of files.filter((each) => each.endsWith('.errors.ts')))
      expect(message, folder).toContain(`from './${file}'`);
  }
});

test('each use case has a test that needs no server', () => {
  const tests = ['test/unit', 'test/property', 'test/kit']
    .flatMap(filesOf)
    .filter((path) => path.endsWith('.ts'))
    .map(read);
  const untested = useCases.filter((folder) => {
    const factory = `create${pascal(basename(folder))}Handler(`;
    return !tests.some((text) => text.includes(factory));
  });
  expect(untested).toEqual([]);
});
