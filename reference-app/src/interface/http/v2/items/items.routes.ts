import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Buses } from '../../../../application/messages.ts';
import { validationFailed } from '../../../../core/errors/core-errors.ts';
import type { WorkspaceId } from '../../../../domain/workspaces/workspace.ts';
import { addSingleItemRoutes } from '../../items/single-item.routes.ts';
import { contextOf } from '../../middleware/context-of.ts';
import { problemResponses } from '../../problems/problem.schema.ts';
import { alwaysPossible, possibleInWorkspace } from '../../problems/usual-problems.ts';
import { itemAnswer, listItemsQuery, toItemAnswer } from '../../v1/items/item.schema.ts';
import { forSignedIn } from '../../v1/security.ts';
import { workspaceParams } from '../../v1/workspaces/workspace.schema.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

/** What a list of items can be asked for, version 2. */
export const listItemsAfterQuery = listItemsQuery.omit({ offset: true }).extend({
  cursor: z
    .string()
    .max(200)
    .transform((text, context) => {
      const place = decodeCursor(text);
      if (!place) context.addIssue({ code: 'custom', message: 'must be the `next` of an answer' });
      return place ?? z.NEVER;
    })
    .optional()
    .meta({ description: 'The `next` of the part before. Without it the list begins.' }),
});

/** A part of a list of items. */
export const itemSliceAnswer = z
  .object({
    items: z.array(itemAnswer),
    next: z.string().optional().meta({ description: 'The cursor of the next part. Absent at the end.' }),
  })
  .meta({ id: 'ItemSlice' });

/** Where the items of a workspace are. */
const address = '/api/v2/workspaces/:workspaceId/items';

/** The routes of items, version 2. */
export function addItemRoutesV2(instance: FastifyInstance, buses: Buses): void {
  addSingleItemRoutes(instance, buses, { address, suffix: 'V2' });

  instance.withTypeProvider<ZodTypeProvider>().get(
    address,
    {
      schema: {
        operationId: 'listItemsV2',
        tags: ['items'],
        summary: 'List items, the newest first',
        security: forSignedIn,
        params: workspaceParams,
        querystring: listItemsAfterQuery,
        response: {
          200: itemSliceAnswer,
          ...problemResponses(validationFailed, ...possibleInWorkspace, ...alwaysPossible),
        },
      },
    },
    async (request, reply) => {
      const workspaceId = request.params.workspaceId as WorkspaceId;
      const { limit, cursor, status, tag } = request.query;
      const { items, next } = await buses.queries.ask(
        { query: 'list-items-after', workspaceId, filter: { status, tag }, limit, after: cursor },
        contextOf(request),
      );
      if (!next) return { items: items.map(toItemAnswer) };
      const query = new URLSearchParams({
        limit: String(limit),
        ...(status !== undefined && { status }),
        ...(tag !== undefined && { tag }),
        cursor: encodeCursor(next),
      });
      reply.header('link', `<${address.replace(':workspaceId', workspaceId)}?${query}>; rel="next"`);
      return { items: items.map(toItemAnswer), next: encodeCursor(next) };
    },
  );
}
