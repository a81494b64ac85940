import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Buses } from '../../../../application/messages.ts';
import { validationFailed } from '../../../../core/errors/core-errors.ts';
import { itemNotFound, outOfStock, reservationNotFound } from '../../../../domain/items/item.errors.ts';
import type { ItemId } from '../../../../domain/items/item.ts';
import type { ReservationId } from '../../../../domain/items/reservation.ts';
import { notAllowed } from '../../../../domain/workspaces/workspace.errors.ts';
import type { WorkspaceId } from '../../../../domain/workspaces/workspace.ts';
import { contextOf, idempotencyHeaders, idempotentContextOf } from '../../middleware/context-of.ts';
import { problemResponses } from '../../problems/problem.schema.ts';
import { sendProblem } from '../../problems/problem-reply.ts';
import {
  alwaysPossible,
  possibleInWorkspace,
  possibleWithBody,
  possibleWithKey,
} from '../../problems/usual-problems.ts';
import { forSignedIn } from '../security.ts';
import {
  itemParams,
  reservationAnswer,
  reservationParams,
  reservationsAnswer,
  reserveItemBody,
  toReservationAnswer,
} from './item.schema.ts';

/** Where the reservations of an item are. */
const address = '/api/v1/workspaces/:workspaceId/items/:id/reservations';

/** The routes of reservations, version 1. */
export function addReservationRoutes(instance: FastifyInstance, { commands, queries }: Buses): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    address,
    {
      schema: {
        operationId: 'reserveItem',
        tags: ['items'],
        summary: 'Reserve some of an item',
        security: forSignedIn,
        params: itemParams,
        headers: idempotencyHeaders,
        body: reserveItemBody,
        response: {
          201: reservationAnswer,
          ...problemResponses(
            ...possibleWithBody,
            ...possibleWithKey,
            ...possibleInWorkspace,
            notAllowed,
            itemNotFound,
            outOfStock,
            ...alwaysPossible,
          ),
        },
      },
    },
    async (request, reply) => {
      const result = await commands.execute(
        {
          command: 'reserve-item',
          workspaceId: request.params.workspaceId as WorkspaceId,
          id: request.params.id as ItemId,
          quantity: request.body.quantity,
        },
        idempotentContextOf(request, reply),
      );
      return result.ok ? reply.code(201).send(toReservationAnswer(result.value)) : sendProblem(reply, result.problem);
    },
  );

  app.get(
    address,
    {
      schema: {
        operationId: 'listReservations',
        tags: ['items'],
        summary: 'List what is reserved of an item',
        security: forSignedIn,
        params: itemParams,
        response: {
          200: reservationsAnswer,
          ...problemResponses(validationFailed, ...possibleInWorkspace, itemNotFound, ...alwaysPossible),
        },
      },
    },
    async (request, reply) => {
      const result = await queries.ask(
        {
          query: 'list-reservations',
          workspaceId: request.params.workspaceId as WorkspaceId,
          id: request.params.id as ItemId,
        },
        contextOf(request),
      );
      return result.ok
        ? reply.send({ reservations: result.value.map(toReservationAnswer) })
        : sendProblem(reply, result.problem);
    },
  );

  app.delete(
    `${address}/:reservationId`,
    {
      schema: {
        operationId: 'releaseReservation',
        tags: ['items'],
        summary: 'Release a reservation',
        security: forSignedIn,
        params: reservationParams,
        response: {
          204: z.undefined().meta({ description: 'The stock has been returned.' }),
          ...problemResponses(
            validationFailed,
            ...possibleInWorkspace,
            notAllowed,
            itemNotFound,
            reservationNotFound,
            ...alwaysPossible,
          ),
        },
      },
    },
    async (request, reply) => {
      const result = await commands.execute(
        {
          command: 'release-reservation',
          workspaceId: request.params.workspaceId as WorkspaceId,
          id: request.params.id as ItemId,
          reservationId: request.params.reservationId as ReservationId,
        },
        contextOf(request),
      );
      return result.ok ? reply.code(204).send() : sendProblem(reply, result.problem);
    },
  );
}
