import type { FastifyReply } from 'fastify';
import type { Failure } from '../../../core/errors/define-error.ts';
import { problemMediaType, toProblem } from '../../../core/errors/problem.ts';

/** How long a client should wait before it asks again, in seconds. */
const retryAfter = '5';

/** Answers a request with a problem document. */
export function sendProblem(reply: FastifyReply, failure: Failure): FastifyReply {
  const { status } = failure.definition;
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  if (status === 503) void reply.header('retry-after', retryAfter);
  // Serialised here: a problem is never held against the schema of an answer that succeeded.
  return reply
    .code(status)
    .type(problemMediaType)
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(toProblem(failure, reply.request.id));
}
