import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { problemResponses } from './problems/problem.schema.ts';
import { possibleAnywhere } from './problems/usual-problems.ts';

/** Public keys, as a JSON Web Key Set has them. */
export type PublicKeys = () => Promise<{ readonly keys: readonly object[] }>;

const keySet = z
  .object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string(), use: z.string(), alg: z.string() })) })
  .meta({ id: 'KeySet', description: 'A JSON Web Key Set (RFC 7517).' });

/** The addresses that others expect a service to have (RFC 8615). */
export function addWellKnownRoutes(instance: FastifyInstance, publicKeys: PublicKeys): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/.well-known/jwks.json',
    {
      schema: {
        operationId: 'keySet',
        tags: ['users'],
        summary: 'The public keys that access tokens are verified with',
        response: { 200: keySet, ...problemResponses(...possibleAnywhere) },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=60');
      return reply.send((await publicKeys()) as z.input<typeof keySet>);
    },
  );
}
