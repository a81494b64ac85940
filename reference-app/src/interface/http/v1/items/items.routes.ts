import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Buses } from '../../../../application/messages.ts';
import { preconditionFailed, preconditionRequired, validationFailed } from '../../../../core/errors/core-errors.ts';
import { toProblem } from '../../../../core/errors/problem.ts';
import { itemNotFound, skuTaken } from '../../../../domain/items/item.errors.ts';
import type { ItemId } from '../../../../domain/items/item.ts';
import { notAllowed } from '../../../../domain/workspaces/workspace.errors.ts';
import type { WorkspaceId } from '../../../../domain/workspaces/workspace.ts';
import { contextOf, idempotencyHeaders, idempotentContextOf } from '../../middleware/context-of.ts';
import { entityTag, expectedVersion, isKnown } from '../../middleware/entity-tag.ts';
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
  createItemBody,
  createItemsBody,
  itemAnswer,
  itemBatchAnswer,
  itemPageAnswer,
  itemParams,
  listItemsQuery,
  toItemAnswer,
  updateItemBody,
} from './item.schema.ts';

/** Where the items of a workspace are. */
const address = '/api/v1/workspaces/:workspaceId/items';

/** The routes of items, version 1. */
export function addItemRoutes(instance: FastifyInstance, { commands, queries }: Buses): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    address,
    {
      schema: {
        operationId: 'createItem',
        tags: ['items'],
        summary: 'Create an item',
        security: forSignedIn,
        params: workspaceParams,
        headers: idempotencyHeaders,
        body: createItemBody,
        response: {
          201: itemAnswer,
          ...problemResponses(
            ...possibleWithBody,
            ...possibleWithKey,
            ...possibleInWorkspace,
            notAllowed,
            skuTaken,
            ...alwaysPossible,
          ),
        },
      },
    },
    async (request, reply) => {
      const workspaceId = request.params.workspaceId as WorkspaceId;
      const result = await commands.execute(
        { command: 'create-item', workspaceId, item: request.body },
        idempotentContextOf(request, reply),
      );
      if (!result.ok) return sendProblem(reply, result.problem);
      const item = result.value;
      return reply
        .code(201)
        .header('location', `/api/v1/workspaces/${workspaceId}/items/${item.id}`)
        .header('etag', entityTag(item.version))
        .send(toItemAnswer(item));
    },
  );

  app.post(
    `${address}/batch`,
    {
      schema: {
        operationId: 'createItems',
        tags: ['items'],
        summary: 'Create several items, each on its own',
        security: forSignedIn,
        params: workspaceParams,
        headers: idempotencyHeaders,
        body: createItemsBody,
        response: {
          200: itemBatchAnswer,
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
      const results = await commands.execute(
        {
          command: 'create-items',
          workspaceId: request.params.workspaceId as WorkspaceId,
          items: request.body.items,
        },
        idempotentContextOf(request, reply),
      );
      return {
        results: results.map((result) =>
          result.ok
            ? { status: 201, item: toItemAnswer(result.value) }
            : { status: result.problem.definition.status, problem: toProblem(result.problem, request.id) },
        ),
      };
    },
  );

  app.get(
    address,
    {
      schema: {
        operationId: 'listItems',
        tags: ['items'],
        summary: 'List items, the newest first',
        security: forSignedIn,
        params: workspaceParams,
        querystring: listItemsQuery,
        response: {
          200: itemPageAnswer,
          ...problemResponses(validationFailed, ...possibleInWorkspace, ...alwaysPossible),
        },
      },
    },
    async (request) => {
      const { limit, offset, status, tag } = request.query;
      const { items, total } = await queries.ask(
        {
          query: 'list-items',
          workspaceId: request.params.workspaceId as WorkspaceId,
          filter: { status, tag },
          page: { limit, offset },
        },
        contextOf(request),
      );
      return { items: items.map(toItemAnswer), total, limit, offset };
    },
  );

  app.get(
    `${address}/:id`,
    {
      schema: {
        operationId: 'getItem',
        tags: ['items'],
        summary: 'Read an item',
        security: forSignedIn,
        params: itemParams,
        headers: z.object({ 'if-none-match': z.string().optional() }),
        response: {
          200: itemAnswer,
          304: z.undefined().meta({ description: 'The client has this version already.' }),
          ...problemResponses(validationFailed, ...possibleInWorkspace, itemNotFound, ...alwaysPossible),
        },
      },
    },
    async (request, reply) => {
      const result = await queries.ask(
        {
          query: 'get-item',
          workspaceId: request.params.workspaceId as WorkspaceId,
          id: request.params.id as ItemId,
        },
        contextOf(request),
      );
      if (!result.ok) return sendProblem(reply, result.problem);
      const tag = entityTag(result.value.version);
      // A client may keep an item, but asks each time whether it is still the one.
      reply.header('etag', tag).header('cache-control', 'private, no-cache');
      if (isKnown(request.headers['if-none-match'], tag)) return reply.code(304).send();
      return reply.send(toItemAnswer(result.value));
    },
  );

  app.patch(
    `${address}/:id`,
    {
      schema: {
        operationId: 'updateItem',
        tags: ['items'],
        summary: 'Change an item',
        security: forSignedIn,
        params: itemParams,
        headers: z.object({
          'if-match': z.string().optional().meta({ description: 'The `ETag` of the version to change. Required.' }),
        }),
        body: updateItemBody,
        response: {
          200: itemAnswer,
          ...problemResponses(
            ...possibleWithBody,
            ...possibleInWorkspace,
            notAllowed,
            itemNotFound,
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
          command: 'update-item',
          workspaceId: request.params.workspaceId as WorkspaceId,
          id: request.params.id as ItemId,
          expectedVersion: expected.value,
          change: request.body,
        },
        contextOf(request),
      );
      if (!result.ok) return sendProblem(reply, result.problem);
      return reply.header('etag', entityTag(result.value.version)).send(toItemAnswer(result.value));
    },
  );
}
