import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { check } from '../../src/cli/compose.ts';
import { changesSince, gitIn } from '../../src/cli/git.ts';
import { createRepository, type TestRepository } from '../kit/git-repository.ts';
import { keptCompiler } from '../kit/kept-compiler.ts';

const repositories: TestRepository[] = [];
afterEach(() => {
  for (const repository of repositories.splice(0)) repository.remove();
});

const repositoryOf = (files: Readonly<Record<string, string>>): TestRepository => {
  const repository = createRepository(files);
  repositories.push(repository);
  return repository;
};

/** Checks a repository with the change gate: what is reported, and how much is not. */
async function gate(repository: TestRepository, revision?: string, below = '') {
  const root = realpathSync(join(repository.folder, below));
  const changes = await changesSince(gitIn(root), revision);
  const result = await check({ root, config: {}, level: 'drift', changes, startCompiler: keptCompiler });
  return {
    since: changes.since,
    hidden: result.changed?.hidden,
    pages: result.pages,
    lines: result.findings.map(({ rule, location }) => `${rule} ${location?.file}:${location?.line}`),
  };
}

const old = '# A\n\n[known](nowhere.md)\n';

describe('what counts as changed', () => {
  test('lines that are new, whether committed, staged or neither', async () => {
    const repository = repositoryOf({ 'a.md': old, 'b.md': old, 'c.md': old });
    repository.git('checkout', '-qb', 'work');
    repository.write({ 'a.md': `${old}\n[one](one.md)\n` });
    repository.commit();
    repository.write({ 'b.md': `${old}\n[two](two.md)\n` });
    repository.git('add', 'b.md');
    repository.write({ 'c.md': `[three](three.md)\n\n${old}` });
    expect(await gate(repository)).toMatchObject({
      hidden: 3,
      pages: 3,
      lines: ['links/missing-page a.md:5', 'links/missing-page b.md:5', 'links/missing-page c.md:1'],
    });
  });

  test('a file of which a block shows a part, whichever lines of it', async () => {
    const page = (lines: string): string => `# A\n\n\`\`\`sh @region="a.sh#a"\n${lines}\`\`\`\n`;
    const text = '# region a\none\ntwo\nthree\n# endregion a\n';
    const other = { 'other.md': page('old\n').replace('a.sh', 'b.sh'), 'b.sh': text };
    const repository = repositoryOf({ ...other, 'page.md': page('one\ntwo\nthree\n'), 'a.sh': text });
    repository.write({ 'a.sh': text.replace('two\n', '') });
    expect(await gate(repository)).toMatchObject({ hidden: 1, lines: ['examples/stale-region page.md:5'] });
  });

  test('files that git does not know yet, unless it ignores them', async () => {
    const repository = repositoryOf({ 'a.md': old, '.gitignore': 'drafts/\n' });
    repository.write({ 'new page "ü".md': old, 'drafts/b.md': old });
    expect((await gate(repository)).lines).toEqual(['links/missing-page new page "ü".md:3']);
  });

  test('files whose names git quotes in a patch', async () => {
    const repository = repositoryOf({ 'tab\tquote"back\\slash.md': old, 'with space.md': old });
    repository.write({ 'tab\tquote"back\\slash.md': `${old}[x](x.md)\n`, 'with space.md': `${old}[y](y.md)\n` });
    const { lines } = await gate(repository);
    expect(lines).toEqual(['links/missing-page tab\tquote"back\\slash.md:4', 'links/missing-page with space.md:4']);
  });

  test('lines of a patch that look like its headers', async () => {
    const repository = repositoryOf({ 'a.md': `${old}\n-- a/b.md\n++ a/c.md\n\ntext\n` });
    repository.write({ 'a.md': `${old}\n++ b/c.md\n\ntext\n[x](x.md)\n` });
    expect((await gate(repository)).lines).toEqual(['links/missing-page a.md:8']);
  });

  test('a renamed page as a whole, because its links begin elsewhere now', async () => {
    const repository = repositoryOf({ 'docs/a.md': '# A\n', 'docs/part/b.md': '# B\n\n[a](../a.md)\n' });
    repository.git('mv', 'docs/part/b.md', 'docs/b.md');
    expect((await gate(repository)).lines).toEqual(['links/missing-page docs/b.md:3']);
  });

  test('what other branches did meanwhile does not', async () => {
    const repository = repositoryOf({ 'a.md': old });
    repository.git('checkout', '-qb', 'work');
    repository.git('checkout', '-q', 'main');
    repository.write({ 'a.md': `# A\n\n[known](nowhere.md) and more\n` });
    repository.commit();
    repository.git('checkout', '-q', 'work');
    expect((await gate(repository)).lines).toEqual([]);
    expect((await gate(repository, 'main')).lines).toEqual([]);
  });

  test('a root below the root of git', async () => {
    const repository = repositoryOf({ 'site/a.md': old, 'b.md': old });
    repository.write({ 'site/a.md': `${old}[x](x.md)\n`, 'site/c.md': old, 'b.md': `${old}[y](y.md)\n` });
    const { lines } = await gate(repository, 'HEAD', 'site');
    expect(lines).toEqual(['links/missing-page a.md:4', 'links/missing-page c.md:3']);
  });

  test('a whole code block when one of its lines is new or gone', async () => {
    const block = (lines: string) => `# A\n\n\`\`\`json\n${lines}\`\`\`\n`;
    const repository = repositoryOf({
      'a.md': block('{\n  "a": 1,\n  "b": 2,\n  "c": ]\n}\n'),
      'b.md': block('[1, }\n'),
    });
    repository.write({ 'a.md': block('{\n  "b": 2,\n  "c": ]\n}\n'), 'b.md': `${block('[1, }\n')}\nMore.\n` });
    const { lines, hidden } = await gate(repository);
    expect(lines).toEqual(['examples/invalid-data a.md:6']);
    expect(hidden).toBe(1);
  });
});

