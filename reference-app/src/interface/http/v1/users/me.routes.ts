import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Buses } from '../../../../application/messages.ts';
import { preconditionFailed, validationFailed } from '../../../../core/errors/core-errors.ts';
import type { SessionId } from '../../../../domain/users/session.ts';
import { notSignedIn, sessionNotFound, signInFailed } from '../../../../domain/users/user.errors.ts';
import { contextOf } from '../../middleware/context-of.ts';
import { problemResponses } from '../../problems/problem.schema.ts';
import { sendProblem } from '../../problems/problem-reply.ts';
import { alwaysPossible, possibleWithBody } from '../../problems/usual-problems.ts';
import { forSignedIn } from '../security.ts';
import {
  changePasswordBody,
  meAnswer,
  sessionParams,
  sessionsAnswer,
  toMeAnswer,
  toSessionsAnswer,
} from './user.schema.ts';

/** The routes of a user's own account and sessions, version 1. */
export function addMeRoutes(instance: FastifyInstance, { commands, queries }: Buses): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/api/v1/me',
    {
      schema: {
        operationId: 'getMe',
        tags: ['users'],
        summary: 'Read your account',
        security: forSignedIn,
        response: { 200: meAnswer, ...problemResponses(notSignedIn, ...alwaysPossible) },
      },
    },
    async (request, reply) => {
      const result = await queries.ask({ query: 'get-me' }, contextOf(request));
      return result.ok ? reply.send(toMeAnswer(result.value)) : sendProblem(reply, result.problem);
    },
  );

  app.put(
    '/api/v1/me/password',
    {
      schema: {
        operationId: 'changePassword',
        tags: ['users'],
        summary: 'Change your password, and end your other sessions',
        security: forSignedIn,
        body: changePasswordBody,
        response: {
          204: z.undefined().meta({ description: 'The password has been changed.' }),
          ...problemResponses(...possibleWithBody, notSignedIn, signInFailed, preconditionFailed, ...alwaysPossible),
        },
      },
    },
    async (request, reply) => {
      const result = await commands.execute({ command: 'change-password', ...request.body }, contextOf(request));
      return result.ok ? reply.code(204).send() : sendProblem(reply, result.problem);
    },
  );

  app.get(
    '/api/v1/me/sessions',
    {
      schema: {
        operationId: 'listSessions',
        tags: ['users'],
        summary: 'List your sessions',
        security: forSignedIn,
        response: { 200: sessionsAnswer, ...problemResponses(notSignedIn, ...alwaysPossible) },
      },
    },
    async (request) => {
      const sessions = await queries.ask({ query: 'list-sessions' }, contextOf(request));
      return toSessionsAnswer(sessions, request.actor);
    },
  );

  app.delete(
    '/api/v1/me/sessions/:id',
    {
      schema: {
        operationId: 'endSession',
        tags: ['users'],
        summary: 'End one of your sessions',
        security: forSignedIn,
        params: sessionParams,
        response: {
          204: z.undefined().meta({ description: 'The session has ended.' }),
          ...problemResponses(validationFailed, notSignedIn, sessionNotFound, ...alwaysPossible),
        },
      },
    },
    async (request, reply) => {
      const result = await commands.execute(
        { command: 'end-session', id: request.params.id as SessionId },
        contextOf(request),
      );
      return result.ok ? reply.code(204).send() : sendProblem(reply, result.problem);
    },
  );
}
