import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkFiles } from '../kit/check-files.ts';
import { docproof, folderOf } from '../kit/command-line.ts';
import { createRepository, type TestRepository } from '../kit/git-repository.ts';

const manifest = (version: string) =>
  JSON.stringify({ name: 'acme', version, type: 'module', exports: './src/index.ts' });

const createStore = (name: string) =>
  [
    '/** Makes a store. */',
    `export function ${name}(options: { size: number }): number[] {`,
    `  if (options.size < 0) return ${name}({ size: 0 });`,
    `  return Array.from({ length: options.size }, () => 0);`,
    '}',
    '',
  ].join('\n');

const other = (name: string) => `export const ${name} = (values: readonly number[]): number => values.length + 1;\n`;

const page = '# Acme\n\nCall `createStore()` first, and `countAll` then.\n';

let repository: TestRepository | undefined;
afterEach(() => repository?.remove());

/** The findings of a repository that went through these states of its sources. */
async function findings(readme: string, ...states: readonly Readonly<Record<string, string>>[]) {
  const [first, ...rest] = states;
  repository = createRepository({ 'package.json': manifest('1.0.0'), 'README.md': readme, ...first });
  for (const state of rest) {
    repository.write(state);
    repository.commit();
  }
  const { stdout } = await docproof(repository.folder, 'check', '--only', 'references', '--reporter', 'json');
  return (JSON.parse(stdout) as { findings: { rule: string; message: string; fixes: { safe: boolean }[] }[] }).findings;
}

const told = (list: Awaited<ReturnType<typeof findings>>): string[] =>
  list.map(({ message, fixes }) => `${message.replace(/[0-9a-f]{9}$/, 'C')}${fixes.length > 0 ? ' (fix)' : ''}`);

describe('a name that git remembers', () => {
  const one = { 'src/index.ts': createStore('createStore') + other('countAll') };

  test('was renamed when the same declaration has another name, and the fix writes it', async () => {
    const two = { 'src/index.ts': createStore('makeStore') + other('countAll') };
    expect(told(await findings(page, one, two))).toEqual(['`createStore` was renamed to `makeStore` in C (fix)']);
    expect((await docproof(repository!.folder, 'fix')).status).toBe(0);
    expect(readFileSync(join(repository!.folder, 'README.md'), 'utf8')).toBe(page.replace('createStore', 'makeStore'));
  });

  test('is followed through several renames', async () => {
    const two = { 'src/index.ts': createStore('makeStore') + other('countAll') };
    const three = { 'src/index.ts': createStore('openStore') + other('countAll') };
    expect(told(await findings(page, one, two, three))).toEqual([
      '`createStore` was renamed to `openStore` in C (fix)',
    ]);
  });

  test('is followed to another file', async () => {
    const moved = {
      'src/index.ts': `export * from './store.ts';\n${other('countAll')}`,
      'src/store.ts': createStore('createStore'),
    };
    const renamed = { 'src/store.ts': createStore('makeStore') };
    expect(told(await findings(page, one, moved, renamed))).toEqual([
      '`createStore` was renamed to `makeStore` in C (fix)',
    ]);
  });

  test('was taken away when nothing is the same', async () => {
    const two = { 'src/index.ts': other('countAll') };
    expect(told(await findings(page, one, two))).toEqual(['`createStore` was taken away in C']);
  });

  test('has no fix when two new declarations are the same', async () => {
    const two = { 'src/index.ts': createStore('makeStore') + createStore('openStore') + other('countAll') };
    expect(told(await findings(page, one, two))).toEqual(['`createStore` was taken away in C']);
  });

  test.each([
    ['in a sentence about another time', '# A\n\nBefore, it was `createStore()`.\n'],
    ['in a section on changes', '# A\n\n## Changes in 2.0\n\n- `createStore()`\n'],
    ['when the examples declare it', '# A\n\nCall `createStore()`.\n\n```ts\nconst createStore = 1;\n```\n'],
  ])('proves nothing %s', async (_name, readme) => {
    expect(await findings(readme, one, { 'src/index.ts': other('countAll') })).toEqual([]);
  });

  test('proves nothing when no entry file handed it on, or when the sources have it still', async () => {
    const inner = { 'src/index.ts': other('countAll'), 'src/inner/store.ts': createStore('createStore') };
    expect(await findings(page, inner, { 'src/inner/store.ts': 'export {};\n' })).toEqual([]);
    repository?.remove();
    const kept = { 'src/index.ts': `${other('countAll')}const createStore = 1;\n` };
    expect(await findings(page, one, kept)).toEqual([]);
  });

  describe('is held against pages that had it then', () => {
    const gone = { 'src/index.ts': other('countAll') };
    const text = '# A\n\nCall `createStore()`.\n';

    test('and not against one that was written later, by somebody who means another thing', async () => {
      const later = { ...gone, 'docs/later.md': text };
      expect(told(await findings('# Acme\n', one, gone, later))).toEqual([]);
      repository?.remove();
      expect(told(await findings('# Acme\n', { ...one, 'docs/later.md': text }, gone))).toHaveLength(1);
    });

    test('where they are now', async () => {
      const moved = { 'docs/guide/stores.md': text, 'docs/stores.md': '# Moved\n' };
      expect(told(await findings('# Acme\n', { ...one, 'docs/stores.md': text }, gone, moved))).toHaveLength(1);
      repository?.remove();
      const own = { 'docs/new-store/index.md': text, 'docs/old-store/index.md': '# Moved\n' };
      expect(told(await findings('# Acme\n', { ...one, 'docs/old-store/index.md': text }, gone, own))).toHaveLength(1);
      repository?.remove();
      const usual = { 'packages/two/index.md': text, 'docs/index.md': '# Moved\n' };
      expect(told(await findings('# Acme\n', { ...one, 'docs/index.md': text }, gone, usual))).toEqual([]);
    });

    test.each([
      ['import it from elsewhere', { 'docs/b.md': "```ts\nimport { createStore } from 'other';\n```\n" }],
      ['is told as gone further up', { 'docs/a.md': `# A\n\n\`createStore\` is deprecated.\n\n${text}` }],
      ['is a paper of those who work on it', { 'docs/todo.md': text, 'docs/a.md': '# A\n' }],
    ])('and not where it %s', async (_name, pages) => {
      expect(told(await findings('# Acme\n', { ...one, 'docs/a.md': text, ...pages }, gone))).toEqual([]);
    });
  });

  test('is unknown in a clone that lacks its past', async () => {
    await findings(page, one, { 'src/index.ts': other('countAll') });
    const clone = folderOf({});
    repository!.git('clone', '-q', '--depth', '1', `file://${repository!.folder}`, join(clone, 'shallow'));
    const { status, stdout } = await docproof(join(clone, 'shallow'), 'check', '--only', 'references');
    expect([status, stdout]).toEqual([0, expect.stringContaining('No findings.')]);
  });
});

