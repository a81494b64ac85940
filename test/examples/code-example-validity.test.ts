import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkFiles } from '../kit/check-files.ts';

/**
 * Property 5 of documentation-suite.txt, task 17.4, "Code Example Validity" (it validates the requirements 3.2, 4.1, 4.3,
 * 7.1 and 7.2): on pages whose examples are known, what is found is what was planted, at its line and column.
 */

const repository = {
  'package.json': JSON.stringify({
    name: 'greeter',
    version: '1.0.0',
    type: 'module',
    exports: { '.': './src/index.ts', './formal': './src/formal.ts' },
    scripts: { build: 'tsc', check: 'biome check' },
  }),
  'src/index.ts': [
    'export interface Options { loud?: boolean; times?: number }',
    "export function greet(name: string, options: Options = {}): string { return name + (options.loud ? '!' : ''); }",
    "export const words = { hello: 'hello', goodbye: 'goodbye' };",
    'export class Counter { count = 0; constructor(start: number) { this.count = start; } add(by: number): this { this.count += by; return this; } }',
    '',
  ].join('\n'),
  'src/formal.ts': "export const title = 'Dr';\n",
};

/** Stands before what is wrong, and says by its name which rule finds it there. */
const planted = (rule: string): string => `\uE000${rule}\uE001`;
const signs = /\uE000([^\uE001]*)\uE001/g;

/** A few lines, whose names end in a number that no others on the page have. */
type Lines = (id: number) => readonly string[];

const rightCode: readonly Lines[] = [
  (id) => [`import { greet as greet${id} } from 'greeter';`, `greet${id}('Ada', { loud: true, times: ${id} });`],
  (id) => [`import { words as words${id} } from 'greeter';`, '', `const { hello: hello${id} } = words${id};`],
  (id) => [`import { title as title${id} } from 'greeter/formal';`, `\ttitle${id}.trim();`],
  (id) => [`const text${id}: string = \`😀 \${${id}} \`;`, '// done'],
];

const wrongCode: readonly Lines[] = [
  (id) => [`import { ${planted('missing-export')}greetAll as all${id} } from 'greeter';`],
  (id) => [`import { title as t${id}, ${planted('missing-export')}rank as rank${id} } from 'greeter/formal';`],
  (id) => [`import { x as x${id} } from ${planted('missing-module')}'greeter/gone';`],
  (id) => [`import { words as w${id} } from 'greeter';`, '', `'😀'; w${id}.${planted('missing-member')}helo;`],
  (id) => [`import { Counter as C${id} } from 'greeter';`, `new C${id}(1).add(2).${planted('missing-member')}ad(3);`],
  (id) => [`import { greet as g${id} } from 'greeter';`, `\tg${id}(${planted('wrong-use')}42);`],
  (id) => [
    `import { greet as g${id} } from 'greeter';`,
    `g${id}('Ada', {`,
    `  ${planted('wrong-use')}lod: true,`,
    '});',
  ],
  (id) => [`import { greet as g${id} } from 'greeter';`, `g${id}('Ada', { ${planted('wrong-use')}loud: 'yes' });`],
  (id) => [
    `import { Counter as C${id} } from 'greeter';`,
    `const a${id} = new C${id}(${planted('wrong-use')}'1');`,
    `a${id}.${planted('missing-member')}incr();`,
  ],
];

/** Code that hides what else is wrong in its block, because it does not parse. */
const brokenCode: readonly Lines[] = [
  (id) => [`const list${id} = [1, 2${planted('syntax-error')};`],
  (id) => [`const a${id} = 1;`, `const b${id} = a${id} +${planted('syntax-error')};`],
  (id) => [`const name${id} = 'Ada;${planted('syntax-error')}`],
];

const right: Readonly<Record<string, readonly Lines[]>> = {
  ts: rightCode,
  json: [(id) => ['{', `  "id": ${id}, // a comment`, '  "list": [1, 2],', '}']],
  yaml: [(id) => [`id: ${id}`, 'list:', '  - a: 1', '    b: 2']],
  toml: [(id) => [`id = ${id}`, '[table]', 'a = "b"']],
  sh: [(id) => ['# build it', `npm run build -- --id=${id} | tee "log ${id}.txt"`, 'npm run check \\', '  --silent']],
};
const wrong: Readonly<Record<string, readonly Lines[]>> = {
  ts: wrongCode,
  broken: brokenCode,
  json: [(id) => ['{', `  "id": ${id} ${planted('invalid-data')}"b": 2`, '}']],
  yaml: [(id) => [`id: ${id}`, `name: "one" ${planted('invalid-data')}two`]],
  toml: [(id) => [`id = ${id}`, `name = ${planted('invalid-data')}one two`]],
  sh: [
    (id) => [`npm run build -- ${id} && npm run ${planted('missing-script')}chek`],
    (id) => ['npm ci', `(cd src; npx tsc ${id}) || npm run ${planted('missing-script')}"biuld"`],
    (id) => [`$ npm run ${planted('missing-script')}biuld`, `done in ${id} s (2`],
    (id) => [`git commit -m ${planted('shell-syntax')}"${id}`],
  ],
};

