import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { fileMemory, usualMemory } from '../../src/cli/external-memory.ts';
import { createExternalLinks, type MemoryStore } from '../../src/external/external-links.ts';
import { type Memory, mergeMemories, readMemories, writeMemories } from '../../src/external/memory.ts';
import { refusal } from '../../src/external/names.ts';
import { defaultSettings, type Verdict } from '../../src/external/port.ts';
import type { Reply } from '../../src/external/transport.ts';
import { fakeNetwork, jumpingClock, reply, variableStore } from '../kit/external-parts.ts';

const address = 'https://docs.acme.dev/guide';

/** A project over the days: the network may change, the memory stays. */
function project(store: MemoryStore = variableStore(), answer: (url: URL) => Reply = () => reply(200)) {
  const clock = jumpingClock('2026-11-01T12:00:00Z');
  let current = answer;
  const network = fakeNetwork((url) => current(url));
  const notes: string[] = [];
  return {
    network,
    notes,
    answers(next: (url: URL) => Reply) {
      current = next;
    },
    later: (hours: number) => clock.jump(hours * 3_600_000),
    async run(addresses: readonly string[] = [address]): Promise<Verdict[]> {
      const links = createExternalLinks(
        { transport: network, store, clock, random: () => 0, refusal },
        { settings: { ...defaultSettings, pause: 0 }, note: (text) => void notes.push(text) },
      );
      const verdicts = await links.ask(addresses, addresses);
      return addresses.map((one) => verdicts.get(one)!);
    },
  };
}

describe('a good answer', () => {
  test('is believed for a day and not longer', async () => {
    const { network, run, later } = project();
    await run();
    later(23.9);
    expect(await run()).toEqual([{ kind: 'answers', moved: undefined }]);
    expect(network.asked).toHaveLength(1);
    later(0.2);
    await run();
    expect(network.asked).toHaveLength(2);
  });

  test('keeps where the page has moved to', async () => {
    const { run, later } = project(variableStore(), ({ pathname }) =>
      pathname === '/guide' ? reply(308, { location: '/new' }) : reply(200),
    );
    const first = await run();
    later(1);
    expect(await run()).toEqual(first);
    expect(first).toEqual([{ kind: 'answers', moved: 'https://docs.acme.dev/new' }]);
  });

  test('from a clock that was ahead is not believed', async () => {
    const store = variableStore(writeMemories(new Map([[address, { answered: '2026-12-24T00:00:00.000Z' }]])));
    const { network, run } = project(store);
    await run();
    expect(network.asked).toHaveLength(1);
  });
});

describe('a bad answer', () => {
  test('is asked for again each time, remembers its first day, and lasts from the third day on', async () => {
    const { network, run, later, answers } = project(variableStore(), () => reply(404));
    const seen: Verdict[] = [];
    for (let day = 0; day < 4; day += 1) {
      seen.push(...(await run()));
      later(24);
    }
    const broken = (lasting: boolean) => ({ kind: 'broken', answer: '404', since: '2026-11-01', lasting });
    expect(seen).toEqual([broken(false), broken(false), broken(false), broken(true)]);
    // Each day with HEAD, and with GET because nothing bad is believed of HEAD.
    expect(network.asked).toHaveLength(8);

    answers(() => reply(200));
    expect(await run()).toEqual([{ kind: 'answers', moved: undefined }]);
    later(48);
    answers(() => reply(410));
    expect(await run()).toEqual([{ kind: 'broken', answer: '410', since: '2026-11-07', lasting: false }]);
  });

  test('does not begin anew when nobody can tell in between', async () => {
    const { run, later, answers } = project(variableStore(), () => reply(404));
    await run();
    later(48);
    answers(() => reply(503));
    expect(await run()).toMatchObject([{ kind: 'unknown' }]);
    later(48);
    answers(() => reply(404));
    expect(await run()).toEqual([{ kind: 'broken', answer: '404', since: '2026-11-01', lasting: true }]);
  });

  test.each([403, 429, 500])('such as %i is not remembered', async (status) => {
    const store = variableStore();
    await project(store, () => reply(status)).run();
    expect(store.text()).toBeUndefined();
  });
});

