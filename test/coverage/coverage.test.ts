import { describe, expect, test } from 'vitest';
import { countCoverage } from '../../src/check/coverage.ts';
import type { CheckResult } from '../../src/check/result.ts';
import type { Config } from '../../src/config/define.ts';
import { coverageJsonReport } from '../../src/report/coverage-json.ts';
import { coverageMarkdownReport } from '../../src/report/coverage-markdown.ts';
import { coverageTerminalReport } from '../../src/report/coverage-terminal.ts';
import { jsonReport } from '../../src/report/json.ts';
import { checkFiles } from '../kit/check-files.ts';

const fence = '```';

const greeter = {
  'package.json': JSON.stringify({ name: 'greeter', type: 'module', exports: { '.': './src/index.ts' } }),
  'src/index.ts': [
    '/** Greets. */',
    'export const greet = (name: string): string => name;',
    'export const sayGoodbye = (name: string): string => name;',
    'export const words = { hello: 1 };',
    '/** Options. */',
    'export interface Options { loud?: boolean }',
    '',
  ].join('\n'),
};

const covering = (result: CheckResult): Record<string, string> =>
  Object.fromEntries(
    (result.coverage ?? []).map(({ fact, described, documented, exampled, ran }) => [
      fact.name,
      [described && 'described', documented && 'documented', exampled && 'exampled', ran && 'ran']
        .filter(Boolean)
        .join(' '),
    ]),
  );

describe('the levels of a fact are told apart', () => {
  test('an example counts by the symbol that it uses, and not by its text', async () => {
    const readme = [
      '## `greet`',
      '',
      `${fence}ts`,
      "import { greet as hi, type Options } from 'greeter';",
      'const sayGoodbye = (options: Options) => options.loud;',
      'sayGoodbye({});',
      'hi("words");',
      fence,
      '',
      `${fence}text`,
      'words',
      fence,
      '',
    ].join('\n');
    expect(covering(await checkFiles({ ...greeter, 'README.md': readme }, 'strict', {}))).toEqual({
      greet: 'described documented exampled',
      sayGoodbye: '',
      words: '',
      Options: 'described exampled',
      'Options.loud': 'exampled',
    });
  });

  test('an example may give what it imports a name of its own', async () => {
    const files = {
      'package.json': greeter['package.json'],
      'src/index.ts': [
        'export default function greet() {}',
        'function inner() {}',
        'export { inner as outer };',
        "export * as words from './words.ts';",
        '',
      ].join('\n'),
      'src/words.ts': 'export const hello = 1;\nexport const bye = 2;\n',
    };
    const block = (lang: string, ...lines: string[]): string => `${fence}${lang}\n${lines.join('\n')}\n${fence}\n`;
    const exampled = async (...blocks: string[]): Promise<string[]> => {
      const result = await checkFiles({ ...files, 'README.md': blocks.join('\n') }, 'strict', {});
      return (result.coverage ?? []).filter(({ exampled }) => exampled).map(({ fact }) => fact.name);
    };
    expect(await exampled(block('ts', "import hi from 'greeter';", 'hi();'))).toEqual(['greet']);
    expect(await exampled(block('ts', "import * as all from 'greeter';", 'all.default();'))).toEqual(['greet']);
    expect(await exampled(block('ts', "import * as all from 'greeter';", 'all.outer();'))).toEqual(['outer']);
    expect(await exampled(block('js', "const { outer: mine } = require('greeter');", 'mine();'))).toEqual(['outer']);
    const pattern = block('ts', "import { words } from 'greeter';", 'const { hello: a } = words;', 'a;');
    expect(await exampled(pattern)).toEqual(['words.hello']);
  });

  test('an example that is skipped shows nothing', async () => {
    const readme = `${fence}ts @skip="it needs a server"\nimport { greet } from 'greeter';\ngreet(1);\n${fence}\n`;
    const result = await checkFiles({ ...greeter, 'README.md': readme }, 'strict', {});
    expect(covering(result).greet).toBe('described');
  });
});

