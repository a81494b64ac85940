import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CreateItemHandler } from '../../../../application/items/commands/create-item/create-item.handler.ts';
import type { UpdateItemHandler } from '../../../../application/items/commands/update-item/update-item.handler.ts';
import type { GetItemHandler } from '../../../../application/items/queries/get-item/get-item.handler.ts';
import type { ListItemsHandler } from '../../../../application/items/queries/list-items/list-items.handler.ts';
import {
  internalError,
  malformedRequest,
  payloadTooLarge,
  preconditionFailed,
  preconditionRequired,
  serviceUnavailable,
  unsupportedMediaType,
  validationFailed,
} from '../../../../core/errors/core-errors.ts';
import { itemNotFound, skuTaken } from '../../../../domain/items/item.errors.ts';
import type { ItemId } from '../../../../domain/items/item.ts';
import { entityTag, expectedVersion, isKnown } from '../../middleware/entity-tag.ts';
import { problemResponses } from '../../problems/problem.schema.ts';
import { sendProblem } from '../../problems/problem-reply.ts';
import {
  createItemBody,
  itemAnswer,
  itemPageAnswer,
  itemParams,
  listItemsQuery,
  toItemAnswer,
  updateItemBody,
} from './item.schema.ts';

/** What the routes of items call. */
export interface ItemHandlers {
  readonly createItem: CreateItemHandler;
  readonly getItem: GetItemHandler;
  readonly listItems: ListItemsHandler;
  readonly updateItem: UpdateItemHandler;
}

const always = [internalError, serviceUnavailable] as const;
const withBody = [malformedRequest, payloadTooLarge, unsupportedMediaType, validationFailed] as const;

/** The routes of items, version 1. */
export function addItemRoutes(instance: FastifyInstance, handlers: ItemHandlers): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    '/api/v1/items',
    {
      schema: {
        operationId: 'createItem',
        tags: ['items'],
        summary: 'Create an item',
        body: createItemBody,
        response: { 201: itemAnswer, ...problemResponses(...withBody, skuTaken, ...always) },
      },
    },
    async (request, reply) => {
      const result = await handlers.createItem(request.body);
      if (!result.ok) return sendProblem(reply, result.problem);
      const item = result.value;
      return reply
        .code(201)
        .header('location', `/api/v1/items/${item.id}`)
        .header('etag', entityTag(item.version))
        .send(toItemAnswer(item));
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
        response: { 200: itemPageAnswer, ...problemResponses(validationFailed, ...always) },
      },
    },
    async (request) => {
      const { limit, offset, status, tag } = request.query;
      const { items, total } = await handlers.listItems({ status, tag }, { limit, offset });
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
          ...problemResponses(validationFailed, itemNotFound, ...always),
        },
      },
    },
    async (request, reply) => {
      const result = await handlers.getItem(request.params.id as ItemId);
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
          ...problemResponses(...withBody, itemNotFound, preconditionFailed, preconditionRequired, ...always),
        },
      },
    },
    async (request, reply) => {
      const expected = expectedVersion(request.headers['if-match']);
      if (!expected.ok) return sendProblem(reply, expected.problem);
      const result = await handlers.updateItem({
        id: request.params.id as ItemId,
        expectedVersion: expected.value,
        change: request.body,
      });
      if (!result.ok) return sendProblem(reply, result.problem);
      return reply.header('etag', entityTag(result.value.version)).send(toItemAnswer(result.value));
    },
  );
}
