import fc from 'fast-check';
import { fastify } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { expect, test } from 'vitest';
import { addHealthRoutes, type HealthCheck } from '../../src/interface/http/health/health.routes.ts';

/** How something that the service uses behaves. */
type Behaviour = 'answers' | 'fails' | 'hangs';

interface Dependency {
  readonly name: string;
  readonly required: boolean;
  readonly behaviour: Behaviour;
}

const dependencies: fc.Arbitrary<readonly Dependency[]> = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-z]{1,12}$/),
    required: fc.boolean(),
    behaviour: fc.constantFrom<Behaviour>('answers', 'fails', 'hangs'),
  }),
  { selector: ({ name }) => name, maxLength: 6 },
);

const run: Readonly<Record<Behaviour, () => Promise<void>>> = {
  answers: async () => {},
  fails: async () => {
    throw new Error('postgresql://somebody:hunter2@127.0.0.1 does not answer');
  },
  hangs: () => new Promise(() => {}),
};

test('reusable-patterns.txt, Property 15: Health Check Dependency Verification', async () => {
  await fc.assert(
    fc.asyncProperty(dependencies, fc.boolean(), async (given, isStopping) => {
      const changes: string[] = [];
      const checks: HealthCheck[] = given.map(({ name, required, behaviour }) => ({
        name,
        required,
        timeoutMs: 5,
        run: run[behaviour],
      }));
      const app = fastify().setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
      addHealthRoutes(app, {
        checks,
        isStopping: () => isStopping,
        onChange: (name, healthy) => void changes.push(`${name} ${healthy}`),
      });
      const [ready, again] = [await app.inject({ url: '/health/ready' }), await app.inject({ url: '/health/ready' })];
      const live = await app.inject({ url: '/health/live' });
      await app.close();

      // A process that lives is not restarted because of what it needs.
      expect(live.statusCode).toBe(200);
      const away = given.filter(({ behaviour }) => behaviour !== 'answers');
      const status = isStopping
        ? 'stopping'
        : away.some(({ required }) => required)
          ? 'not-ready'
          : away.length > 0
            ? 'degraded'
            : 'ready';
      expect(ready.statusCode).toBe(status === 'ready' || status === 'degraded' ? 200 : 503);
      expect(ready.json()).toEqual({
        status,
        checks: isStopping
          ? []
          : given.map(({ name, behaviour }) =>
              behaviour === 'answers'
                ? { name, healthy: true }
                : { name, healthy: false, reason: behaviour === 'hangs' ? 'no answer within 5 ms' : 'no answer' },
            ),
      });
      expect(ready.body).not.toContain('hunter2');
      // A change is told once, however often somebody asks.
      expect(again.json()).toEqual(ready.json());
      expect(changes).toEqual(isStopping ? [] : away.map(({ name }) => `${name} false`));
    }),
    { numRuns: 60 },
  );
});
