import { expect, test } from 'vitest';
import { boundsOfGarbage } from '../../src/code/compiler/garbage.ts';

const gibibyte = 2 ** 30;

test.each([
  [2, 1],
  [4, 1],
  [8, 2],
  [16, 4],
  [64, 4],
])('on a machine of %i GiB a single run may hold %i before it collects', (memory, held) => {
  expect(boundsOfGarbage(false, memory * gibibyte)).toEqual({ GOGC: 'off', GOMEMLIMIT: String(held * gibibyte) });
});

test('a single run has a bound on every machine', () => {
  expect(Number(boundsOfGarbage(false).GOMEMLIMIT)).toBeGreaterThanOrEqual(gibibyte);
});

test('one that lasts collects by what it has in use', () => {
  expect(boundsOfGarbage(true)).toEqual({ GOGC: '200' });
});
