import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ExecutionContext } from '../../../application/shared/cqrs/execution-context.ts';

/**
 * Whether a request must not be answered from a copy: it asks whether the version that the client has is still the stored one
 * (RFC 9110, section 13.1.2), or it says that it wants no copy (RFC 9111, sections 5.2.1.1 and 5.2.1.4).
 */
const wantsFresh = ({ 'if-none-match': known, 'cache-control': wish }: FastifyRequest['headers']): boolean =>
  known !== undefined || (wish !== undefined && /(^|[\s,])(no-cache|max-age=0+)($|[\s,])/i.test(wish));

/** What the application is told of a request. */
export function contextOf(request: FastifyRequest): ExecutionContext {
  const origin = { address: request.ip, agent: request.headers['user-agent'] ?? '' };
  return { requestId: request.id, actor: request.actor, origin, fresh: wantsFresh(request.headers) };
}

/** The headers of a route whose command takes an idempotency key (draft-ietf-httpapi-idempotency-key-header-07). */
export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[!-~]{1,255}$/, 'must be 1 to 255 visible characters of ASCII')
    .optional()
    .meta({ description: 'A text of your own. The same key with the same request is carried out once.' }),
});

/** The same with the key of the request, if it has one. A repetition is answered with `Idempotency-Replayed: true`. */
export function idempotentContextOf(
  request: FastifyRequest & { readonly headers: z.output<typeof idempotencyHeaders> },
  reply: FastifyReply,
): ExecutionContext {
  const key = request.headers['idempotency-key'];
  return {
    ...contextOf(request),
    ...(key !== undefined && {
      idempotency: { key, onReplay: () => void reply.header('idempotency-replayed', 'true') },
    }),
  };
}
