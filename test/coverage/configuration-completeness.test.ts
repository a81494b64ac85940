import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkFiles } from '../kit/check-files.ts';

/**
 * Property 3 of documentation-suite.txt, task 3.3, "Configuration Documentation Completeness" (it validates the requirement
 * 2.2): of a program whose settings are known, those that are reported are those that no page lists, and the defaults that are
 * reported are those that a page states wrongly.
 */

/** How a setting is declared, how its default is written there, and how it may be written on a page. */
interface Default {
  readonly code: string;
  /** As JSON has it, and a doc comment states it. */
  readonly value: string | number | boolean;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

const defaults: readonly Default[] = [
  { code: '3000', value: 3000, right: ['`3000`', '3000', '3,000'], wrong: ['`8080`', '300', '`3001`'] },
  { code: '15_000', value: 15_000, right: ['`15000`', '15,000'], wrong: ['`1500`', '15'] },
  { code: 'true', value: true, right: ['`true`'], wrong: ['`false`'] },
  { code: "'info'", value: 'info', right: ['`info`', "`'info'`", '`"info"`'], wrong: ['`debug`', '`INFO`'] },
  { code: '60 * 60', value: 3600, right: ['`3600`', '3,600'], wrong: ['`60`', '`3_601`'] },
  { code: '-1', value: -1, right: ['`-1`'], wrong: ['`1`', '`0`'] },
];

/** What a cell may say without being held against the code. */
const sentences = ['an hour', 'the folder of the user', '`a` or `b`', '', '–'];

type Statement =
  | { readonly kind: 'right' | 'wrong'; readonly text: string }
  | { readonly kind: 'open'; readonly text: string };

const statementOf = ({ right, wrong }: Default): fc.Arbitrary<Statement> =>
  fc.oneof(
    fc.constantFrom(...right).map((text) => ({ kind: 'right' as const, text })),
    fc.constantFrom(...wrong).map((text) => ({ kind: 'wrong' as const, text })),
    fc.constantFrom(...sentences).map((text) => ({ kind: 'open' as const, text })),
  );

interface Setting {
  readonly default: Default;
  readonly statement: Statement;
  /**
   * `registry`: a call of `defineSetting`; `environment`: a read of `process.env`; `parsed`: a key of a zod schema that parses
   * the environment; `schema`: a key of a JSON schema; `type`: a key of what `defineConfig` takes.
   */
  readonly declared: 'registry' | 'environment' | 'parsed' | 'schema' | 'type';
  /** Where a page lists it; nowhere. */
  readonly listed: 'settings' | 'other' | undefined;
}

const setting: fc.Arbitrary<Setting> = fc.constantFrom(...defaults).chain((chosen) =>
  fc.record({
    default: fc.constant(chosen),
    statement: statementOf(chosen),
    declared: fc.constantFrom<Setting['declared']>('registry', 'environment', 'parsed', 'schema', 'type'),
    listed: fc.constantFrom('settings' as const, 'other' as const, undefined),
  }),
);

const nameOf = (id: number): string => `WORKS_${['PORT', 'LIMIT', 'FOLDER', 'LEVEL', 'SECRET'][id % 5]}_${id}`;

const rowOf = (name: string, { statement }: Setting): string => `| \`${name}\` | what it is for | ${statement.text} |`;

test('settings that no page lists, and defaults that a page states wrongly, are those planted', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(setting, { minLength: 1, maxLength: 20 }), async (settings) => {
      const named = settings.map((one, id) => [nameOf(id), one] as const);
      const table = (where: Setting['listed']): string[] => [
        '| Variable | What | Default |',
        '|---|---|---|',
        ...named.filter(([, { listed }]) => listed === where).map(([name, one]) => rowOf(name, one)),
      ];
      const of = (wanted: Setting['declared'], line: (name: string, value: Default) => string): string[] =>
        named.filter(([, { declared }]) => declared === wanted).map(([name, one]) => line(name, one.default));
      const files = {
        'package.json': JSON.stringify({ name: 'works', type: 'module', exports: './src/index.ts' }),
        'src/index.ts': [
          "import { z } from 'zod';",
          'const defineSetting = <T>(setting: T): T => setting;',
          ...of('registry', (name, { code }) => `defineSetting({ env: '${name}', default: ${code} });`),
          ...of('environment', (name) => `console.log(process.env.${name} ?? '');`),
          'export const parsed = z.object({',
          ...of('parsed', (name, { code }) => `  ${name}: z.any().default(${code}),`),
          '}).parse(process.env);',
          'export interface Options {',
          ...of('type', (name, { value }) => `  /** @default ${JSON.stringify(value)} */\n  ${name}?: unknown;`),
          '}',
          'export const defineConfig = (options: Options): Options => options;',
          '',
        ].join('\n'),
        'config.schema.json': [
          '{ "type": "object", "properties": {',
          of('schema', (name, { value }) => `  "${name}": ${JSON.stringify({ default: value })}`).join(',\n'),
          '} }',
          '',
        ].join('\n'),
        'docs/settings.md': ['# Settings', '', ...table('settings'), ''].join('\n'),
        'docs/other.md': ['# Other', '', 'Some more.', '', ...table('other'), ''].join('\n'),
        'docs/words.md': ['# Words', '', ...named.map(([name]) => `A sentence about \`${name}\`.\n`)].join('\n'),
      };
      const config = { level: 'strict', coverage: { require: { settings: 'documented' } } } as const;
      const { findings } = await checkFiles(files, 'strict', config);
      const told = findings.map(
        ({ rule, args, location }) => `${rule} ${args.name} ${location?.file}:${location?.line}`,
      );

      const lineIn = (file: keyof typeof files, text: string): number =>
        files[file].split('\n').findIndex((line) => new RegExp(`${text}\\b`).test(line)) + 1;
      const expected = named.flatMap(([name, { listed, statement, declared }]) => {
        const source = declared === 'schema' ? 'config.schema.json' : 'src/index.ts';
        if (listed === undefined) return [`coverage/undocumented ${name} ${source}:${lineIn(source, name)}`];
        const file = `docs/${listed}.md` as const;
        // What the environment is read for has no default that is declared.
        const isWrong = statement.kind === 'wrong' && declared !== 'environment';
        return isWrong ? [`references/wrong-value ${name} ${file}:${lineIn(file, `^\\| \`${name}`)}`] : [];
      });
      expect(told.sort()).toEqual(expected.sort());
    }),
    { numRuns: 40 },
  );
});