describe('the file', () => {
  const folders: string[] = [];
  const folderOf = (): string => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'docproof-memory-')));
    folders.push(folder);
    return folder;
  };
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  test('stands in the cache of packages unless a config says otherwise, and nothing is left beside it', async () => {
    const root = folderOf();
    await project(fileMemory(root)).run();
    await project(fileMemory(root, 'docs/links.json')).run();
    expect(readdirSync(join(root, 'node_modules/.cache/docproof'))).toEqual(['external.json']);
    expect(readdirSync(join(root, 'docs'))).toEqual(['links.json']);
    expect(readFileSync(join(root, usualMemory), 'utf8')).toBe(
      `{\n  "version": 1,\n  "links": {\n    "${address}": {"answered":"2026-11-01T12:00:00.000Z"}\n  }\n}\n`,
    );
  });

  test.each([
    '',
    '{',
    '[]',
    '{ "version": 2, "links": {} }',
    '{ "version": 1, "links": { "a": { "answered": 3 } } }',
    '{ "version": 1, "links": { "a": { "moved": "file:///etc/passwd" } } }',
  ])('that is damaged, as %j is, is put aside and said so', async (text) => {
    const root = folderOf();
    const file = join(root, usualMemory);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    const { run, notes } = project(fileMemory(root));
    expect(await run()).toEqual([{ kind: 'answers', moved: undefined }]);
    expect(notes).toEqual([
      'the memory of external links was damaged, begins anew and is kept as external.json.damaged',
    ]);
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(text);
    expect(readMemories(readFileSync(file, 'utf8'))?.has(address)).toBe(true);
  });

  test('that cannot be written is said so, and no fault', async () => {
    const root = folderOf();
    writeFileSync(join(root, 'node_modules'), 'a file where a folder should be');
    const { run, notes } = project(fileMemory(root));
    expect(await run()).toEqual([{ kind: 'answers', moved: undefined }]);
    expect(notes.at(-1)).toContain('the memory of external links cannot be written');
  });

  test('that a config puts behind a link out of the repository is not written', async () => {
    const root = folderOf();
    const elsewhere = folderOf();
    symlinkSync(elsewhere, join(root, 'docs'));
    for (const path of ['docs/links.json', 'docs/deeper/still/links.json']) {
      const { run, notes } = project(fileMemory(root, path));
      await run();
      expect(readdirSync(elsewhere)).toEqual([]);
      expect(notes).toEqual([`the memory of external links cannot be written: ${path} leads out of the repository`]);
    }
  });

  test('is not written through a link that stands where its draft does', async () => {
    const root = folderOf();
    const elsewhere = join(folderOf(), 'precious');
    writeFileSync(elsewhere, 'as it was');
    symlinkSync(elsewhere, join(root, `links.json.${process.pid}.tmp`));
    await project(fileMemory(root, 'links.json')).run();
    expect(readFileSync(elsewhere, 'utf8')).toBe('as it was');
    expect(readMemories(readFileSync(join(root, 'links.json'), 'utf8'))?.has(address)).toBe(true);
  });

  test('holds what two runs at the same time learnt', async () => {
    const root = folderOf();
    const addresses = [...Array(20).keys()].map((index) => `https://docs.acme.dev/${index}`);
    const halves = [addresses.filter((_, index) => index % 2 === 0), addresses.filter((_, index) => index % 2 === 1)];
    await Promise.all(halves.map((half) => project(fileMemory(root)).run(half)));
    const kept = readMemories(readFileSync(join(root, usualMemory), 'utf8'));
    expect([...kept!.keys()].sort()).toEqual([...addresses].sort());
  });
});

describe('what is remembered', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const memory: fc.Arbitrary<Memory> = fc.record({
    answered: fc.option(day, { nil: undefined }),
    moved: fc.option(fc.webUrl(), { nil: undefined }),
    broken: fc.option(
      fc.record({
        since: day.map((text) => text.slice(0, 10)),
        answer: fc.constantFrom('404' as const, '410' as const, 'no host' as const),
      }),
      { nil: undefined },
    ),
  });
  const memories = fc.array(fc.tuple(fc.webUrl(), memory)).map((entries) => new Map(entries));

  test('is read as it was written', () => {
    fc.assert(
      fc.property(memories, (some) => {
        expect(readMemories(writeMemories(some))).toEqual(some);
      }),
    );
  });

  test('is written alike in whatever order it was learnt', () => {
    fc.assert(
      fc.property(memories, (some) => {
        expect(writeMemories(new Map([...some].reverse()))).toBe(writeMemories(some));
      }),
    );
  });

  test('keeps the earliest day of two runs that saw a link broken', () => {
    const broken = (since: string): Memory => ({ broken: { since, answer: '404' } });
    const merge = (known: string, learnt: string) =>
      mergeMemories(
        new Map([[address, broken(known)]]),
        new Map([[address, broken(learnt)]]),
        () => true,
        Date.parse('2026-11-21'),
      ).get(address)?.broken?.since;
    expect(merge('2026-11-01', '2026-11-05')).toBe('2026-11-01');
    expect(merge('2026-11-05', '2026-11-01')).toBe('2026-11-01');
  });

  test('is forgotten when it is on no page and nothing was heard of it for ninety days', () => {
    const now = Date.parse('2026-11-21T00:00:00Z');
    const known = new Map<string, Memory>([
      ['https://a.dev/long-gone', { answered: '2026-08-20T00:00:00.000Z' }],
      ['https://a.dev/just-gone', { answered: '2026-08-24T00:00:00.000Z' }],
      ['https://a.dev/on-a-page', { broken: { since: '2026-01-01', answer: '404' } }],
    ]);
    const kept = mergeMemories(known, new Map(), (one) => one.endsWith('on-a-page'), now);
    expect([...kept.keys()]).toEqual(['https://a.dev/just-gone', 'https://a.dev/on-a-page']);
  });
});
