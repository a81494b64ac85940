import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportSchema } from '../../src/report/schema.ts';
import { docproof, folderOf } from '../kit/command-line.ts';
import { createRepository } from '../kit/git-repository.ts';

const read = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');

const fix = (folder: string, ...args: readonly string[]) => docproof(folder, 'fix', ...args);

const wrong = '# Title\n\n[itself](#Title)\n';
const right = '# Title\n\n[itself](#title)\n';

const starlight = (settings: string): Record<string, string> => ({
  'astro.config.mjs': `import starlight from '@astrojs/starlight';\n\nexport default { ${settings}integrations: [starlight({ title: 'Docs' })] };\n`,
});
const guide = { 'src/content/docs/guide.md': '---\ntitle: Guide\n---\n\n## First steps\n\nText.\n' };
const start = (link: string): Record<string, string> => ({
  'src/content/docs/start.md': `---\ntitle: Start\n---\n\nRead the [guide](${link}).\n`,
});

describe('safe fixes of links', () => {
  test.each<[name: string, files: Record<string, string>, file: string, written: string, args?: string[]]>([
    ['the case of an anchor', { 'README.md': wrong }, 'README.md', right],
    [
      'the case of a file',
      { 'README.md': '[a](docs/Guide.MD?plain=1#a-b)\n', 'docs/guide.md': '# A b\n' },
      'README.md',
      '[a](docs/guide.md?plain=1#a-b)\n',
    ],
    [
      'a name that would end the link',
      { 'README.md': '[a](<docs/New (Guide).md>)\n', 'docs/new (guide).md': '# A\n' },
      'README.md',
      '[a](<docs/new%20%28guide%29.md>)\n',
    ],
    [
      'an anchor with signs that ids leave out',
      { 'README.md': '# Node.js/npm\n\n[a](#node.js/npm)\n' },
      'README.md',
      '# Node.js/npm\n\n[a](#nodejsnpm)\n',
    ],
    [
      'a slash at the end',
      { ...starlight("trailingSlash: 'always', "), ...guide, ...start('/guide?a=1#first-steps') },
      'src/content/docs/start.md',
      start('/guide/?a=1#first-steps')['src/content/docs/start.md']!,
      ['--level', 'strict'],
    ],
    [
      'the base of the site',
      { ...starlight("base: '/docs', "), ...guide, ...start('/guide/') },
      'src/content/docs/start.md',
      start('/docs/guide/')['src/content/docs/start.md']!,
    ],
    [
      'a file in place of an address, and what was wrong with it besides',
      { ...starlight("trailingSlash: 'always', "), ...guide, ...start('./guide.md#First-steps') },
      'src/content/docs/start.md',
      start('/guide/#first-steps')['src/content/docs/start.md']!,
    ],
    [
      'an address of the site in a README',
      { ...starlight(''), ...guide, 'README.md': 'The [guide](/guide/#first-steps).\n' },
      'README.md',
      'The [guide](./src/content/docs/guide.md#first-steps).\n',
    ],
    [
      'a redirect that leads to a redirect',
      { ...starlight("redirects: { '/older': '/old', '/old': '/guide' }, "), ...guide },
      'astro.config.mjs',
      starlight("redirects: { '/older': '/guide', '/old': '/guide' }, ")['astro.config.mjs']!,
    ],
  ])('mend %s', async (_name, files, file, written, args = []) => {
    const folder = folderOf(files);
    const { status, stdout, stderr } = await fix(folder, ...args);
    expect({ text: read(folder, file), stderr }).toEqual({ text: written, stderr: '' });
    expect(stdout).toContain('in 1 file\n');
    expect(status).toBe(0);
  });
});

