import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Buses } from '../../../../application/messages.ts';
import { validationFailed } from '../../../../core/errors/core-errors.ts';
import { toProblem } from '../../../../core/errors/problem.ts';
import { notAllowed } from '../../../../domain/workspaces/workspace.errors.ts';
import type { WorkspaceId } from '../../../../domain/workspaces/workspace.ts';
import { addSingleItemRoutes } from '../../items/single-item.routes.ts';
import { contextOf, idempotencyHeaders, idempotentContextOf } from '../../middleware/context-of.ts';
import { replacedByVersion2 } from '../../middleware/deprecation.ts';
import { problemResponses } from '../../problems/problem.schema.ts';
import {
  alwaysPossible,
  possibleInWorkspace,
  possibleWithBody,
  possibleWithKey,
} from '../../problems/usual-problems.ts';
import { forSignedIn } from '../security.ts';
import { workspaceParams } from '../workspaces/workspace.schema.ts';
import { createItemsBody, itemBatchAnswer, itemPageAnswer, listItemsQuery, toItemAnswer } from './item.schema.ts';

/** Where the items of a workspace are. */
const address = '/api/v1/workspaces/:workspaceId/items';

/** The routes of items, version 1. */
export function addItemRoutes(instance: FastifyInstance, buses: Buses): void {
  const { commands, queries } = buses;
  const app = instance.withTypeProvider<ZodTypeProvider>();
  addSingleItemRoutes(instance, buses, { address, suffix: '', deprecation: replacedByVersion2 });

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
      config: { deprecation: replacedByVersion2 },
      schema: {
        deprecated: true,
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
}
