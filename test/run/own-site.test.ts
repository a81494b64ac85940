import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../src/cli/compose.ts';
import { findConfigFile, loadConfig } from '../../src/config/load.ts';

const root = join(import.meta.dirname, '../..');

test('every example of this repository that is marked runs, and does what its page says', async () => {
  const config = await loadConfig(findConfigFile(root)!, []);
  const { findings, ledger } = await check({ root, config, level: 'strict', only: ['examples'], run: true });
  expect(findings.map(({ location, message }) => `${location?.file}:${location?.line} ${message}`)).toEqual([]);
  expect(ledger.blocks.ran).toBeGreaterThan(0);
  expect(Object.keys(ledger.blocks.reasons).filter((reason) => /run/.test(reason))).toEqual([]);
});
