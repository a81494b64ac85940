import { afterEach, expect, test, vi } from 'vitest';
import { createLocalDatabase } from '../kit/database.ts';

/** Nothing listens on the first port of all, and nothing may without being root. */
const nobody = 1;

afterEach(() => vi.unstubAllEnvs());

test('a server that is not there fails the tests by its name where services are required', async () => {
  vi.stubEnv('REQUIRE_SERVICES', '1');
  await expect(createLocalDatabase(nobody)).rejects.toThrow('PostgreSQL on 127.0.0.1:1');
});

test('a server that is not there is done without elsewhere', async () => {
  vi.stubEnv('REQUIRE_SERVICES', '');
  expect(await createLocalDatabase(nobody)).toBeUndefined();
});
