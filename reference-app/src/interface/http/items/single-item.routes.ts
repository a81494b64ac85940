import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Buses } from '../../../application/messages.ts';
import { preconditionFailed, preconditionRequired, validationFailed } from '../../../core/errors/core-errors.ts';
import { itemNotFound, skuTaken } from '../../../domain/items/item.errors.ts';
import type { ItemId } from '../../../domain/items/item.ts';
import { notAllowed } from '../../../domain/workspaces/workspace.errors.ts';
import type { WorkspaceId } from '../../../domain/workspaces/workspace.ts';
import { contextOf, idempotencyHeaders, idempotentContextOf } from '../middleware/context-of.ts';
import type { Deprecation } from '../middleware/deprecation.ts';
import { entityTag, expectedVersion, isKnown } from '../middleware/entity-tag.ts';
import { problemResponses } from '../problems/problem.schema.ts';
import { sendProblem } from '../problems/problem-reply.ts';
import { alwaysPossible, possibleInWorkspace, possibleWithBody, possibleWithKey } from '../problems/usual-problems.ts';
import { createItemBody, itemAnswer, itemParams, toItemAnswer, updateItemBody } from '../v1/items/item.schema.ts';
import { forSignedIn } from '../v1/security.ts';
import { workspaceParams } from '../v1/workspaces/workspace.schema.ts';

/** Where the routes of one version are. */
export interface ItemRoutesVersion {
  /** The path of the items, with `:workspaceId` in it. */
  readonly address: string;
  /** Ends the names of the operations. */
  readonly suffix: '' | 'V2';
  readonly deprecation?: Deprecation;
}

/** The routes of one item, which are alike in both versions. */
export function addSingleItemRoutes(
  instance: FastifyInstance,
  { commands, queries }: Buses,
  { address, suffix, deprecation }: ItemRoutesVersion,
): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const replaced = deprecation ? { config: { deprecation } } : {};
  const marked = deprecation ? { deprecated: true } : {};

  app.post(
    address,
    {
      ...replaced,
      schema: {
        ...marked,
        operationId: `createItem${suffix}`,
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
        .header('location', `${address.replace(':workspaceId', workspaceId)}/${item.id}`)
        .header('etag', entityTag(item.version))
        .send(toItemAnswer(item));
    },
  );

  app.get(
    `${address}/:id`,
    {
      ...replaced,
      schema: {
        ...marked,
        operationId: `getItem${suffix}`,
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
      ...replaced,
      schema: {
        ...marked,
        operationId: `updateItem${suffix}`,
        tags: ['items'],
        summary: 'Change an item',
        security: forSignedIn,
        params: itemParams,
        headers: idempotencyHeaders.extend({
          'if-match': z.string().optional().meta({ description: 'The `ETag` of the version to change. Required.' }),
        }),
        body: updateItemBody,
        response: {
          200: itemAnswer,
          ...problemResponses(
            ...possibleWithBody,
            ...possibleWithKey,
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
        idempotentContextOf(request, reply),
      );
      if (!result.ok) return sendProblem(reply, result.problem);
      return reply.header('etag', entityTag(result.value.version)).send(toItemAnswer(result.value));
    },
  );
}
