import { expect, test } from 'vitest';
import { type claimKinds, claimStates } from '../../src/check/ledger.ts';
import { jsonReport } from '../../src/report/json.ts';
import { reportSchema } from '../../src/report/schema.ts';
import { checkFiles } from '../kit/check-files.ts';

const files = {
  'README.md': '# Title\n\nSee [the guide](guide.md) and `code`.\n\n```ts\nconst a = [1;\n```\n',
  'docs/a.md': '# A\n\n[home](../README.md#title)\n',
};

test('the report is of its published schema', async () => {
  expect(
    reportSchema.parse(JSON.parse(jsonReport(await checkFiles(files), { version: '0.0.0' }))).findings.length,
  ).toBeGreaterThan(0);
});

test('the same files give the same bytes, whatever order they are in, time apart', async () => {
  const withoutTime = (text: string): unknown => ({ ...JSON.parse(text), run: undefined });
  const forth = jsonReport(await checkFiles(files), { version: '0.0.0' });
  const back = jsonReport(await checkFiles(Object.fromEntries(Object.entries(files).reverse())), { version: '0.0.0' });
  expect(JSON.stringify(withoutTime(back))).toBe(JSON.stringify(withoutTime(forth)));
});

test('every claim is in exactly one state, and the totals add up', async () => {
  const result = await checkFiles(files);
  const total = (kind: (typeof claimKinds)[number]): number =>
    claimStates.reduce((sum, state) => sum + result.ledger[kind][state], 0);
  expect({ blocks: total('blocks'), links: total('links'), mentions: total('mentions') }).toEqual({
    blocks: 1,
    links: 2,
    mentions: 1,
  });
});

test('a fingerprint stays when the finding moves, and two alike findings have two', async () => {
  const fingerprints = async (text: string): Promise<string[]> =>
    (await checkFiles({ 'README.md': text })).findings.map((finding) => finding.fingerprint);
  const once = await fingerprints('# T\n\n[a](gone.md)\n');
  expect(await fingerprints('# T\n\nA new paragraph.\n\n[a](gone.md)\n')).toEqual(once);
  const twice = await fingerprints('# T\n\n[a](gone.md)\n\n[a](gone.md)\n');
  expect(new Set(twice).size).toBe(2);
});
