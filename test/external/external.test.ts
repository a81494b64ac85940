import { realpathSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { CheckResult } from '../../src/check/result.ts';
import { check } from '../../src/cli/compose.ts';
import { changesSince, gitIn } from '../../src/cli/git.ts';
import type { Config } from '../../src/config/define.ts';
import { writeMemories } from '../../src/external/memory.ts';
import { checkFiles } from '../kit/check-files.ts';
import { examplesWorld, fakeNetwork, reply, variableStore } from '../kit/external-parts.ts';
import { createRepository, type TestRepository } from '../kit/git-repository.ts';
import { keptCompiler } from '../kit/kept-compiler.ts';

const gone = 'https://docs.acme.dev/gone';
const memoryOf = (since: string) =>
  variableStore(writeMemories(new Map([[gone, { broken: { since, answer: '404' as const } }]])));

const shown = ({ findings }: CheckResult): string[] =>
  findings.map(({ severity, rule, location, message }) => `${severity} ${rule} ${location?.line} ${message}`);

/** Checks one page in a world where `/gone` is gone and `/moved` has moved. */
const checkPage = (text: string, config: Config = {}, since?: string): Promise<CheckResult> =>
  checkFiles({ 'README.md': text }, 'drift', config, {
    parts: { ...examplesWorld(), ...(since !== undefined && { store: memoryOf(since) }) },
  });

/** The text of a page after its fixes, safe ones only. */
function fixed(text: string, { findings }: CheckResult): string {
  const edits = findings.flatMap(({ fixes }) => fixes.filter(({ safe }) => safe).flatMap((fix) => fix.edits));
  return edits
    .sort((a, b) => b.range[0] - a.range[0])
    .reduce((sum, { range: [start, end], text: part }) => sum.slice(0, start) + part + sum.slice(end), text);
}

describe('a broken link', () => {
  test('is a warning at first, with the day on which it was seen', async () => {
    expect(shown(await checkPage(`# A\n\n[x](${gone})\n`))).toEqual([
      `warning external/broken 3 \`${gone}\` answers 404 since 2026-11-01`,
    ]);
  });

  test('is an error when it lasts, and a config says how long that is', async () => {
    const page = `# A\n\n[x](${gone})\n`;
    const severity = async (since: string, config?: Config) =>
      (await checkPage(page, config, since)).findings[0]!.severity;
    expect(await severity('2026-10-30')).toBe('warning');
    expect(await severity('2026-10-29')).toBe('error');
    expect(await severity('2026-10-31', { external: { errorAfterDays: 1 } })).toBe('error');
    expect(await severity('2026-10-29', { rules: { 'external/broken': 'warning' } })).toBe('warning');
    expect(await severity('2026-11-01', { rules: { 'external/broken': 'error' } })).toBe('error');
  });

  test('is the same finding on every day', async () => {
    const fingerprints = await Promise.all(
      ['2026-10-01', '2026-10-31'].map(async (since) => (await checkPage(`[x](${gone})\n`, {}, since)).findings[0]!),
    );
    expect(fingerprints[0]!.fingerprint).toBe(fingerprints[1]!.fingerprint);
    expect(fingerprints[0]!.message).not.toBe(fingerprints[1]!.message);
  });

  test('is reported at each place, and for a reference at its definition', async () => {
    const page = `[x](${gone}#a) <${gone}>\n\n![y](${gone}?y)\n\n[one][z] and [two][z]\n\n[z]: ${gone}\n`;
    const { findings } = await checkPage(page);
    expect(findings.map(({ location }) => `${location!.line}:${location!.column}`)).toEqual([
      '1:5',
      '1:36',
      '3:6',
      '7:6',
    ]);
  });
});

describe('a link that has moved', () => {
  test.each([
    ['[x](https://docs.acme.dev/moved#part)', '[x](https://docs.acme.dev/guide#part)'],
    ['<https://docs.acme.dev/moved>', '<https://docs.acme.dev/guide>'],
    ['[x][y]\n\n[y]: https://docs.acme.dev/moved', '[x][y]\n\n[y]: https://docs.acme.dev/guide'],
    ['<a href="//docs.acme.dev/moved">x</a>', '<a href="https://docs.acme.dev/guide">x</a>'],
  ])('%j is fixed', async (text, expected) => {
    const result = await checkPage(`${text}\n`);
    expect(result.findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['warning external/moved']);
    expect(fixed(`${text}\n`, result)).toBe(`${expected}\n`);
  });

  test.each([
    ['a home page', '/'],
    ['a form that asks who is there', '/login?return=%2Fa'],
  ])('is not fixed without a look when it leads to %s', async (_name, location) => {
    const transport = fakeNetwork(({ pathname }) => (pathname === '/a' ? reply(301, { location }) : reply(200)));
    const parts = { ...examplesWorld(), transport };
    const { findings } = await checkFiles({ 'README.md': '[x](https://acme.dev/a)\n' }, 'drift', {}, { parts });
    expect(findings.map(({ fixes }) => fixes.map(({ safe }) => safe))).toEqual([[false]]);
  });

  test('is written so that it can stand in brackets', async () => {
    const transport = fakeNetwork(({ pathname }) =>
      pathname === '/a' ? reply(301, { location: '/b_(c)?{d|e}' }) : reply(200),
    );
    const parts = { ...examplesWorld(), transport };
    const { findings } = await checkFiles({ 'README.md': '[x](https://acme.dev/a)\n' }, 'drift', {}, { parts });
    expect(findings[0]!.suggestion).toBe('https://acme.dev/b_%28c%29?%7Bd%7Ce%7D');
  });
});

describe('the ledger', () => {
  const page = [
    '[a](https://docs.acme.dev/guide)',
    `[b](${gone})`,
    '[c](https://docs.acme.dev/closed)',
    '[d](https://example.com/)',
    '[e](#a)',
    '[f]: https://docs.acme.dev/unused',
  ].join('\n\n');
  const closed = fakeNetwork(({ pathname }) =>
    pathname === '/closed' ? reply(403) : reply(pathname === '/gone' ? 404 : 200),
  );

  test('says of each external link what became of it', async () => {
    const parts = { ...examplesWorld(), transport: closed };
    const { ledger } = await checkFiles({ 'README.md': `# A\n\n${page}\n` }, 'drift', {}, { parts });
    expect(ledger.links).toEqual({
      ran: 0,
      checked: 3,
      unverifiable: 1,
      skipped: 1,
      'not-applicable': 1,
      reasons: {
        'a definition that nothing refers to': 1,
        'its host is reserved for examples and local use': 1,
        'its server refuses programs (403)': 1,
      },
    });
  });

  test('says that they are not checked when nobody asks for it, and nothing is fetched', async () => {
    const before = closed.asked.length;
    const { ledger } = await checkFiles({ 'README.md': `# A\n\n${page}\n` });
    expect(ledger.links.reasons['external links are not checked']).toBe(4);
    expect(closed.asked).toHaveLength(before);
  });

  test('a full address of the own repository is no external link', async () => {
    const transport = fakeNetwork(() => reply(200));
    await checkFiles(
      {
        'package.json': '{ "name": "a", "repository": "github:acme/a" }',
        'README.md': '[x](https://github.com/acme/a/blob/main/README.md) [y](https://github.com/acme/a/issues)\n',
      },
      'drift',
      {},
      { parts: { ...examplesWorld(), transport } },
    );
    expect(transport.asked).toEqual(['HEAD https://github.com/acme/a/issues']);
  });
});

describe('in the change gate', () => {
  const repositories: TestRepository[] = [];
  afterEach(() => {
    for (const repository of repositories.splice(0)) repository.remove();
  });

  test('only new links are asked, and a new link that is broken is an error at once', async () => {
    const old =
      '# A\n\n[old](https://docs.acme.dev/old-gone)\n\nText with [kept](https://docs.acme.dev/kept).\n\n[m](https://docs.acme.dev/m)\n';
    const repository = createRepository({ 'a.md': old, 'b.md': '[twice](https://docs.acme.dev/twice)\n' });
    repositories.push(repository);
    repository.write({
      'a.md': `${old.replace('Text with', 'Other words with').replace('[m](https://docs.acme.dev/m)\n', '')}\n[new](https://docs.acme.dev/new-gone) [t](https://docs.acme.dev/twice)\n`,
      'c.md': '# C\n\n[m](https://docs.acme.dev/m) and [m2](https://docs.acme.dev/m2)\n',
    });
    const root = realpathSync(repository.folder);
    const transport = fakeNetwork(({ pathname }) => reply(pathname.endsWith('gone') ? 404 : 200));
    const result = await check({
      root,
      config: {},
      level: 'drift',
      changes: await changesSince(gitIn(root), undefined),
      startCompiler: keptCompiler,
      external: { parts: { ...examplesWorld(), transport } },
    });
    expect(transport.asked).toEqual([
      'HEAD https://docs.acme.dev/m2',
      'HEAD https://docs.acme.dev/new-gone',
      'GET https://docs.acme.dev/new-gone',
    ]);
    expect(shown(result)).toEqual([
      'error external/broken 8 `https://docs.acme.dev/new-gone` answers 404 since 2026-11-01',
    ]);
    expect(result.ledger.links.reasons).toEqual({ 'it is not new in this change': 5 });
  });

  test('a definition that changes is a new link, although what refers to it stays', async () => {
    const page = (address: string) => `[x][y]\n\n[y]: ${address}\n`;
    const repository = createRepository({ 'a.md': page('https://docs.acme.dev/old') });
    repositories.push(repository);
    repository.write({ 'a.md': page(gone) });
    const root = realpathSync(repository.folder);
    const changes = await changesSince(gitIn(root), undefined);
    const result = await check({
      root,
      config: {},
      level: 'drift',
      changes,
      external: { parts: examplesWorld() },
      startCompiler: keptCompiler,
    });
    expect(shown(result)).toEqual([`error external/broken 3 \`${gone}\` answers 404 since 2026-11-01`]);
  });
});
