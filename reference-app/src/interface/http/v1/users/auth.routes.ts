import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Buses } from '../../../../application/messages.ts';
import {
  notSignedIn,
  refreshTokenReplaced,
  refreshTokenReused,
  sessionOver,
  signInFailed,
} from '../../../../domain/users/user.errors.ts';
import { contextOf } from '../../middleware/context-of.ts';
import { type HttpRateLimits, sendRateLimited } from '../../middleware/rate-limits.ts';
import { countSignIn } from '../../middleware/sign-in-limits.ts';
import { problemResponses } from '../../problems/problem.schema.ts';
import { sendProblem } from '../../problems/problem-reply.ts';
import { alwaysPossible, possibleWithBody } from '../../problems/usual-problems.ts';
import { forSignedIn } from '../security.ts';
import {
  refreshBody,
  registerBody,
  registeredAnswer,
  signedInAnswer,
  signInBody,
  toSignedInAnswer,
} from './user.schema.ts';

/** The routes that make accounts, and begin, continue and end sessions, version 1. */
export function addAuthRoutes(instance: FastifyInstance, { commands }: Buses, limits: HttpRateLimits): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    '/api/v1/auth/register',
    {
      schema: {
        operationId: 'register',
        tags: ['users'],
        summary: 'Make an account',
        body: registerBody,
        response: { 202: registeredAnswer, ...problemResponses(...possibleWithBody, ...alwaysPossible) },
      },
    },
    async (request, reply) => {
      const result = await commands.execute({ command: 'register', ...request.body }, contextOf(request));
      if (!result.ok) return sendProblem(reply, result.problem);
      return reply.code(202).send({ status: 'accepted' });
    },
  );

  app.post(
    '/api/v1/auth/sign-in',
    {
      schema: {
        operationId: 'signIn',
        tags: ['users'],
        summary: 'Begin a session',
        body: signInBody,
        response: { 200: signedInAnswer, ...problemResponses(...possibleWithBody, signInFailed, ...alwaysPossible) },
      },
    },
    async (request, reply) => {
      const { refused, forgive } = await countSignIn(limits, request.body.email, request.ip);
      if (refused) return sendRateLimited(reply, refused);
      const result = await commands.execute(
        { command: 'sign-in', ...request.body, device: request.headers['user-agent'] ?? '' },
        contextOf(request),
      );
      if (result.ok) await forgive();
      return result.ok ? reply.send(toSignedInAnswer(result.value)) : sendProblem(reply, result.problem);
    },
  );

  app.post(
    '/api/v1/auth/refresh',
    {
      schema: {
        operationId: 'refreshSession',
        tags: ['users'],
        summary: 'Continue a session with new tokens',
        body: refreshBody,
        response: {
          200: signedInAnswer,
          ...problemResponses(
            ...possibleWithBody,
            sessionOver,
            refreshTokenReused,
            refreshTokenReplaced,
            ...alwaysPossible,
          ),
        },
      },
    },
    async (request, reply) => {
      const result = await commands.execute({ command: 'refresh-session', ...request.body }, contextOf(request));
      return result.ok ? reply.send(toSignedInAnswer(result.value)) : sendProblem(reply, result.problem);
    },
  );

  app.post(
    '/api/v1/auth/sign-out',
    {
      schema: {
        operationId: 'signOut',
        tags: ['users'],
        summary: 'End the session',
        security: forSignedIn,
        response: {
          204: z.undefined().meta({ description: 'The session has ended.' }),
          ...problemResponses(notSignedIn, ...alwaysPossible),
        },
      },
    },
    async (request, reply) => {
      await commands.execute({ command: 'sign-out' }, contextOf(request));
      return reply.code(204).send();
    },
  );
}
