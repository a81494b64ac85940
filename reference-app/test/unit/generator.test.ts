import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { generateContext, repositoryRoot, writeContext } from '../../src/infrastructure/generator/generate-context.ts';
import { type OverlayCompiler, startOverlayCompiler } from '../kit/compiler.ts';

const page = 'site/content/docs/layers/domain/examples.md';
const committed = (path: string): string => readFileSync(join(repositoryRoot, path), 'utf8');
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'almanac-generate-'));
  mkdirSync(join(root, 'reference-app/migrations'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the context `examples` is what a fresh run writes', async () => {
  // The day on which the pages were read is theirs.
  const [, reviewed = ''] = /^reviewed: (\S+)$/m.exec(committed(page)) ?? [];
  const options = { context: 'examples', withEvents: true, withCache: true };
  const { files } = await generateContext(options, reviewed);
  expect(files.size).toBeGreaterThan(20);
  for (const [path, text] of files) expect(committed(path), path).toBe(text);
});

describe('reusable-patterns.txt, Property 14: Code Generation Completeness', () => {
  const names = fc.stringMatching(/^[a-z]{3,12}s$/);

  test('whatever it is called: every part is written, and nothing of the templates is left', async () => {
    await fc.assert(
      fc.asyncProperty(names, fc.constantFrom(0, 1, 2), async (context, flags) => {
        const options = { context, withEvents: flags > 0, withCache: flags > 1 };
        const { files, nextSteps } = await generateContext(options, '2026-01-01', root);
        const paths = [...files.keys()];
        for (const part of [
          `src/domain/${context}/`,
          `src/application/${context}/commands/`,
          `src/application/${context}/queries/`,
          'src/infrastructure/database/',
          `src/interface/http/v1/${context}/`,
          `migrations/0001_${context}.up.sql`,
          `migrations/0001_${context}.down.sql`,
          'test/property/',
          `test/unit/${context}.test.ts`,
          `test/unit/${context}-handlers.test.ts`,
          `test/integration/${context}-http.test.ts`,
          `test/integration/${context}-database.test.ts`,
          '-repository-contract.ts',
          'test/kit/memory-',
          `site/content/docs/layers/domain/${context}.md`,
          `site/content/docs/layers/application/${context}.md`,
          'site/content/docs/api/http/create-',
          'site/content/docs/api/problems/',
        ])
          expect(
            paths.filter((path) => path.includes(part)),
            part,
          ).not.toEqual([]);
        expect(paths.filter((path) => path.endsWith('.events.ts')).length).toBe(options.withEvents ? 1 : 0);
        expect(paths.filter((path) => path.endsWith('-copies.ts')).length).toBe(options.withCache ? 1 : 0);
        for (const [path, text] of [...files, ['next steps', nextSteps] as const]) {
          expect(`${path} ${text}`).not.toMatch(/__[A-Za-z]+__|\{\{|\}\}\n/);
          if (!options.withEvents && path.endsWith('.ts') && path.includes('/src/'))
            expect(text).not.toContain('events');
        }
      }),
      { numRuns: 30 },
    );
  });
});

test('nothing is written over, and what is refused writes nothing', async () => {
  const generate = (context: string, withEvents = false, withCache = false) =>
    generateContext({ context, withEvents, withCache }, '2026-01-01', root);
  await writeContext(await generate('notes'), root);
  expect(existsSync(join(root, 'reference-app/src/domain/notes/note.ts'))).toBe(true);
  await expect(generate('notes').then((again) => writeContext(again, root))).rejects.toThrow('There is a file already');
  // The next one gets the next number.
  expect([...(await generate('stories')).files.keys()]).toContain('reference-app/src/domain/stories/story.ts');
  expect([...(await generate('stories')).files.keys()]).toContain('reference-app/migrations/0002_stories.up.sql');
  for (const name of ['', 'note', 'Notes', '../notes', 'my-notes', 'as'])
    await expect(generate(name)).rejects.toThrow('is not a plural in lower-case letters');
  await expect(generate('notes', false, true)).rejects.toThrow('--with-cache needs --with-events');
});

describe('what is generated compiles, in the places of the context `examples`, whatever it is asked for', () => {
  const typescript = (path: string) => path.endsWith('.ts');
  const generate = async (withEvents: boolean, withCache: boolean) =>
    (await generateContext({ context: 'examples', withEvents, withCache }, '2026-01-01')).files;
  /** Where a context is named by hand, and what is not named there when it has no events and no copies. */
  const record = 'reference-app/src/application/workspaces/events/record-activity.ts';
  const copies = 'reference-app/src/application/copies.ts';
  const withoutEvents = (text: string) => text.replaceAll(/^.*\bexample(Created|Renamed)\b.*\n/gm, '');
  const withoutCopies = (text: string) =>
    text.replace(/^import \{ exampleCopies.*\n/m, '').replaceAll(/, (\.\.\.)?exampleCopies\.\w+/g, '');
  let compiler: OverlayCompiler;
  const errorsOf = async (withEvents: boolean, withCache: boolean, spoil = (text: string) => text) => {
    const [all, files] = [await generate(true, true), await generate(withEvents, withCache)];
    const texts = [...all.keys()].filter(typescript).map((path) => [path, files.get(path)] as const);
    return compiler.errorsOf(
      new Map([
        ...texts.map(([path, text]) => [path, text && spoil(text)] as const),
        ...(withEvents ? [] : [[record, withoutEvents(committed(record))] as const]),
        ...(withCache ? [] : [[copies, withoutCopies(committed(copies))] as const]),
      ]),
      ['reference-app/src/main/buses.ts'],
    );
  };
  beforeAll(() => {
    compiler = startOverlayCompiler();
  });
  afterAll(() => compiler.close());

  test.each([
    [false, false, 'neither'],
    [true, false, '--with-events'],
    [true, true, '--with-events --with-cache'],
  ])('with events %s and copies %s: %s', async (withEvents, withCache) => {
    expect(await errorsOf(withEvents, withCache)).toEqual([]);
  });

  test('and the compiler would see it if it did not', async () => {
    const spoilt = await errorsOf(false, false, (text) => text.replace('created.ok', 'created.okay'));
    expect(spoilt.length).toBeGreaterThan(0);
    for (const line of spoilt) expect(line).toContain('create-example.handler.ts: Property');
  });
});
