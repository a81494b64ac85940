import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';

/** Something that the service cannot work without. Throws, or takes too long, when it is away. */
export interface HealthCheck {
  readonly name: string;
  /** How long to wait for it, in milliseconds. */
  readonly timeoutMs: number;
  run(): Promise<void>;
}

/** What the health routes ask. */
export interface HealthSource {
  readonly checks: readonly HealthCheck[];
  /** Whether the service has been told to stop. */
  isStopping(): boolean;
}

const checkAnswer = z.object({ name: z.string(), healthy: z.boolean(), reason: z.string().optional() });
const readiness = z
  .object({ status: z.enum(['ready', 'not-ready', 'stopping']), checks: z.array(checkAnswer) })
  .meta({ id: 'Readiness' });

async function runCheck({ name, timeoutMs, run }: HealthCheck): Promise<z.input<typeof checkAnswer>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), timeoutMs);
  });
  try {
    await Promise.race([run(), late]);
    return { name, healthy: true };
  } catch (error) {
    // What went wrong exactly is for the log: this answer can be seen by anybody.
    const reason =
      error instanceof Error && error.message === 'late' ? `no answer within ${timeoutMs} ms` : 'no answer';
    return { name, healthy: false, reason };
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the process lives, and whether it can take requests: two questions with different consequences. */
export function addHealthRoutes(instance: FastifyInstance, source: HealthSource): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/health/live',
    {
      logLevel: 'warn',
      schema: {
        operationId: 'live',
        tags: ['health'],
        summary: 'Whether the process lives; restart it when it does not answer',
        response: { 200: z.object({ status: z.literal('live') }).meta({ id: 'Liveness' }) },
      },
    },
    async () => ({ status: 'live' as const }),
  );

  app.get(
    '/health/ready',
    {
      logLevel: 'warn',
      schema: {
        operationId: 'ready',
        tags: ['health'],
        summary: 'Whether the service can take requests; send it none when it cannot',
        response: { 200: readiness, 503: readiness },
      },
    },
    async (_request, reply) => {
      if (source.isStopping()) return reply.code(503).send({ status: 'stopping', checks: [] });
      const checks = await Promise.all(source.checks.map(runCheck));
      const ready = checks.every(({ healthy }) => healthy);
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready', checks });
    },
  );
}
