import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Buses } from '../../../../application/messages.ts';
import { preconditionFailed, preconditionRequired, validationFailed } from '../../../../core/errors/core-errors.ts';
import { toProblem } from '../../../../core/errors/problem.ts';
import { itemNotFound, skuTaken } from '../../../../domain/items/item.errors.ts';
import type { ItemId } from '../../../../domain/items/item.ts';
import { contextOf } from '../../middleware/context-of.ts';
import { entityTag, expectedVersion, isKnown } from '../../middleware/entity-tag.ts';
import { problemResponses } from '../../problems/problem.schema.ts';
import { sendProblem } from '../../problems/problem-reply.ts';
import { alwaysPossible, possibleWithBody } from '../../problems/usual-problems.ts';
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

/** The routes of items, version 1. */
export function addItemRoutes(instance: FastifyInstance, { commands, queries }: Buses): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    '/api/v1/items',
    {
      schema: {
        operationId: 'createItem',
        tags: ['items'],
        summary: 'Create an item',
        body: createItemBody,
        response: { 201: itemAnswer, ...problemResponses(...possibleWithBody, skuTaken, ...alwaysPossible) },
      },
    },
    async (request, reply) => {
      const result = await commands.execute({ command: 'create-item', item: request.body }, contextOf(request));
      if (!result.ok) return sendProblem(reply, result.problem);
      const item = result.value;
      return reply
        .code(201)
        .header('location', `/api/v1/items/${item.id}`)
        .header('etag', entityTag(item.version))
        .send(toItemAnswer(item));
    },
  );

  app.post(
    '/api/v1/items/batch',
    {
      schema: {
        operationId: 'createItems',
        tags: ['items'],
        summary: 'Create several items, each on its own',
        body: createItemsBody,
        response: { 200: itemBatchAnswer, ...problemResponses(...possibleWithBody, ...alwaysPossible) },
      },
    },
    async (request) => {
      const results = await commands.execute(
        { command: 'create-items', items: request.body.items },
        contextOf(request),
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
    '/api/v1/items',
    {
      schema: {
        operationId: 'listItems',
        tags: ['items'],
        summary: 'List items, the newest first',
        querystring: listItemsQuery,
        response: { 200: itemPageAnswer, ...problemResponses(validationFailed, ...alwaysPossible) },
      },
    },
    async (request) => {
      const { limit, offset, status, tag } = request.query;
      const { items, total } = await queries.ask(
        { query: 'list-items', filter: { status, tag }, page: { limit, offset } },
        contextOf(request),
      );
      return { items: items.map(toItemAnswer), total, limit, offset };
    },
  );

  app.get(
    '/api/v1/items/:id',
    {
      schema: {
        operationId: 'getItem',
        tags: ['items'],
        summary: 'Read an item',
        params: itemParams,
        headers: z.object({ 'if-none-match': z.string().optional() }),
        response: {
          200: itemAnswer,
          304: z.undefined().meta({ description: 'The client has this version already.' }),
          ...problemResponses(validationFailed, itemNotFound, ...alwaysPossible),
        },
      },
    },
    async (request, reply) => {
      const result = await queries.ask({ query: 'get-item', id: request.params.id as ItemId }, contextOf(request));
      if (!result.ok) return sendProblem(reply, result.problem);
      const tag = entityTag(result.value.version);
      // A client may keep an item, but asks each time whether it is still the one.
      reply.header('etag', tag).header('cache-control', 'private, no-cache');
      if (isKnown(request.headers['if-none-match'], tag)) return reply.code(304).send();
      return reply.send(toItemAnswer(result.value));
    },
  );

  app.patch(
    '/api/v1/items/:id',
    {
      schema: {
        operationId: 'updateItem',
        tags: ['items'],
        summary: 'Change an item',
        params: itemParams,
        headers: z.object({
          'if-match': z.string().optional().meta({ description: 'The `ETag` of the version to change. Required.' }),
        }),
        body: updateItemBody,
        response: {
          200: itemAnswer,
          ...problemResponses(
            ...possibleWithBody,
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
