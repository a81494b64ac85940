import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtCommand } from '../kit/built-program.ts';
import { type CommandRun, docproof, folderOf, runProgram, sourceCommand } from '../kit/command-line.ts';
import { createRepository, type TestRepository } from '../kit/git-repository.ts';

const clean = { 'README.md': '# Title\n\n[itself](#title)\n' };
const broken = { 'README.md': '# Title\n\n[nothing](#titel)\n' };

describe('exit codes', () => {
  test('0 when nothing is wrong', async () => {
    const { status, stdout } = await docproof(folderOf(clean));
    expect(status).toBe(0);
    expect(stdout).toContain('1 page checked at level drift');
    expect(stdout).toContain('No findings.');
  });

  test('1 when there are errors', async () => {
    const { status, stdout } = await docproof(folderOf(broken), 'check');
    expect(status).toBe(1);
    expect(stdout).toContain('README.md:3:');
  });

  test('1 when there are more warnings than allowed, and 0 without a limit', async () => {
    const folder = folderOf({ 'README.md': `# Big\n\n${'word '.repeat(250_000)}\n` });
    expect((await docproof(folder)).status).toBe(0);
    expect((await docproof(folder, '--max-warnings', '0')).status).toBe(1);
    expect((await docproof(folder, '--max-warnings', '1')).status).toBe(0);
  });

  test.each([
    [['--lvel', 'strict'], 'Did you mean `--level`?'],
    [['--level', 'hard'], 'Choose drift or strict.'],
    [['--reporter', 'jason'], 'Did you mean json?'],
    [['--max-warnings', 'many'], 'takes a whole number'],
    [['--root', 'nowhere'], 'Name the repository with --root.'],
    [['--only', 'lnks'], 'Did you mean `links`?'],
    [['--config', 'nowhere.json'], 'Name one that exists with --config.'],
    [['docs/gone.md'], 'There is nothing at `docs/gone.md`.'],
    [['--changed'], '`--changed` needs a git repository'],
    [['--changed='], 'Write `--changed=REV`.'],
    [['explain', 'links/missing-pge'], 'Did you mean `links/missing-page`?'],
  ])('2 for the wrong usage %j, with what to do', async (args, message) => {
    const { status, stdout, stderr } = await docproof(folderOf(clean), ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });
});

test('works from any folder with --root', async () => {
  const { status, stdout } = await docproof(tmpdir(), '--root', folderOf(broken));
  expect(status).toBe(1);
  expect(stdout).toContain('README.md:3:');
});

test('a path narrows what is reported and not what is read', async () => {
  const folder = folderOf({ 'docs/a.md': '# A\n\n[b](b.md#b)\n[c](gone.md)\n', 'docs/b.md': '# B\n\n[c](gone.md)\n' });
  const { stdout } = await docproof(folder, 'docs/a.md', '--reporter', 'json');
  const report = JSON.parse(stdout) as { summary: { pages: number }; findings: { file: string }[] };
  expect(report.summary.pages).toBe(2);
  expect(report.findings.map(({ file }) => file)).toEqual(['docs/a.md']);
});

test('writes one report to a file and another to the terminal', async () => {
  const folder = folderOf(broken);
  const { stdout } = await docproof(
    folder,
    '--reporter',
    'terminal',
    '--reporter',
    `json=${join(folder, 'report.json')}`,
  );
  expect(stdout).toContain('Findings: 1 error');
  expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).summary.errors).toBe(1);
});

test.each(['links', 'links/missing-anchor'])('--only %s leaves the other validators out', async (name) => {
  const text = '[nothing](#titel)\n\n```ts\nconst a: = 1;\n```\n\n```json\n{ a\n```\n';
  const { stdout } = await docproof(folderOf({ 'README.md': text }), '--only', name, '--reporter', 'json');
  const { findings, summary } = JSON.parse(stdout);
  expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual(['links/missing-anchor']);
  expect(summary.ledger.links.checked).toBe(1);
  expect(summary.ledger.blocks.reasons).toEqual({ 'no validator for blocks took part': 2 });
});