describe('a section that was renamed', () => {
  const guide = (heading: string, text = 'Write a key and its value.\n\nThen save the file.\n'): string =>
    `# Guide\n\n## Before\n\nx\n\n## ${heading}\n\n${text}\n## After\n\ny\n`;
  const link = (anchor: string): string => `# Title\n\n[a](docs/guide.md#${anchor})\n`;

  /** Commits each state of the guide but the last, which stays uncommitted, and fixes the link to the first name. */
  const fixedAfter = async (...states: readonly string[]): Promise<string> => {
    const repository = createRepository({ 'README.md': link('set-up'), 'docs/guide.md': states[0]! });
    for (const [index, state] of states.slice(1).entries()) {
      if (index > 0) repository.commit();
      repository.write({ 'docs/guide.md': state });
    }
    await fix(repository.folder);
    const text = read(repository.folder, 'README.md');
    repository.remove();
    return text;
  };

  test('is found in the history of its page, whether the change is committed or not', async () => {
    expect(await fixedAfter(guide('Set up'), guide('Configure'))).toBe(link('configure'));
    expect(await fixedAfter(guide('Set up'), guide('Configure'), `${guide('Configure')}More.\n`)).toBe(
      link('configure'),
    );
  });

  test('is followed through all its names, while its text is rewritten by and by', async () => {
    const other = 'Write a key and its value.\n\nNothing else.\n';
    expect(await fixedAfter(guide('Set up'), guide('Configure'), guide('Settings', other))).toBe(link('settings'));
  });

  test.each([
    ['has another text', [guide('Set up'), guide('Configure', 'Something else.\n')]],
    ['was taken away', [guide('Set up'), guide('Set up').replace(/## Set up[^#]*/, '')]],
    ['became two', [guide('Set up'), guide('Configure').replace('Then', '## Save\n\nThen')]],
    ['changed with a neighbour', [guide('Set up'), guide('Configure').replace('## After', '## Afterwards')]],
    ['never was there', [guide('Prepare'), guide('Configure')]],
  ])('is left to a person when it %s', async (_name, states) => {
    expect(await fixedAfter(...states)).toBe(link('set-up'));
  });

  test('is not looked for by a check, so that the same files give the same report', async () => {
    const repository = createRepository({ 'README.md': link('set-up'), 'docs/guide.md': guide('Set up') });
    repository.write({ 'docs/guide.md': guide('Configure') });
    const { findings } = JSON.parse((await docproof(repository.folder, '--reporter', 'json')).stdout);
    repository.remove();
    expect(findings).toMatchObject([{ rule: 'links/missing-anchor', fixes: [] }]);
  });
});

test('a block that shows a part of a file follows it, with the line ends of its page', async () => {
  const page = (line: string): string =>
    `# A\n\n1. Step\n\n   \`\`\`ts @region="src/a.ts#a"\n   ${line}\n   \`\`\`\n`.replaceAll('\n', '\r\n');
  const folder = folderOf({
    'README.md': page('export const a = 1;'),
    'src/a.ts': '// #region a\nexport const b = 2;\n// #endregion a\n',
  });
  const { status, stdout } = await fix(folder);
  expect(read(folder, 'README.md')).toBe(page('export const b = 2;'));
  expect(stdout).toContain('README.md:6:4 examples/stale-region Show src/a.ts#a as it is\n');
  expect(status).toBe(0);
});

test('what cannot be fixed stays and is reported, and the exit code says so', async () => {
  const folder = folderOf({ 'README.md': `${wrong}\n[gone](gone.md)\n` });
  const { status, stdout } = await fix(folder);
  expect(read(folder, 'README.md')).toBe(`${right}\n[gone](gone.md)\n`);
  expect(stdout).toContain('Fixed\n  README.md:3:10 links/anchor-case Write #title\n\n1 fix in 1 file\n');
  expect(stdout).toContain('there is no page at `gone.md`');
  expect(status).toBe(1);
});

test('a fix that would only move the fault is taken back', async () => {
  const files = { 'README.md': '# T\n\n[a](Docs/a.md#nothing)\n[a](Docs/a.md)\n', 'docs/a.md': '# A\n' };
  const folder = folderOf(files);
  const { status, stdout } = await fix(folder);
  expect(read(folder, 'README.md')).toBe('# T\n\n[a](Docs/a.md#nothing)\n[a](docs/a.md)\n');
  expect(stdout).toMatch(/Taken back\n {2}README\.md:3:5 links\/wrong-case .*\n {4}it raised links\/missing-anchor/);
  expect(status).toBe(1);
});

test('--dry-run prints the difference and writes nothing', async () => {
  const folder = folderOf({ 'README.md': wrong });
  const { status, stdout } = await fix(folder, '--dry-run');
  expect(stdout).toContain(
    '--- a/README.md\n+++ b/README.md\n@@ -1,3 +1,3 @@\n # Title\n \n-[itself](#Title)\n+[itself](#title)\n',
  );
  expect(stdout).toContain('Would be fixed\n');
  expect(stdout).toContain('No findings.');
  expect(read(folder, 'README.md')).toBe(wrong);
  expect(status).toBe(0);
  expect(
    (await fix(folderOf({ 'README.md': '[a](#A)\n\n# A b\n\n[b](#a-B)\n[c](gone.md)\n' }), '--dry-run')).status,
  ).toBe(1);
});

test('the difference is one that patch takes', async () => {
  const folder = folderOf({ 'README.md': wrong, 'docs/a.md': `${'line\n'.repeat(9)}[a](../readme.md)\n` });
  const { fixed } = reportSchema.parse(JSON.parse((await fix(folder, '--dry-run', '--reporter', 'json')).stdout));
  const { status } = spawnSync('git', ['apply', '-'], {
    cwd: folder,
    input: fixed!.files.map(({ diff }) => diff).join(''),
  });
  expect(status).toBe(0);
  expect([read(folder, 'README.md'), read(folder, 'docs/a.md')]).toEqual([right, expect.stringContaining('README.md')]);
});

test('the report for programs says what was done', async () => {
  const { status, stdout } = await fix(folderOf({ 'README.md': wrong }), '--reporter', 'json');
  const { fixed, findings } = reportSchema.parse(JSON.parse(stdout));
  expect(fixed).toMatchObject({
    dryRun: false,
    applied: [{ rule: 'links/anchor-case', title: 'Write #title', file: 'README.md', line: 3, column: 10 }],
    takenBack: [],
    files: [{ file: 'README.md' }],
    notWritten: [],
  });
  expect({ findings, status }).toEqual({ findings: [], status: 0 });
});

test('byte order marks, line ends and the mode of a file stay', async () => {
  const text = `\uFEFF${wrong.replaceAll('\n', '\r\n')}`;
  const folder = folderOf({ 'README.md': text });
  chmodSync(join(folder, 'README.md'), 0o755);
  expect((await fix(folder)).status).toBe(0);
  expect(read(folder, 'README.md')).toBe(text.replace('#Title)', '#title)'));
  expect(statSync(join(folder, 'README.md')).mode & 0o777).toBe(0o755);
});

test('a read-only file is named and left alone, and the others are still fixed', async () => {
  const folder = folderOf({ 'README.md': wrong, 'docs/a.md': wrong });
  chmodSync(join(folder, 'docs/a.md'), 0o444);
  const { status, stdout, stderr } = await fix(folder);
  expect(stderr).toBe('docproof: docs/a.md was not changed: it is read-only.\n');
  expect([read(folder, 'README.md'), read(folder, 'docs/a.md')]).toEqual([right, wrong]);
  expect(stdout).toContain('1 fix in 1 file');
  expect(stdout).toContain('docs/a.md:3:10');
  expect(status).toBe(1);
});

test('bytes that are not UTF-8 are left as they are', async () => {
  const folder = folderOf({});
  const bytes = Buffer.concat([Buffer.from(wrong), Buffer.from([0xff, 0x0a])]);
  writeFileSync(join(folder, 'README.md'), bytes);
  const { stderr } = await fix(folder);
  expect(stderr).toBe('docproof: README.md was not changed: it is not UTF-8, or cannot be read.\n');
  expect(readFileSync(join(folder, 'README.md'))).toEqual(bytes);
});

describe('links of the file system', () => {
  test('stay links, and what they lead to is written once', async () => {
    const folder = folderOf({ 'docs/a.md': wrong });
    symlinkSync('docs/a.md', join(folder, 'README.md'));
    const { status, stdout } = await fix(folder);
    expect(read(folder, 'docs/a.md')).toBe(right);
    expect(lstatSync(join(folder, 'README.md')).isSymbolicLink()).toBe(true);
    expect(stdout).toContain('1 fix in 1 file');
    expect(status).toBe(0);
  });

  test('that lead out of the repository are not followed', async () => {
    const outside = folderOf({ 'a.md': wrong });
    const folder = folderOf({});
    symlinkSync(join(outside, 'a.md'), join(folder, 'README.md'));
    const { status, stderr } = await fix(folder);
    expect(stderr).toBe('docproof: README.md was not changed: it leads out of the repository.\n');
    expect(read(outside, 'a.md')).toBe(wrong);
    expect(status).toBe(1);
  });
});

test('paths, --only and --changed narrow what is fixed', async () => {
  const files = { 'README.md': wrong, 'docs/a.md': `${wrong}[b](B.md)\n`, 'docs/b.md': '# B\n' };
  const byPath = folderOf(files);
  await fix(byPath, 'docs');
  expect([read(byPath, 'README.md'), read(byPath, 'docs/a.md')]).toEqual([wrong, `${right}[b](b.md)\n`]);
  const byRule = folderOf(files);
  await fix(byRule, '--only', 'links/wrong-case');
  expect([read(byRule, 'README.md'), read(byRule, 'docs/a.md')]).toEqual([wrong, `${wrong}[b](b.md)\n`]);

  const repository = createRepository({ 'README.md': wrong });
  repository.write({ 'docs/a.md': wrong });
  const { status } = await fix(repository.folder, '--changed');
  const texts = [read(repository.folder, 'README.md'), read(repository.folder, 'docs/a.md')];
  repository.remove();
  expect(texts).toEqual([wrong, right]);
  expect(status).toBe(0);
});

test('nothing is left behind, and fixing again finds nothing to fix', async () => {
  const folder = folderOf({ 'README.md': wrong });
  await fix(folder);
  const { status, stdout } = await fix(folder);
  expect(stdout).toContain('Nothing was fixed');
  expect(status).toBe(0);
  expect(readdirSync(folder)).toEqual(['README.md']);
});

test('--dry-run belongs to fix', async () => {
  const { status, stderr } = await docproof(folderOf({ 'README.md': right }), '--dry-run');
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringContaining('`--dry-run` is for `docproof fix`'),
  });
});
