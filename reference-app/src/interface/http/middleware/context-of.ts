import type { FastifyRequest } from 'fastify';
import type { ExecutionContext } from '../../../application/shared/cqrs/execution-context.ts';

/** What the application is told of a request. */
export function contextOf(request: FastifyRequest): ExecutionContext {
  return { requestId: request.id, actor: request.actor };
}
