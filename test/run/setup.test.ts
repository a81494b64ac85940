import { describe, expect, test } from 'vitest';
import { micromarkEngine } from '../../src/docs/markdown/micromark.ts';
import type { MarkdownEngine } from '../../src/docs/markdown/port.ts';
import { satteriEngine } from '../../src/docs/markdown/satteri.ts';
import { readPage } from '../../src/docs/read-page.ts';
import { checkFiles } from '../kit/check-files.ts';
import { block, page, runPage } from '../kit/run-page.ts';

const comment = (...lines: readonly string[]): string => ['<!-- docproof:setup', ...lines, '-->', ''].join('\n');
const uses = (info: string): string => block(info, "ada.name; // => 'Ada'");
const declares = ["const ada = { name: 'Ada' };", 'interface Person { name: string }'];

describe.each(['strict', 'drift'] as const)('at level %s, set-up that the reader does not see', (level) => {
  test.each([
    ['in a comment', page(comment(...declares), uses('ts @run'))],
    ['in a comment of one line', page("<!-- docproof:setup const ada = { name: 'Ada' }; -->", '', uses('ts @run'))],
    [
      'in the frontmatter',
      ['---', 'docproof:', '  setup: |', ...declares.map((line) => `    ${line}`), '---', page(uses('ts @run'))].join(
        '\n',
      ),
    ],
    [
      'that builds on other set-up',
      page(comment("const name: string = 'Ada';"), comment('const ada = { name };'), uses('ts @run')),
    ],
  ])('%s', async (_name, text) => {
    const { findings, ran } = await runPage(text, {}, { level });
    expect(findings.filter((finding) => !finding.startsWith('type-error'))).toEqual([]);
    expect(ran).toBe(1);
  });

  test('holds for blocks below it that are not isolated, and yields to what a block has itself', async () => {
    const text = page(
      comment(...declares),
      block('ts @run', "const ada = { name: 'Grace' };", "ada.name; // => 'Grace'"),
      uses('ts @run @continue'),
    );
    const run = await runPage(text, {}, { level });
    expect(run.findings).toEqual(["wrong-value 14:17-22 the value is `'Grace'`, not `'Ada'`"]);
  });

  test('does not reach an isolated block', async () => {
    const text = page(comment(...declares), block('ts @run @isolated', "typeof ada; // => 'undefined'"));
    const { findings } = await runPage(text, {}, { level });
    const missing = "type-error 9:8-11 this does not compile: Cannot find name 'ada' (TS2304)";
    expect(findings).toEqual(level === 'strict' ? [missing] : []);
  });

  test('is compiled, and a mistake in it has its place', async () => {
    const { findings } = await runPage(
      page(comment("const count: number = 'one';"), uses('ts')),
      {},
      { level: 'strict' },
    );
    expect(findings[0]).toMatch(/^type-error 4:7-12 /);
  });

  test('runs, and an error in it has its place', async () => {
    const text = page(comment("const ada = JSON.parse('{') as { name: string };"), uses('ts @run'));
    const run = await runPage(text, {}, { level });
    expect(run.findings).toHaveLength(1);
    expect(run.findings[0]).toMatch(/^failed-run 4:18-23 this example throws `SyntaxError: /);
    expect(run.reasons).toEqual({ 'it continues a block that fails': 1 });
  });

  test('is no claim', async () => {
    const files = { 'README.md': page(comment(...declares), block('ts', 'export const n = ada.name;')) };
    const { ledger, findings } = await checkFiles(files, level);
    expect(findings).toEqual([]);
    expect(ledger.blocks.checked).toBe(1);
  });
});

describe.each<[string, MarkdownEngine]>([
  ['satteri', satteriEngine],
  ['micromark', micromarkEngine],
])('%s finds set-up', (_name, engine) => {
  const setups = (text: string, file: string) =>
    readPage(engine, file, () => new TextEncoder().encode(text)).setups.map(
      ({ value, before, location, offsetInPage }) => [
        value.trim(),
        before,
        location.line,
        text.slice(offsetInPage(0), offsetInPage(0) + 5),
      ],
    );

  test.each([
    ['a.md', '# A\n\n<!-- docproof:setup\nlet a = 1;\n-->\n', [['let a = 1;', 0, 4, 'let a']]],
    ['a.md', '# A\r\n\r\n<!-- docproof:setup\r\nlet a = 1;\r\n-->\r\n', [['let a = 1;', 0, 4, 'let a']]],
    ['a.md', '```ts\n1;\n```\n\n<!--docproof:setup let a = 1; -->\n', [['let a = 1;', 1, 5, 'let a']]],
    ['a.mdx', '# A\n\n{/* docproof:setup\nlet a = 1;\n*/}\n', [['let a = 1;', 0, 4, 'let a']]],
    ['a.mdx', '# A\n\n{/* docproof:setup let a = 1; */}\n', [['let a = 1;', 0, 3, 'let a']]],
    ['a.md', '---\ndocproof:\n  setup: "let a = 1;"\n---\n', [['let a = 1;', 0, 3, 'let a']]],
    ['a.md', '# A\n\n<!-- docproof:setups -->\n\n<!-- setup -->\n', []],
  ])('in %s %j', (file, text, expected) => {
    expect(setups(text, file)).toEqual(expected);
  });
});
