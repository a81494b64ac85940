import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { createApp } from '../../src/interface/http/app.ts';
import { noTelemetry } from '../../src/interface/http/middleware/request-telemetry.ts';
import { noLimits } from '../kit/rate-limits.ts';

const unused = () => Promise.reject(new Error('Nothing of this is asked here.'));

test('a problem stays short, however much is wrong, and lists each place', async () => {
  const app = await createApp({
    logger: pino({ level: 'silent' }),
    bodyLimit: 65_536,
    health: { checks: [], isStopping: () => false },
    buses: { commands: { execute: unused }, queries: { ask: unused } },
    authenticate: unused,
    publicKeys: unused,
    rateLimits: noLimits,
    telemetry: noTelemetry,
  });
  const post = async (url: string, payload: object) => (await app.inject({ method: 'POST', url, payload })).json();
  const keys = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`key${index}`, index]));
  const account = { email: 'ada@example.org', name: 'Ada', password: 'correct horse battery staple' };
  const unknown = await post('/api/v1/auth/register', { ...account, ...keys });
  expect(unknown.code).toBe('validation-failed');
  expect(unknown.errors).toEqual([
    { pointer: '', detail: expect.stringMatching(/^Unrecognized keys: "key0", "key1", .{150,}…$/) },
  ]);
  expect(unknown.detail.length).toBeLessThan(300);

  const items = Array.from({ length: 100 }, () => ({}));
  const batch = await post(`/api/v1/workspaces/${createIdentifier<'workspace'>()}/items/batch`, { items });
  expect(batch.errors).toHaveLength(300);
  expect(batch.detail).toMatch(/^The body is not valid: \/items\/0\/sku: .+; and 295 more\.$/);
  expect(batch.detail.length).toBeLessThan(600);
  await app.close();
});
