import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Buses } from '../../../../application/messages.ts';
import { preconditionFailed, preconditionRequired, validationFailed } from '../../../../core/errors/core-errors.ts';
import { exampleNotFound } from '../../../../domain/examples/example.errors.ts';
import type { ExampleId } from '../../../../domain/examples/example.ts';
import { notAllowed } from '../../../../domain/workspaces/workspace.errors.ts';
import type { WorkspaceId } from '../../../../domain/workspaces/workspace.ts';
import { contextOf, idempotencyHeaders, idempotentContextOf } from '../../middleware/context-of.ts';
import { entityTag, expectedVersion } from '../../middleware/entity-tag.ts';
import { problemResponses } from '../../problems/problem.schema.ts';
import { sendProblem } from '../../problems/problem-reply.ts';
import {
  alwaysPossible,
  possibleInWorkspace,
  possibleWithBody,
  possibleWithKey,
} from '../../problems/usual-problems.ts';
import { forSignedIn } from '../security.ts';
import { workspaceParams } from '../workspaces/workspace.schema.ts';
import {
  exampleAnswer,
  exampleBody,
  exampleParams,
  examplesAnswer,
  listExamplesQuery,
  toExampleAnswer,
} from './example.schema.ts';

/** Where they are. */
const address = '/api/v1/workspaces/:workspaceId/examples';

/** The routes of the context `examples`, version 1. */
export function addExampleRoutes(instance: FastifyInstance, { commands, queries }: Buses): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    address,
    {
      schema: {
        operationId: 'createExample',
        tags: ['examples'],
        summary: 'Create one of the examples',
        security: forSignedIn,
        params: workspaceParams,
        headers: idempotencyHeaders,
        body: exampleBody,
        response: {
          201: exampleAnswer,
          ...problemResponses(
            ...possibleWithBody,
            ...possibleWithKey,
            ...possibleInWorkspace,
            notAllowed,
            ...alwaysPossible,
          ),
        },
      },
    },
    async (request, reply) => {
      const workspaceId = request.params.workspaceId as WorkspaceId;
      const result = await commands.execute(
        { command: 'create-example', workspaceId, ...request.body },
        idempotentContextOf(request, reply),
      );
      if (!result.ok) return sendProblem(reply, result.problem);
      return reply
        .code(201)
        .header('location', `${address.replace(':workspaceId', workspaceId)}/${result.value.id}`)
        .header('etag', entityTag(result.value.version))
        .send(toExampleAnswer(result.value));
    },
  );

  app.get(
    address,
    {
      schema: {
        operationId: 'listExamples',
        tags: ['examples'],
        summary: 'List the examples, the newest first',
        security: forSignedIn,
        params: workspaceParams,
        querystring: listExamplesQuery,
        response: {
          200: examplesAnswer,
          ...problemResponses(validationFailed, ...possibleInWorkspace, ...alwaysPossible),
        },
      },
    },
    async (request) => {
      const workspaceId = request.params.workspaceId as WorkspaceId;
      const { limit } = request.query;
      const list = await queries.ask({ query: 'list-examples', workspaceId, limit }, contextOf(request));
      return { examples: list.map(toExampleAnswer) };
    },
  );

  app.get(
    `${address}/:id`,
    {
      schema: {
        operationId: 'getExample',
        tags: ['examples'],
        summary: 'Read one of the examples',
        security: forSignedIn,
        params: exampleParams,
        response: {
          200: exampleAnswer,
          ...problemResponses(validationFailed, ...possibleInWorkspace, exampleNotFound, ...alwaysPossible),
        },
      },
    },
    async (request, reply) => {
      const result = await queries.ask(
        {
          query: 'get-example',
          workspaceId: request.params.workspaceId as WorkspaceId,
          id: request.params.id as ExampleId,
        },
        contextOf(request),
      );
      if (!result.ok) return sendProblem(reply, result.problem);
      return reply.header('etag', entityTag(result.value.version)).send(toExampleAnswer(result.value));
    },
  );

  app.patch(
    `${address}/:id`,
    {
      schema: {
        operationId: 'renameExample',
        tags: ['examples'],
        summary: 'Rename one of the examples',
        security: forSignedIn,
        params: exampleParams,
        headers: idempotencyHeaders.extend({
          'if-match': z.string().optional().meta({ description: 'The `ETag` of the version to rename. Required.' }),
        }),
        body: exampleBody,
        response: {
          200: exampleAnswer,
          ...problemResponses(
            ...possibleWithBody,
            ...possibleWithKey,
            ...possibleInWorkspace,
            notAllowed,
            exampleNotFound,
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
          command: 'rename-example',
          workspaceId: request.params.workspaceId as WorkspaceId,
          id: request.params.id as ExampleId,
          name: request.body.name,
          expectedVersion: expected.value,
        },
        idempotentContextOf(request, reply),
      );
      if (!result.ok) return sendProblem(reply, result.problem);
      return reply.header('etag', entityTag(result.value.version)).send(toExampleAnswer(result.value));
    },
  );
}
