import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../../application/shared/cqrs/execution-context.ts';
import type { Authenticate } from '../../../application/users/authenticate.ts';
import { notSignedIn } from '../../../domain/users/user.errors.ts';
import { sendProblem } from '../problems/problem-reply.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends the request. Absent when it carries no access token. */
    actor: Actor | undefined;
  }
}

/** How an access token is sent (RFC 6750, section 2.1). */
const bearer = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/**
 * Tells from the `Authorization` header who sends each request. A request without one is nobody's; one whose token is not
 * valid is refused, whatever it asks for, so that a client learns of it at once.
 */
export function addAuthentication(app: FastifyInstance, authenticate: Authenticate): void {
  app.decorateRequest('actor', undefined);
  app.addHook('onRequest', async (request, reply) => {
    const { authorization } = request.headers;
    if (authorization === undefined) return;
    const token = bearer.exec(authorization)?.[1];
    if (token === undefined)
      return sendProblem(reply, notSignedIn.failure('The `Authorization` header holds no bearer token.'));
    const actor = await authenticate(token);
    if (!actor.ok) return sendProblem(reply, actor.problem);
    request.actor = actor.value;
  });
}
