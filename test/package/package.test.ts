import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'docproof-package-'));
const reader = join(folder, 'reader');
let tarball: string;

const run = (command: string, args: readonly string[], cwd: string) =>
  spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 64 * 2 ** 20 });

beforeAll(() => {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root, stdio: 'pipe' });
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!);
  execFileSync('mkdir', ['-p', reader]);
  writeFileSync(join(reader, 'package.json'), '{ "name": "reader", "private": true, "type": "module" }');
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', tarball], { cwd: reader, stdio: 'pipe' });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the package holds what users need and nothing else', () => {
  const names = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((name) => name.replace('package/', ''));
  const outside = names.filter((name) => !/^dist\/(src|validators)\/[\w/-]+\.(js|d\.ts)$/.test(name));
  expect(outside.sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist/config.schema.json',
    'dist/report.schema.json',
    'package.json',
  ]);
  expect(names).toContain('dist/src/cli/main.js');
  expect(names.filter((name) => /test|fixture/.test(name))).toEqual([]);
});

test('it runs in an empty folder, from its build', () => {
  const docproof = join(reader, 'node_modules/.bin/docproof');
  expect(run(docproof, ['--version'], reader).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  writeFileSync(join(reader, 'README.md'), '# Reader\n\n[gone](gone.md)\n\n```ts\nconst a: number = 1;\n```\n');
  const { status, stdout, stderr } = run(docproof, [], reader);
  expect(stderr).toBe('');
  expect(stdout).toContain('README.md:3:8 error links/missing-page');
  expect(status).toBe(1);
});

/** Prints the address of every module that is loaded. */
const watch = `
  import { registerHooks } from 'node:module';
  const { writeSync } = process.getBuiltinModule('node:fs');
  registerHooks({ load: (url, context, next) => (writeSync(2, url + '\\n'), next(url, context)) });
`;

/** The addresses of the modules that a check of links loads. */
function loadedForLinks(): readonly string[] {
  writeFileSync(join(reader, 'README.md'), '# Reader\n\n[itself](README.md)\n');
  const main = join(reader, 'node_modules/docproof/dist/src/cli/main.js');
  const loader = `data:text/javascript,${encodeURIComponent(watch)}`;
  const { status, stderr } = run(process.execPath, ['--import', loader, main, '--only', 'links'], reader);
  expect(status).toBe(0);
  return stderr.trim().split('\n');
}

test('a right config is held to the schema of the build, and loads no library for it', () => {
  const config = join(reader, 'docproof.config.json');
  writeFileSync(config, '{ "level": "strict", "coverage": { "require": { "exports": "documented" } } }');
  const loaded = loadedForLinks();
  rmSync(config);
  expect(loaded.length).toBeGreaterThan(5);
  expect(loaded.filter((url) => url.includes('/zod/'))).toEqual([]);
});

test('it loads few files for a check of links, and of Sätteri the native module alone', () => {
  const loaded = loadedForLinks();
  expect(loaded.filter((url) => url.includes('/docproof/dist/')).length).toBeLessThan(15);
  expect(loaded.filter((url) => url.includes('/satteri/')).map((url) => url.replace(/.*\/satteri\//, ''))).toEqual([
    'index.js',
  ]);
});

test('it runs examples, from its build', () => {
  const page = join(reader, 'RUN.md');
  writeFileSync(
    page,
    '# Run\n\n```ts @run\nconst a: number = 1;\na + 1; // => 2\n```\n\n```ts @run\nthrow new Error("x");\n```\n',
  );
  const { stdout } = run(join(reader, 'node_modules/.bin/docproof'), ['--run', 'RUN.md'], reader);
  rmSync(page);
  expect(stdout).toContain('RUN.md:9:7 error examples/failed-run');
  expect(stdout).toContain('Findings: 1 error');
});

test('a config in TypeScript can import it with its types', () => {
  writeFileSync(
    join(reader, 'docproof.config.ts'),
    "import { defineConfig } from 'docproof';\nexport default defineConfig({ level: 'strict' });\n",
  );
  const { stdout } = run(join(reader, 'node_modules/.bin/docproof'), [], reader);
  rmSync(join(reader, 'docproof.config.ts'));
  expect(stdout).toContain('at level strict');
});

test('publint finds nothing', () => {
  const { status, stdout } = run(join(root, 'node_modules/.bin/publint'), ['--strict', '--pack', 'false', '.'], root);
  expect(`${stdout}${status}`).toMatch(/All good!\s*0$/);
});

test('are the types wrong finds nothing', () => {
  const { status, stdout } = run(
    join(root, 'node_modules/.bin/attw'),
    [tarball, '--profile', 'esm-only', '--no-emoji'],
    root,
  );
  expect(status, stdout).toBe(0);
});