describe('the config', () => {
  const check = (coverage: Config['coverage'], readme = '## `greet`\n', level: 'drift' | 'strict' = 'strict') =>
    checkFiles({ ...greeter, 'README.md': readme }, level, coverage === undefined ? {} : { coverage });
  const raised = ({ findings }: CheckResult): string[] =>
    findings.map(({ rule, location, message }) => `${location?.file}:${location?.line} ${rule} ${message}`);

  test('requires nothing by itself', async () => {
    expect(raised(await check(undefined))).toEqual([]);
  });

  test('requires a level of a kind, and is told where each fact is declared', async () => {
    expect(raised(await check({ require: { exports: 'described' } }))).toEqual([
      'src/index.ts:3 coverage/undocumented `sayGoodbye` (exports) has no description where it is declared: `exports:greeter#sayGoodbye`',
      'src/index.ts:4 coverage/undocumented `words` (exports) has no description where it is declared: `exports:greeter#words`',
    ]);
  });

  test('may require a level in some packages only, and is told of one that has nothing of the kind', async () => {
    const files = {
      ...greeter,
      'packages/other/package.json': JSON.stringify({ name: 'other', type: 'module', exports: './index.ts' }),
      'packages/other/index.ts': 'export const bare = 1;\n',
      'README.md': '## `greet`\n',
    };
    const coverage = { require: { exports: { other: 'described' }, members: { other: 'described' } } } as const;
    expect(raised(await checkFiles(files, 'strict', { coverage }))).toEqual([
      'undefined:undefined coverage/empty-inventory no members were found in other',
      'packages/other/index.ts:1 coverage/undocumented `bare` (exports) has no description where it is declared: `exports:other#bare`',
    ]);
  });

  test('requires nothing at the level drift', async () => {
    expect(raised(await check({ require: { exports: 'documented' } }, '# A\n', 'drift'))).toEqual([]);
  });

  test('waives a fact, and is told of waivers that nothing needs', async () => {
    const because = { reason: 'it goes soon' };
    const result = await check({
      require: { exports: 'documented' },
      waivers: [
        { fact: 'exports:greeter#sayGoodbye', ...because },
        { fact: 'exports:greeter#words', ...because },
        { fact: 'exports:greeter#Options', ...because },
        { fact: 'exports:greeter#greet', ...because },
        { fact: 'exports:greeter#word', ...because },
        { fact: 'members:greeter#Options.loud', ...because },
      ],
    });
    expect(raised(result).map((text) => text.replace(/^.*the waiver for /, ''))).toEqual([
      '`exports:greeter#greet` is not needed: it is documented',
      '`exports:greeter#word` is not needed: there is no such fact',
      '`members:greeter#Options.loud` is not needed: nothing is required of members',
    ]);
    expect(result.findings.find(({ suggestion }) => suggestion !== undefined)?.suggestion).toBe(
      'exports:greeter#words',
    );
    expect(countCoverage(result.coverage ?? []).waived).toBe(5);
  });

  describe('says what becomes of marked exports and their members', () => {
    const marked = {
      ...greeter,
      'src/index.ts': [
        '/** Greets. */',
        'export const greet = 1;',
        '/** @internal */',
        'export interface Hidden { /** @deprecated */ inner: number }',
        '/**',
        ' * Greeted.',
        ' * @deprecated',
        ' */',
        'export interface Former { outer: number }',
        '/** @hidden @deprecated */',
        'export const both = 1;',
        '',
      ].join('\n'),
      'README.md': '## `greet`\n\n| Export |\n|---|\n| `greet` |\n| `Former` |\n',
    };
    const require = { exports: 'exampled', members: 'described' } as const;
    const under = async (policies: Config['coverage']) => {
      const result = await checkFiles(marked, 'strict', { coverage: { require, ...policies } });
      return {
        counted: (result.coverage ?? []).map(({ fact }) => fact.name),
        missing: result.findings.map(({ rule, args }) => `${rule} ${args.name}`),
      };
    };

    test('by default those that are internal are left out, and those that are deprecated are not', async () => {
      const { counted, missing } = await under({});
      expect(counted).toEqual(['greet', 'Former', 'Former.outer']);
      expect(missing).toEqual([
        'coverage/undocumented greet',
        'coverage/undocumented Former',
        'coverage/undocumented Former.outer',
      ]);
    });

    test('skipped ones stand in no table, and pages may name what is deprecated', async () => {
      const { counted, missing } = await under({ deprecated: 'skip' });
      expect(counted).toEqual(['greet']);
      expect(missing).toEqual(['coverage/undocumented greet']);
    });

    test('counted ones need no level', async () => {
      const { counted, missing } = await under({ internal: 'count', deprecated: 'count' });
      expect(counted).toEqual(['greet', 'Hidden', 'Former', 'both', 'Hidden.inner', 'Former.outer']);
      expect(missing).toEqual(['coverage/undocumented greet']);
    });

    test('required ones need the level of their kind', async () => {
      const { missing } = await under({ internal: 'require', deprecated: 'skip' });
      expect(missing).toEqual([
        'coverage/undocumented greet',
        'coverage/undocumented Hidden',
        'coverage/undocumented Hidden.inner',
        'coverage/undocumented both',
      ]);
    });
  });

  test('is told of a kind of which there is nothing, at every level', async () => {
    expect(raised(await check({ require: { routes: 'documented' } }, '# A\n', 'drift'))).toEqual([
      'undefined:undefined coverage/empty-inventory no routes were found',
    ]);
  });
});

