import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';

/** Something that the service uses. Throws, or takes too long, when it is away. */
export interface HealthCheck {
  readonly name: string;
  /** Whether the service cannot work without it. */
  readonly required: boolean;
  /** How long to wait for it, in milliseconds. */
  readonly timeoutMs: number;
  run(): Promise<void>;
}

/** What the health routes ask. */
export interface HealthSource {
  readonly checks: readonly HealthCheck[];
  /** Whether the service has been told to stop. */
  isStopping(): boolean;
  /** Told when something went away or came back, as far as somebody has asked. */
  onChange?(name: string, healthy: boolean): void;
}

const checkAnswer = z.object({ name: z.string(), healthy: z.boolean(), reason: z.string().optional() });
const readiness = z
  .object({ status: z.enum(['ready', 'degraded', 'not-ready', 'stopping']), checks: z.array(checkAnswer) })
  .meta({ id: 'Readiness' });

async function runCheck({ name, timeoutMs, run }: Omit<HealthCheck, 'required'>): Promise<z.input<typeof checkAnswer>> {
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

/** Whether the process lives, has started, and can take requests: three questions with different consequences. */
export function addHealthRoutes(instance: FastifyInstance, source: HealthSource): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  // At first everything counts as healthy: what is not is a change.
  const healthyBefore = new Map(source.checks.map(({ name }) => [name, true]));

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
    '/health/startup',
    {
      logLevel: 'warn',
      schema: {
        operationId: 'startup',
        tags: ['health'],
        summary: 'Whether the service has started; ask nothing else before',
        response: { 200: z.object({ status: z.literal('started') }).meta({ id: 'Startup' }) },
      },
    },
    // It listens only when the schema is up to date and all its parts have started, so an answer is the answer.
    async () => ({ status: 'started' as const }),
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
      for (const { name, healthy } of checks) {
        if (healthyBefore.get(name) !== healthy) source.onChange?.(name, healthy);
        healthyBefore.set(name, healthy);
      }
      const away = source.checks.filter((_check, index) => !checks[index]!.healthy);
      if (away.some(({ required }) => required)) return reply.code(503).send({ status: 'not-ready', checks });
      return reply.send({ status: away.length > 0 ? 'degraded' : 'ready', checks });
    },
  );
}