describe('a name that a snapshot remembers', () => {
  const files = { 'package.json': manifest('1.0.0'), 'README.md': page };
  const before = { ...files, 'src/index.ts': createStore('createStore') + other('countAll') };
  const snapshot = async (folder: string): Promise<string> => {
    expect((await docproof(folder, 'snapshot')).status).toBe(0);
    return readFileSync(join(folder, 'docproof.snapshot.json'), 'utf8');
  };

  test('is told without git, and kept by the next snapshot', async () => {
    const folder = folderOf(before);
    const first = await snapshot(folder);
    expect(await snapshot(folder)).toBe(first);
    writeFileSync(join(folder, 'src/index.ts'), createStore('makeStore') + other('countAll'));
    const renamed = ['`createStore` was renamed to `makeStore`'];
    const messages = async (text: string): Promise<string[]> => {
      const now = { ...files, 'src/index.ts': readFileSync(join(folder, 'src/index.ts'), 'utf8') };
      const { findings: found } = await checkFiles({ ...now, 'docproof.snapshot.json': text }, 'drift', {});
      return found.map(({ message }) => message);
    };
    expect(await messages(first)).toEqual(renamed);
    const second = await snapshot(folder);
    expect(await messages(second)).toEqual(renamed);
    writeFileSync(join(folder, 'src/index.ts'), other('countAll'));
    expect(await messages(second)).toEqual(['`createStore` is gone since the last snapshot']);
    expect(await messages(await snapshot(folder))).toEqual(['`createStore` is gone since the last snapshot']);
    writeFileSync(join(folder, 'src/index.ts'), createStore('createStore') + other('countAll'));
    expect(await messages(second)).toEqual([]);
  });

  test('is gone though another package has a name of its own like it, where the page is about the first', async () => {
    const privately = (name: string) => JSON.stringify({ name, type: 'module', exports: './index.ts' });
    const given = {
      'package.json': JSON.stringify({ private: true, workspaces: ['packages/*'] }),
      'packages/a/package.json': privately('a'),
      'packages/a/index.ts': 'export const roles = 1;\n',
      'packages/b/package.json': privately('b'),
      'packages/b/index.ts': "type Role = 'declares';\nexport const roleOf = (): Role => 'declares';\n",
      'docproof.snapshot.json': JSON.stringify({
        version: 1,
        facts: { exports: { a: ['Role', 'roles'] } },
        former: {},
      }),
    };
    const found = async (sources: string): Promise<string[]> => {
      const text = `---\nsources: [${sources}]\n---\n\nA \`Role\` is one of \`roles\`.\n`;
      return (await checkFiles({ ...given, 'docs/page.md': text }, 'strict', {})).findings.map(
        ({ message }) => message,
      );
    };
    expect(await found('packages/a/')).toEqual(['`Role` is gone since the last snapshot']);
    for (const others of ['', './packages/a, packages/b/index.ts', 'packages']) expect(await found(others)).toEqual([]);
  });

  test('became nothing when more than one declares the same now', async () => {
    const folder = folderOf(before);
    const text = await snapshot(folder);
    const messages = async (...sources: readonly string[]): Promise<string[]> => {
      const given = { ...files, 'src/index.ts': sources.join(''), 'docproof.snapshot.json': text };
      return (await checkFiles(given, 'drift', {})).findings.map(({ message }) => message);
    };
    const gone = ['`createStore` is gone since the last snapshot'];
    expect(await messages(createStore('makeStore'), createStore('countAll'))).toEqual(gone);
    expect(await messages(createStore('makeStore'), createStore('openStore'), other('countAll'))).toEqual(gone);
    expect(await messages(createStore('countAll'))).toEqual(gone);
  });

  test('is told by any word where it is called, and where a section is about it', async () => {
    const text = JSON.stringify({ version: 1, facts: { exports: { acme: ['greet', 'sort'] } }, former: {} });
    const messages = async (readme: string): Promise<string[]> => {
      const given = { ...before, 'README.md': `# Acme\n\n${readme}\n`, 'docproof.snapshot.json': text };
      return (await checkFiles(given, 'drift', {})).findings.map(({ message }) => message);
    };
    const gone = '`greet` is gone since the last snapshot';
    expect(await messages('Call `greet()`, or `greet(name)`.\n\n## `greet`')).toEqual([gone, gone, gone]);
    expect(await messages('They `greet` you.\n\n## How to `greet`')).toEqual([]);
  });

  test('may be of any kind', async () => {
    const facts = { errors: { acme: ['item-gone'] }, settings: { acme: ['ACME_PORT'] }, exports: { acme: ['store'] } };
    const text = JSON.stringify({ version: 1, facts, former: { settings: { acme: ['ACME_OLD\tACME_NEW'] } } });
    const readme = '# Acme\n\nSet `ACME_PORT=1` or `ACME_OLD`, not `store`. It may raise `item-gone`.\n';
    const given = { ...before, 'README.md': readme, 'docproof.snapshot.json': text };
    const { findings: found } = await checkFiles(given, 'drift', {});
    expect(found.map(({ message }) => message)).toEqual([]);
    const plain = { ...given, 'README.md': readme.replace(', not `store`', '') };
    expect((await checkFiles(plain, 'drift', {})).findings.map(({ message }) => message)).toEqual([
      '`ACME_PORT` is gone since the last snapshot',
      '`ACME_OLD` was renamed to `ACME_NEW`',
      '`item-gone` is gone since the last snapshot',
    ]);
  });

  describe('at level strict', () => {
    const gone = JSON.stringify({ version: 1, facts: { exports: { acme: ['createStore'] } }, former: {} });
    const isTold = async (text: string): Promise<boolean> => {
      const given = { ...files, 'README.md': `# Acme\n\n${text}\n`, 'src/index.ts': other('countAll') };
      const { findings: found } = await checkFiles({ ...given, 'docproof.snapshot.json': gone }, 'strict', {});
      return found.some(({ rule }) => rule === 'references/former-name');
    };

    test.each([
      '`createStore` cannot fail, and never could.',
      '**`createStore` where it should not be.** It was removed from the cart.',
      'Without `createStore` nothing is kept. What was removed stays away.',
      '| Name | What it does |\n|---|---|\n| `createStore` | removes what was there before |',
      '## What changes an order\n\nCall `createStore`.',
    ])('a word beside the name excuses nothing: %s', async (text) => {
      expect(await isTold(text)).toBe(true);
    });

    test.each([
      '`createStore` was removed.',
      'The function `createStore` is no longer there.',
      'It was called `createStore` before.',
      'Use `countAll` instead of the old `createStore`.',
      'There is no `createStore` any more.',
      '- `createStore` → `countAll`',
      '| Before | Now |\n|---|---|\n| `createStore` | `countAll` |',
      '## Breaking changes\n\nCall `createStore` no more.',
    ])('what says that it is gone does: %s', async (text) => {
      expect(await isTold(text)).toBe(false);
    });
  });

  test('is none of a manifest that cannot be read', async () => {
    for (const text of ['', '{', '[]', '{"version":2}', '{"version":1,"facts":{"exports":[1]},"former":{}}']) {
      const { findings: found } = await checkFiles({ ...before, 'docproof.snapshot.json': text }, 'drift', {});
      expect(found, text).toEqual([]);
    }
  });

  test('needs inventories that can be read', async () => {
    const config = JSON.stringify({ inventories: [{ kind: 'routes', openapi: 'gone.json' }] });
    const folder = folderOf({ ...before, 'docproof.config.json': config });
    const { status, stderr } = await docproof(folder, 'snapshot');
    expect([status, stderr]).toEqual([2, expect.stringContaining('there is no file gone.json')]);
    expect(existsSync(join(folder, 'docproof.snapshot.json'))).toBe(false);
  });
});