describe('reports', async () => {
  const readme = `## \`greet\`\n\n${fence}ts\nimport { greet } from 'greeter';\ngreet('a');\n${fence}\n`;
  const result = await checkFiles({ ...greeter, 'README.md': readme }, 'strict', {});

  test('for people name what is missing and where it is declared', () => {
    expect(coverageTerminalReport(result)).toBe(`By kind and package
  kind     package  facts  described  documented  exampled  ran  waived
  exports  greeter      4       50 %        25 %      25 %  0 %       –
  members  greeter      1        0 %         0 %       0 %  0 %       –

By kind and folder
  kind     folder  facts  described  documented  exampled  ran  waived
  exports  src         4       50 %        25 %      25 %  0 %       –
  members  src         1        0 %         0 %       0 %  0 %       –

Missing exports
  src/index.ts:3  sayGoodbye is not documented
  src/index.ts:4  words is not documented
  src/index.ts:6  Options is not documented
`);
  });

  test('in Markdown have the same', () => {
    const text = coverageMarkdownReport(result);
    expect(text).toContain('| exports | `greeter` | 4 | 50 % | 25 % | 25 % | 0 % | – |');
    expect(text).toContain('| `words` | documented | `src/index.ts:4` |');
  });

  test('for programs have every fact, and the totals stand in the report of a check', () => {
    const report = JSON.parse(coverageJsonReport(result, { version: '1.2.3' }));
    expect(report.summary.coverage.exports).toEqual({
      total: 4,
      described: 2,
      documented: 1,
      exampled: 1,
      ran: 0,
      waived: 0,
    });
    expect(report.facts[0]).toMatchObject({ id: 'exports:greeter#greet', documented: true, ran: false, waived: false });
    const check = JSON.parse(jsonReport(result, { version: '1.2.3' }));
    expect(check.summary.coverage).toEqual(report.summary.coverage);
  });

  test('of a repository without facts say so', async () => {
    const empty = await checkFiles({ 'README.md': '# A\n' }, 'drift', {});
    expect(coverageTerminalReport(empty)).toContain('No facts were found');
    expect(coverageMarkdownReport(empty)).toContain('No facts were found');
  });
});
