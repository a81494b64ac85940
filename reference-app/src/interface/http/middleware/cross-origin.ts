import type { FastifyInstance } from 'fastify';

/** What a page of another origin may send, and what it may read (Fetch Standard, section 3.2). */
const [methods, requestHeaders, answerHeaders, preflightSeconds] = [
  'GET, HEAD, POST, PUT, PATCH, DELETE',
  'authorization, cache-control, content-type, idempotency-key, if-match, if-none-match, x-request-id',
  [
    'deprecation',
    'etag',
    'idempotency-replayed',
    'link',
    'location',
    'ratelimit',
    'ratelimit-policy',
    'retry-after',
    'sunset',
    'x-request-id',
  ].join(', '),
  '7200',
];

/**
 * Lets pages of these origins read the answers. Others are not told anything, so that a browser keeps the answer from them.
 * Credentials of the browser are never allowed: a token is sent by the page itself.
 */
export function addCrossOrigin(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  const allowed = new Set(origins);
  app.addHook('onRequest', async (request, reply) => {
    // What is answered depends on who asks, also for those who are not allowed.
    reply.header('vary', 'origin');
    const { origin } = request.headers;
    if (origin === undefined || !allowed.has(origin)) return;
    reply.header('access-control-allow-origin', origin);
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) {
      reply.header('access-control-expose-headers', answerHeaders);
      return;
    }
    return reply
      .code(204)
      .header('access-control-allow-methods', methods)
      .header('access-control-allow-headers', requestHeaders)
      .header('access-control-max-age', preflightSeconds)
      .send();
  });
}
