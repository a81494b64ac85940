import { pino } from 'pino';
import { expect, test } from 'vitest';
import { definedErrors } from '../../src/core/errors/define-error.ts';
import { createApp } from '../../src/interface/http/app.ts';
import { noTelemetry } from '../../src/interface/http/middleware/request-telemetry.ts';
import { describeInterface } from '../../src/main/openapi.ts';
import { noLimits } from '../kit/rate-limits.ts';

const unused = () => Promise.reject(new Error('Nothing of this is asked here.'));

test('every error that is defined is an answer: a route lists it, or the handler of problems gives it', async () => {
  const text = JSON.stringify(await describeInterface());
  const listed = [...definedErrors().keys()].filter((code) => text.includes(`\`${code}\`: `));
  const app = await createApp({
    logger: pino({ level: 'silent' }),
    bodyLimit: 1024,
    health: { checks: [], isStopping: () => false },
    buses: { commands: { execute: unused }, queries: { ask: unused } },
    authenticate: unused,
    publicKeys: unused,
    rateLimits: noLimits,
    telemetry: noTelemetry,
  });
  const given = await Promise.all(
    [{ url: '/nowhere' }, { url: '/health/live', method: 'DELETE' } as const].map(
      async (request) => (await app.inject(request)).json().code as string,
    ),
  );
  await app.close();
  expect(given).toEqual(['route-not-found', 'method-not-allowed']);
  // What never became a request is answered by whoever would have read it, as `unreadable-request.test.ts` beside this shows.
  const unread = ['headers-too-large', 'request-timed-out'];
  expect([...listed, ...given, ...unread].sort()).toEqual([...definedErrors().keys()].sort());
});