/** What a block stands in. Lines of the block are put behind the prefix. */
interface Place {
  readonly open: readonly string[];
  readonly prefix: string;
  readonly close?: readonly string[];
}

const places: Readonly<Record<'md' | 'mdx', readonly Place[]>> = {
  md: [
    { open: [], prefix: '' },
    { open: [], prefix: '   ' },
    { open: ['- item', ''], prefix: '  ' },
    { open: ['-\titem', ''], prefix: '\t' },
    { open: ['1. item', '', '   - inner', ''], prefix: '     ' },
    { open: ['> a quote', '>'], prefix: '> ' },
    { open: ['> > 1. item', '> >'], prefix: '> >    ' },
    { open: ['<details>', ''], prefix: '', close: ['', '</details>'] },
  ],
  mdx: [
    { open: [], prefix: '' },
    { open: ['* item', ''], prefix: '  ' },
    { open: ['> quote', '>'], prefix: '> ' },
    { open: ['<Tabs>', '  <TabItem label="a">', ''], prefix: '    ', close: ['', '  </TabItem>', '</Tabs>'] },
  ],
};

const block = fc.record({
  language: fc.constantFrom('ts', 'ts', 'ts', 'broken', 'json', 'yaml', 'toml', 'sh'),
  lines: fc.array(fc.record({ wrong: fc.boolean(), which: fc.nat() }), { minLength: 1, maxLength: 3 }),
  place: fc.nat(),
  fence: fc.constantFrom('```', '~~~', '`````'),
  meta: fc.constantFrom('', ' title="An example"', ' {1,3} showLineNumbers'),
});
const pages = fc.array(
  fc.record({
    ending: fc.constantFrom('md' as const, 'md' as const, 'mdx' as const),
    windows: fc.boolean(),
    frontmatter: fc.boolean(),
    blocks: fc.array(block, { minLength: 1, maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 6 },
);

// Ten seconds of work, on a machine that may have much else to do.
const timeout = 240_000;

test('what is found is what was planted, at its line and column', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(pages, async (drawn) => {
      const files: Record<string, string> = { ...repository };
      const expected: string[] = [];
      for (const [number, { ending, windows, frontmatter, blocks }] of drawn.entries()) {
        // Commands are held against the repository on pages for contributors.
        const file = `docs/contributing/page-${number}.${ending}`;
        const lines = [...(frontmatter ? ['---', 'title: T', '---', ''] : []), '# 😀 Page', ''];
        for (const [index, { language, lines: parts, place, fence, meta }] of blocks.entries()) {
          const body = parts.flatMap((part, at) => {
            const id = index * 10 + at;
            const kinds = part.wrong || language === 'broken' ? wrong[language]! : right[language]!;
            return at > 0 && language !== 'ts' ? [] : kinds[part.which % kinds.length]!(id);
          });
          const { open, prefix, close = [] } = places[ending][place % places[ending].length]!;
          const info = `${language === 'broken' ? 'ts' : language}${meta}`;
          const inside = [fence + info, ...body, fence].map((line) => (prefix + line).trimEnd());
          lines.push(...open, ...inside, ...close, '', 'Some text.', '');
        }
        for (const [line, text] of lines.entries()) {
          let column = 1;
          let at = 0;
          for (const match of text.matchAll(signs)) {
            column += match.index - at;
            at = match.index + match[0].length;
            expected.push(`${file}:${line + 1}:${column} examples/${match[1]}`);
          }
          lines[line] = text.replace(signs, '');
        }
        files[file] = lines.join(windows ? '\r\n' : '\n');
      }
      const { findings } = await checkFiles(files);
      const found = findings.map(
        ({ rule, location }) => `${location?.file}:${location?.line}:${location?.column} ${rule}`,
      );
      expect(found.sort()).toEqual(expected.sort());
    }),
    { numRuns: 30, endOnFailure: true },
  );
});

test('a name that an earlier block declares is held to its type in a later one', async () => {
  const page = [
    '# Page',
    '',
    '```ts',
    "import { Counter } from 'greeter';",
    'const counter = new Counter(1);',
    '```',
    '',
    '- Then:',
    '',
    '  ```ts',
    '  counter.add(2).incr();',
    '  ```',
    '',
  ].join('\n');
  const { findings } = await checkFiles({ ...repository, 'docs/page.md': page });
  expect(findings.map(({ rule, location }) => `${rule} ${location?.line}:${location?.column}`)).toEqual([
    'examples/missing-member 11:18',
  ]);
});
