import { expect, test } from 'vitest';
import { checkFiles } from '../kit/check-files.ts';

const found = async (info: string, ...lines: readonly string[]) => {
  const { findings, ledger } = await checkFiles({
    'README.md': ['# Page', '', `~~~${info}`, ...lines, '~~~', ''].join('\n'),
  });
  return {
    findings: findings.map(
      ({ message, location }) => `${location!.line}:${location!.column}-${location!.endColumn} ${message}`,
    ),
    blocks: ledger.blocks,
  };
};

test.each([
  [
    'assignments, comments and blank lines',
    ['# a comment', '', 'PORT=3000', '  export HOST = localhost # here', 'EMPTY='],
  ],
  ['names as they are found', ['my.key-1=a', 'KEY: value']],
  ['a quoted value over several lines', ['KEY="-----BEGIN', 'any text', 'END-----"', 'OTHER=1']],
  ['a quote that nothing closes', ["NAME=it's", "MORE='", 'NEXT=1']],
  ['placeholders', ['KEY=<your-key>', 'URL=https://{{host}}/']],
])('%s are fine', async (_name, lines) => {
  const { findings, blocks } = await found('env', ...lines);
  expect(findings).toEqual([]);
  expect(blocks.checked).toBe(1);
});

test.each([
  ['env', ['PORT=3000', '  PORT 3000'], '5:3-12'],
  ['dotenv', ['// the port', 'PORT=3000'], '4:1-12'],
  ['.env', ['=3000'], '4:1-6'],
  ['sh title=".env.local"', ['A="x', 'y" ', 'B'], '6:1-2'],
])('a line of %s that is no assignment: %j', async (info, lines, at) => {
  const { findings } = await found(info, ...lines);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toContain(`${at} this is not valid .env`);
});

test('a block that leaves lines out is not judged', async () => {
  const { findings, blocks } = await found('env', 'A=1', '...');
  expect(findings).toEqual([]);
  expect(blocks.unverifiable).toBe(1);
});

test('a script that names an .env file is a script', async () => {
  const { blocks } = await found('ts title=".env"', 'export {};');
  expect(blocks.checked).toBe(1);
});