describe('the config', () => {
  test.each([
    ['docproof.config.ts', "export default { level: 'strict' };"],
    ['docproof.config.mjs', "export default { level: 'strict' };"],
    ['docproof.config.json', '// a comment\n{ "level": "strict" }'],
  ])('is read from %s', async (name, text) => {
    expect((await docproof(folderOf({ ...clean, [name]: text }))).stdout).toContain('at level strict');
  });

  test('loses to the command line', async () => {
    const folder = folderOf({ ...clean, 'docproof.config.json': '{ "level": "strict" }' });
    expect((await docproof(folder, '--level', 'drift')).stdout).toContain('at level drift');
  });

  test.each([
    [
      'an unknown key',
      '{\n  "exlude": ["a"]\n}',
      'docproof.config.json:2:3: `exlude` is not a key of the config. Did you mean `exclude`?',
    ],
    ['a wrong value', '{\n  "level": "hard"\n}', 'docproof.config.json:2:3: `level` is not what it should be'],
    ['a rule that does not exist', '{ "rules": { "links/missing-pge": "off" } }', 'Did you mean `links/missing-page`?'],
    [
      'an unknown key inside another',
      '{ "external": { "memry": "a.json" } }',
      'docproof.config.json:1:17: `external.memry` is not a key of the config. Did you mean `memory`?',
    ],
    ['a memory outside of the root', '{ "external": { "memory": "../a.json" } }', 'a path below the root'],
    [
      'a memory in a hidden place outside',
      '{ "external": { "memory": "docs/../../a.json" } }',
      'a path below the root',
    ],
    ['a memory that is another file', '{ "external": { "memory": ".npmrc" } }', 'ends with .json'],
    ['broken JSON', '{ "level": }', 'docproof.config.json:1:12: The config is not valid JSON'],
  ])('with %s stops the run with one clear error', async (_name, text, message) => {
    const { status, stderr } = await docproof(folderOf({ ...clean, 'docproof.config.json': text }));
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  test('that throws is an error of the config and no crash', async () => {
    const { status, stderr } = await docproof(folderOf({ ...clean, 'docproof.config.mjs': "throw new Error('no');" }));
    expect(status).toBe(2);
    expect(stderr).toContain('the config cannot be loaded: no');
  });

  test('can drop a rule and change the weight of another', async () => {
    const config = '{ "rules": { "links/missing-anchor": "warning" } }';
    expect((await docproof(folderOf({ ...broken, 'docproof.config.json': config }))).status).toBe(0);
  });
});

describe('the program', () => {
  const withoutTimes = ({ stdout, ...rest }: CommandRun): CommandRun => ({
    ...rest,
    stdout: stdout.replace(/\d+(\.\d+)? m?s\b/g, ''),
  });
  const run = (program: string, folder: string, ...args: readonly string[]): CommandRun =>
    withoutTimes(runProgram(program, folder, ...args));

  test('ends with the exit code of its command line, and prints the same', async () => {
    const given: readonly (readonly [number, string, ...string[]])[] = [
      [0, folderOf(clean)],
      [1, folderOf(broken), 'check'],
      [2, folderOf(clean), '--lvel', 'strict'],
    ];
    for (const [status, folder, ...args] of given) {
      const here = await docproof(folder, ...args);
      expect(here.status).toBe(status);
      expect(run(builtCommand, folder, ...args)).toEqual(withoutTimes(here));
    }
  });

  test('says the same from its sources as from its build', () => {
    const folder = folderOf(broken);
    expect(run(sourceCommand, folder, 'check')).toEqual(run(builtCommand, folder, 'check'));
  });

  test('writes a large report whole into a pipe', () => {
    const folder = folderOf({ 'README.md': `# T\n\n${'[a](gone.md)\n\n'.repeat(3000)}` });
    expect(JSON.parse(runProgram(builtCommand, folder, '--reporter', 'json').stdout).findings).toHaveLength(3000);
  });
});

test('explain shows why a rule exists, with a wrong and a right example', async () => {
  const { status, stdout } = await docproof(tmpdir(), 'explain', 'examples/missing-export');
  expect(status).toBe(0);
  for (const part of ['Why', 'Fix', 'Wrong', 'Right', 'import { greeet }']) expect(stdout).toContain(part);
});

test('explain without a rule lists them all', async () => {
  expect((await docproof(tmpdir(), 'explain')).stdout).toContain('links/missing-page');
});

test('help names every option, and version is that of the package', async () => {
  const { stdout } = await docproof(tmpdir(), '--help');
  for (const option of [
    '--root',
    '--config',
    '--level',
    '--only',
    '--reporter',
    '--external',
    '--changed[=REV]',
    '--max-warnings',
    '--quiet',
  ])
    expect(stdout).toContain(option);
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    version: string;
  };
  expect((await docproof(tmpdir(), '--version')).stdout).toBe(`${manifest.version}\n`);
});

describe('the change gate', () => {
  const twoCommits = (): TestRepository => {
    const repository = createRepository(broken);
    repository.git('checkout', '-qb', 'work');
    repository.write({ 'docs/new.md': '# New\n\n[gone](gone.md)\n' });
    repository.commit();
    return repository;
  };

  test('compares with the default branch, says how much it leaves out, and tells programs the commit', async () => {
    const repository = twoCommits();
    const base = repository.git('rev-parse', 'main').trim();
    const { status, stdout } = await docproof(repository.folder, '--changed');
    const report = JSON.parse((await docproof(repository.folder, '--changed', '--reporter', 'json')).stdout);
    repository.remove();
    expect(status).toBe(1);
    expect(stdout).toContain(`Only what changed since ${base.slice(0, 10)} is reported; 1 other finding left out.`);
    expect(report.run.changed).toEqual({ since: base, hidden: 1, passages: [] });
    expect(report.summary).toMatchObject({ pages: 2, errors: 1 });
  });

  test('takes a revision behind the equals sign only, so that a path may follow', async () => {
    const repository = twoCommits();
    const since = await docproof(repository.folder, '--changed=HEAD');
    const below = await docproof(repository.folder, '--changed', 'README.md');
    repository.remove();
    expect(since.status).toBe(0);
    expect(below.status).toBe(0);
    expect(below.stdout).toContain('No findings.');
  });

  test.each([
    ['a revision that git does not know', ['--changed=no-such'], 'git knows no commit `no-such`'],
    ['an option in place of a revision', ['--changed=--output=x'], 'git knows no commit `--output=x`'],
  ])('ends with 2 for %s', async (_name, args, message) => {
    const repository = twoCommits();
    const { status, stderr } = await docproof(repository.folder, ...args);
    repository.remove();
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
  });

  test('ends with 2 when the branches share no commit, as in a shallow clone', async () => {
    const repository = twoCommits();
    repository.git('checkout', '-q', '--orphan', 'alone');
    repository.commit();
    const { status, stderr } = await docproof(repository.folder, '--changed=main');
    repository.remove();
    expect(status).toBe(2);
    expect(stderr).toContain('git fetch --unshallow');
  });

  test('ends with 2 when there is no default branch', async () => {
    const repository = twoCommits();
    repository.git('branch', '-D', 'main');
    const { status, stderr } = await docproof(repository.folder, '--changed');
    repository.remove();
    expect(status).toBe(2);
    expect(stderr).toContain('found no default branch');
  });
});
