import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RequestTelemetry } from '../middleware/request-telemetry.ts';
import { problemResponses } from '../problems/problem.schema.ts';
import { alwaysPossible } from '../problems/usual-problems.ts';

/** The media type of the text format of Prometheus. */
const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

/** What is measured, for Prometheus to read. */
export function addMetricsRoute(instance: FastifyInstance, telemetry: Pick<RequestTelemetry, 'exposition'>): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/metrics',
    {
      logLevel: 'warn',
      schema: {
        operationId: 'metrics',
        tags: ['health'],
        summary: 'What is measured, in the text format of Prometheus',
        response: {
          200: { description: 'All metrics.', content: { 'text/plain': { schema: z.string() } } },
          ...problemResponses(...alwaysPossible),
        },
      },
    },
    async (_request, reply) => {
      const text = await telemetry.exposition();
      return reply
        .type(expositionType)
        .serializer((payload: unknown) => String(payload))
        .send(text);
    },
  );
}
