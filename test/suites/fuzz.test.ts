import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CheckResult } from '../../src/check/result.ts';
import { checkFiles } from '../kit/check-files.ts';

/**
 * Arbitrary bytes and mutants of real pages through a whole run: it ends, it throws nothing, and every finding lies inside
 * its file. `FUZZ_MINUTES=10 FAST_CHECK_SEED=random` looks for new cases that long.
 */
const minutes = Number(process.env.FUZZ_MINUTES ?? 0);
const long = minutes > 0 ? { numRuns: Number.POSITIVE_INFINITY, interruptAfterTimeLimit: minutes * 30_000 } : undefined;
// Ten seconds of work, on a machine that may have much else to do.
const timeout = 240_000 + minutes * 60_000;

const content = join(import.meta.dirname, '../../site/content/docs');
const tricky = join(import.meta.dirname, '../docs/tricky');
const pagesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.mdx?$/.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
const originals = [...pagesBelow(content).filter((text) => text.length < 20_000), ...pagesBelow(tricky)];

const repository = {
  'package.json': '{ "name": "docproof", "private": true, "exports": "./src/index.ts", "scripts": { "check": "x" } }',
  'src/index.ts': 'export const defineConfig = (config: { level?: string }) => config;\n',
};

const nasty = [
  ...[
    '```',
    '~~~',
    '````ts\n',
    '```ts @skip=',
    '```sh\n',
    '```json\n{',
    '{',
    '}',
    '<',
    '>',
    '</',
    '/>',
    '<br>',
    '<a b={',
    '<!--',
    '-->',
  ],
  ...[
    '> ',
    '- ',
    '1. ',
    '    ',
    '\t',
    '\r',
    '\r\n',
    '\n\n',
    '---\n',
    '+++\n',
    '# ',
    '|',
    '|-|\n',
    '[',
    '](',
    '][',
    ']: ',
    '![',
    '[^1]',
  ],
  ...[
    '\\',
    '`',
    '``',
    '*',
    '_',
    '~~',
    '&',
    '&#x110000;',
    'import a from "',
    'export ',
    '$ npm run ',
    "'",
    '"',
    '\u0000',
    '\uFEFF',
  ],
  ...[
    '\u2028',
    '\u202E',
    '😀',
    '\uD83D',
    'İ',
    '://',
    'mailto:',
    '%',
    '%zz',
    '#:~:text=',
    'javascript:',
    '{/*',
    '*/}',
    '${',
    '<<EOF',
  ],
];

type Mutation = (text: string, random: (below: number) => number) => string;
const mutations: readonly Mutation[] = [
  (text, random) => {
    const at = random(text.length + 1);
    return text.slice(0, at) + nasty[random(nasty.length)]! + text.slice(at);
  },
  (text, random) => {
    const at = random(text.length + 1);
    return text.slice(0, at) + nasty[random(nasty.length)]!.repeat(random(60)) + text.slice(at);
  },
  (text, random) => {
    const at = random(text.length + 1);
    return text.slice(0, at) + text.slice(at + random(80));
  },
  (text, random) => {
    const at = random(text.length + 1);
    return text.slice(0, at) + text.slice(at, at + random(400)).repeat(2) + text.slice(at);
  },
  (text, random) => text.slice(0, random(text.length + 1)),
  (text, random) => {
    const other = originals[random(originals.length)]!;
    return text.slice(0, random(text.length + 1)) + other.slice(random(other.length + 1));
  },
  (text, random) => {
    const lines = text.split('\n');
    const [line = ''] = lines.splice(random(lines.length), 1);
    lines.splice(random(lines.length + 1), 0, '  '.repeat(random(6)) + line);
    return lines.join('\n');
  },
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll('\n', '\r'),
  (text) => text.replace(/^/gm, '> '),
];

const mutant = fc
  .record({
    original: fc.nat(originals.length - 1),
    steps: fc.array(fc.record({ which: fc.nat(mutations.length - 1), seed: fc.nat() }), { minLength: 1, maxLength: 8 }),
    bytes: fc.array(fc.record({ at: fc.nat(), value: fc.nat(255) }), { maxLength: 3 }),
  })
  .map(({ original, steps, bytes }) => {
    let text = originals[original]!;
    for (const { which, seed } of steps) {
      let state = seed;
      const random = (below: number): number => {
        // The generator of Lehmer, as in Park and Miller, "Random number generators: good ones are hard to find" (1988).
        state = (state * 48_271 + 1) % 2_147_483_647;
        return state % Math.max(below, 1);
      };
      text = mutations[which]!(text, random).slice(0, 40_000);
    }
    const encoded = new TextEncoder().encode(text);
    for (const { at, value } of bytes) if (encoded.length > 0) encoded[at % encoded.length] = value;
    return encoded;
  });

/** What must hold of every run, whatever was read. */
function expectSound(result: CheckResult, texts: ReadonlyMap<string, Uint8Array>): void {
  for (const { rule, location } of result.findings) {
    if (!location) continue;
    const source = result.source(location.file);
    expect(source, `${rule} is about ${location.file}`).toBeDefined();
    expect(texts.has(location.file), location.file).toBe(true);
    const { line, column, endLine, endColumn } = location;
    expect(line, rule).toBeGreaterThanOrEqual(1);
    expect(column, rule).toBeGreaterThanOrEqual(1);
    expect(endLine, rule).toBeLessThanOrEqual(source!.lineCount);
    expect(endLine * 1e6 + endColumn, rule).toBeGreaterThanOrEqual(line * 1e6 + column);
    // The end of a line counts as a place on it.
    expect(column, `${rule} ${line}:${column}`).toBeLessThanOrEqual(source!.line(line).length + 2);
  }
}

async function survive(pages: readonly { readonly bytes: Uint8Array; readonly ending: string }[]): Promise<void> {
  const texts = new Map(pages.map(({ bytes, ending }, index) => [`docs/contributing/p${index}.${ending}`, bytes]));
  const result = await checkFiles({ ...repository, ...Object.fromEntries(texts) }, 'drift');
  expect(result.pages).toBe(texts.size);
  expectSound(result, texts);
}

const ending = fc.constantFrom('md', 'mdx');

test(
  'mutants of real pages',
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.record({ bytes: mutant, ending }), { minLength: 1, maxLength: 8 }), survive),
      long ?? { numRuns: 40 },
    ),
  timeout,
);

test(
  'arbitrary bytes',
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ bytes: fc.uint8Array({ maxLength: 600 }), ending }), { minLength: 1, maxLength: 20 }),
        survive,
      ),
      long ?? { numRuns: 40 },
    ),
  timeout,
);
