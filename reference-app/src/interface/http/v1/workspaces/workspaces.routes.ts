import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Buses } from '../../../../application/messages.ts';
import { preconditionFailed, preconditionRequired, validationFailed } from '../../../../core/errors/core-errors.ts';
import { notSignedIn } from '../../../../domain/users/user.errors.ts';
import { notAllowed, workspaceNotFound } from '../../../../domain/workspaces/workspace.errors.ts';
import type { WorkspaceId } from '../../../../domain/workspaces/workspace.ts';
import { contextOf, idempotencyHeaders, idempotentContextOf } from '../../middleware/context-of.ts';
import { entityTag, expectedVersion } from '../../middleware/entity-tag.ts';
import { problemResponses } from '../../problems/problem.schema.ts';
import { sendProblem } from '../../problems/problem-reply.ts';
import { alwaysPossible, possibleWithBody, possibleWithKey } from '../../problems/usual-problems.ts';
import { forSignedIn } from '../security.ts';
import {
  activityAnswer,
  activityQuery,
  toActivityAnswer,
  toJoinedWorkspaceAnswer,
  toWorkspaceAnswer,
  workspaceAnswer,
  workspaceBody,
  workspaceParams,
  workspacesAnswer,
} from './workspace.schema.ts';

/** The routes of workspaces, version 1. */
export function addWorkspaceRoutes(instance: FastifyInstance, { commands, queries }: Buses): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    '/api/v1/workspaces',
    {
      schema: {
        operationId: 'createWorkspace',
        tags: ['workspaces'],
        summary: 'Create a workspace',
        security: forSignedIn,
        headers: idempotencyHeaders,
        body: workspaceBody,
        response: {
          201: workspaceAnswer,
          ...problemResponses(...possibleWithBody, ...possibleWithKey, notSignedIn, ...alwaysPossible),
        },
      },
    },
    async (request, reply) => {
      const result = await commands.execute(
        { command: 'create-workspace', ...request.body },
        idempotentContextOf(request, reply),
      );
      if (!result.ok) return sendProblem(reply, result.problem);
      return reply
        .code(201)
        .header('location', `/api/v1/workspaces/${result.value.id}`)
        .header('etag', entityTag(result.value.version))
        .send(toWorkspaceAnswer(result.value));
    },
  );

  app.get(
    '/api/v1/workspaces',
    {
      schema: {
        operationId: 'listWorkspaces',
        tags: ['workspaces'],
        summary: 'List your workspaces',
        security: forSignedIn,
        response: { 200: workspacesAnswer, ...problemResponses(notSignedIn, ...alwaysPossible) },
      },
    },
    async (request) => {
      const joined = await queries.ask({ query: 'list-workspaces' }, contextOf(request));
      return { workspaces: joined.map(toJoinedWorkspaceAnswer) };
    },
  );

  app.get(
    '/api/v1/workspaces/:workspaceId',
    {
      schema: {
        operationId: 'getWorkspace',
        tags: ['workspaces'],
        summary: 'Read a workspace',
        security: forSignedIn,
        params: workspaceParams,
        response: {
          200: workspaceAnswer,
          ...problemResponses(validationFailed, notSignedIn, workspaceNotFound, ...alwaysPossible),
        },
      },
    },
    async (request, reply) => {
      const result = await queries.ask(
        { query: 'get-workspace', workspaceId: request.params.workspaceId as WorkspaceId },
        contextOf(request),
      );
      if (!result.ok) return sendProblem(reply, result.problem);
      return reply.header('etag', entityTag(result.value.version)).send(toWorkspaceAnswer(result.value));
    },
  );

  app.patch(
    '/api/v1/workspaces/:workspaceId',
    {
      schema: {
        operationId: 'renameWorkspace',
        tags: ['workspaces'],
        summary: 'Rename a workspace',
        security: forSignedIn,
        params: workspaceParams,
        headers: idempotencyHeaders.extend({
          'if-match': z.string().optional().meta({ description: 'The `ETag` of the version to rename. Required.' }),
        }),
        body: workspaceBody,
        response: {
          200: workspaceAnswer,
          ...problemResponses(
            ...possibleWithBody,
            ...possibleWithKey,
            notSignedIn,
            notAllowed,
            workspaceNotFound,
            preconditionFailed,
            preconditionRequired,
            ...alwaysPossible,
          ),
        },
      },
    },
    async (request, reply) => {
      const expected = expectedVersion(request.headers['if-match']);
      if (!expected.ok) return sendProblem(reply, expected.problem);
      const result = await commands.execute(
        {
          command: 'rename-workspace',
          workspaceId: request.params.workspaceId as WorkspaceId,
          name: request.body.name,
          expectedVersion: expected.value,
        },
        idempotentContextOf(request, reply),
      );
      if (!result.ok) return sendProblem(reply, result.problem);
      return reply.header('etag', entityTag(result.value.version)).send(toWorkspaceAnswer(result.value));
    },
  );

  app.get(
    '/api/v1/workspaces/:workspaceId/activity',
    {
      schema: {
        operationId: 'listActivity',
        tags: ['workspaces'],
        summary: 'Read what happened in a workspace',
        security: forSignedIn,
        params: workspaceParams,
        querystring: activityQuery,
        response: {
          200: activityAnswer,
          ...problemResponses(validationFailed, notSignedIn, workspaceNotFound, ...alwaysPossible),
        },
      },
    },
    async (request) => {
      const lines = await queries.ask(
        {
          query: 'list-activity',
          workspaceId: request.params.workspaceId as WorkspaceId,
          limit: request.query.limit,
        },
        contextOf(request),
      );
      return toActivityAnswer(lines);
    },
  );
}