describe('what a change breaks in lines that stayed as they were', () => {
  test('links to a page that was deleted or renamed', async () => {
    const repository = repositoryOf({
      'README.md': '# R\n\n[b](docs/b.md)\n\n[c](docs/c.md#top)\n\n[never](docs/never.md)\n\n[folder](docs/part/)\n',
      'docs/b.md': '# B\n',
      'docs/c.md': '# C\n',
      'docs/part/one.md': '# One\n',
    });
    repository.git('mv', 'docs/c.md', 'docs/d.md');
    repository.git('rm', '-q', 'docs/b.md', 'docs/part/one.md');
    const { lines, hidden } = await gate(repository);
    expect(lines).toEqual([
      'links/missing-page README.md:3',
      'links/missing-page README.md:5',
      'links/missing-page README.md:9',
    ]);
    expect(hidden).toBe(1);
  });

  test('links to a heading that was reworded', async () => {
    const repository = repositoryOf({
      'a.md': '# A\n\n[b](b.md#getting-started)\n\n[old](b.md#never-there)\n\n[own](#notes)\n\n## Notes\n',
      'b.md': '# B\n\n## Getting started!\n',
    });
    repository.write({ 'b.md': '# B\n\n## First steps\n' });
    expect((await gate(repository)).lines).toEqual(['links/missing-anchor a.md:3']);
  });

  test('references to a definition that was taken away', async () => {
    const repository = repositoryOf({
      'a.md': '# A\n\nThe [guide][the guide] and [more][].\n\n[the guide]: #a\n[other]: #a\n\nSee [other].\n',
    });
    repository.write({ 'a.md': '# A\n\nThe [guide][the guide] and [more][].\n\n[other]: #a\n\nSee [other].\n' });
    const { lines, hidden } = await gate(repository);
    expect(lines).toEqual(['links/undefined-reference a.md:3']);
    expect(hidden).toBe(1);
  });

  test('examples that name what the code no longer declares', async () => {
    const page = (name: string) => `# P\n\n\`\`\`ts\nimport { ${name} } from 'greeter';\n\n${name}('Ada');\n\`\`\`\n`;
    const repository = repositoryOf({
      'package.json': '{ "name": "greeter", "type": "module", "exports": "./index.ts" }',
      'index.ts': 'export const greet = (name: string): string => name;\n',
      'docs/greet.md': page('greet'),
      'docs/never.md': page('neverThere'),
    });
    repository.write({ 'index.ts': 'export const welcome = (name: string): string => name;\n' });
    const { lines, hidden } = await gate(repository);
    expect(lines).toEqual(['examples/missing-export docs/greet.md:4']);
    expect(hidden).toBe(1);
  });
});

test('a finding that is about the whole run is kept', async () => {
  const repository = repositoryOf({ 'index.ts': 'export {};\n' });
  expect((await gate(repository)).lines).toEqual(['pages/none undefined:undefined']);
});
