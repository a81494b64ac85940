import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  isUnlimited,
  type RateLimit,
  type RateLimiter,
  type RateVerdict,
} from '../../../application/shared/rate-limits/rate-limiter.ts';
import { rateLimited } from '../../../core/errors/core-errors.ts';
import { sendProblem } from '../problems/problem-reply.ts';

/** The limits of the HTTP interface. One that allows 0 is turned off. */
export interface HttpRateLimits {
  readonly limiter: RateLimiter;
  /** How many requests a user may send, and an address where nobody is signed in. */
  readonly requests: RateLimit;
  /** How many sign-ins to one account may fail. */
  readonly signInsOfAccount: RateLimit;
  /** How many sign-ins from one address may fail. */
  readonly signInsOfAddress: RateLimit;
}

const secondsUntil = (time: Date): number => Math.max(1, Math.ceil((time.getTime() - Date.now()) / 1000));

/** Tells a client of its limits (draft-ietf-httpapi-ratelimit-headers-11). */
function describeLimit(reply: FastifyReply, { limit, remaining, resetsAt }: RateVerdict): void {
  reply.header('ratelimit-policy', `"${limit.name}";q=${limit.most};w=${limit.windowMs / 1000}`);
  reply.header('ratelimit', `"${limit.name}";r=${remaining};t=${secondsUntil(resetsAt)}`);
}

/** Answers that a limit is reached, and when it is not any more. */
export function sendRateLimited(reply: FastifyReply, verdict: RateVerdict): FastifyReply {
  describeLimit(reply, verdict);
  const seconds = secondsUntil(verdict.resetsAt);
  return sendProblem(
    reply.header('retry-after', String(seconds)),
    rateLimited.failure(`The limit of ${verdict.limit.most} is reached. Come again in ${seconds} s.`),
  );
}

/** Who a request counts for: the user, and the address where there is none. */
const payerOf = (request: FastifyRequest): string =>
  request.actor ? `user ${request.actor.userId}` : `address ${request.ip}`;

/** Holds every request below `/api/` against the limit of whoever sends it. Runs behind the authentication. */
export function addRateLimits(app: FastifyInstance, { limiter, requests }: HttpRateLimits): void {
  if (isUnlimited(requests)) return;
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    const verdict = await limiter.take(requests, payerOf(request)).catch((error: unknown) => {
      // Where nothing can be counted the request goes on: what it needs itself decides then.
      request.log.warn({ err: error }, 'a rate limit could not be asked');
      return undefined;
    });
    if (!verdict) return;
    if (!verdict.allowed) return sendRateLimited(reply, verdict);
    describeLimit(reply, verdict);
  });
}
