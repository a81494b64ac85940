import { expect, test } from 'vitest';
import { definedErrors } from '../../src/core/errors/define-error.ts';
import { describeInterface } from '../../src/main/openapi.ts';
import { createAppAlone } from '../kit/app-alone.ts';

test('every error that is defined is an answer: a route lists it, or the handler of problems gives it', async () => {
  const text = JSON.stringify(await describeInterface());
  const listed = [...definedErrors().keys()].filter((code) => text.includes(`\`${code}\`: `));
  const app = await createAppAlone();
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
