import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Headers for every answer of an API that serves no pages, as the OWASP REST Security Cheat Sheet asks: nothing is sniffed,
 * framed, stored or referred to.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'interest-cohort=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Adds the security headers, and the id of the request, to one answer: for those that are given before a hook can run. */
export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(securityHeaders).header('x-request-id', request.id);
}

/** Adds the security headers, and the id of the request, to every answer that a route or the handler of problems gives. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    setSecurityHeaders(request, reply);
    done();
  });
}
