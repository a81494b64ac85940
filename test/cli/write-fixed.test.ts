import { chmodSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeFixed } from '../../src/cli/write-fixed.ts';
import { folderOf } from '../kit/command-line.ts';

const rootOf = (files: Readonly<Record<string, string>>): string => realpathSync(folderOf(files));
const fixed = (root: string, file: string, before = 'old\n') => ({
  file,
  path: join(root, file),
  before,
  after: 'new\n',
});

test('a file is replaced as a whole, keeps its mode, and nothing is left beside it', () => {
  const root = rootOf({ 'a.md': 'old\n' });
  chmodSync(join(root, 'a.md'), 0o640);
  expect(writeFixed(root, fixed(root, 'a.md'), false)).toBeUndefined();
  expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('new\n');
  expect(statSync(join(root, 'a.md')).mode & 0o777).toBe(0o640);
  expect(readdirSync(root)).toEqual(['a.md']);
});

test('a file that changed since it was checked is left alone', () => {
  const root = rootOf({ 'a.md': 'newer\n' });
  expect(writeFixed(root, fixed(root, 'a.md'), false)).toBe('it changed while it was being checked');
  expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('newer\n');
});

test.each([
  ['that is read-only', (root: string) => chmodSync(join(root, 'a.md'), 0o444), 'it is read-only'],
  ['that is no longer there', (root: string) => rmSync(join(root, 'a.md')), 'it is no longer there'],
])('a file %s is named with the reason, by a dry run too', (_name, change, reason) => {
  for (const dryRun of [true, false]) {
    const root = rootOf({ 'a.md': 'old\n' });
    change(root);
    expect(writeFixed(root, fixed(root, 'a.md'), dryRun)).toBe(reason);
  }
});

test('a dry run writes nothing', () => {
  const root = rootOf({ 'a.md': 'old\n' });
  expect(writeFixed(root, fixed(root, 'a.md'), true)).toBeUndefined();
  expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('old\n');
});

test('nothing outside of the root is written', () => {
  const root = rootOf({ 'in/b.md': 'x', 'a.md': 'old\n' });
  const reason = 'it leads out of the repository';
  expect(writeFixed(join(root, 'in'), fixed(root, 'a.md'), false)).toBe(reason);
  expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('old\n');
});

test('a folder whose name begins with two dots is inside', () => {
  const root = rootOf({ '..docs/a.md': 'old\n' });
  expect(writeFixed(root, fixed(root, '..docs/a.md'), false)).toBeUndefined();
});
