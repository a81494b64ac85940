import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Buses } from '../../../../application/messages.ts';
import { validationFailed } from '../../../../core/errors/core-errors.ts';
import { notSignedIn } from '../../../../domain/users/user.errors.ts';
import type { UserId } from '../../../../domain/users/user.ts';
import {
  alreadyMember,
  invitationNotFound,
  lastOwner,
  memberNotFound,
  notAllowed,
} from '../../../../domain/workspaces/workspace.errors.ts';
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
  acceptBody,
  invitedAnswer,
  joinedWorkspaceAnswer,
  memberParams,
  membersAnswer,
  roleBody,
  toInvitedAnswer,
  toJoinedWorkspaceAnswer,
  toMembersAnswer,
  workspaceParams,
} from './workspace.schema.ts';

/** The routes of members and invitations, version 1. */
export function addMemberRoutes(instance: FastifyInstance, { commands, queries }: Buses): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/api/v1/workspaces/:workspaceId/members',
    {
      schema: {
        operationId: 'listMembers',
        tags: ['workspaces'],
        summary: 'List the members of a workspace',
        security: forSignedIn,
        params: workspaceParams,
        response: {
          200: membersAnswer,
          ...problemResponses(validationFailed, ...possibleInWorkspace, ...alwaysPossible),
        },
      },
    },
    async (request) => {
      const workspaceId = request.params.workspaceId as WorkspaceId;
      return toMembersAnswer(await queries.ask({ query: 'list-members', workspaceId }, contextOf(request)));
    },
  );

  app.put(
    '/api/v1/workspaces/:workspaceId/members/:userId',
    {
      schema: {
        operationId: 'changeRole',
        tags: ['workspaces'],
        summary: 'Give a member another role',
        security: forSignedIn,
        params: memberParams,
        body: roleBody,
        response: {
          204: z.undefined().meta({ description: 'The member has the role.' }),
          ...problemResponses(
            ...possibleWithBody,
            ...possibleInWorkspace,
            memberNotFound,
            notAllowed,
            lastOwner,
            ...alwaysPossible,
          ),
        },
      },
    },
    async (request, reply) => {
      const result = await commands.execute(
        {
          command: 'change-role',
          workspaceId: request.params.workspaceId as WorkspaceId,
          userId: request.params.userId as UserId,
          role: request.body.role,
        },
        contextOf(request),
      );
      return result.ok ? reply.code(204).send() : sendProblem(reply, result.problem);
    },
  );

  app.delete(
    '/api/v1/workspaces/:workspaceId/members/:userId',
    {
      schema: {
        operationId: 'removeMember',
        tags: ['workspaces'],
        summary: 'Remove a member, or leave',
        security: forSignedIn,
        params: memberParams,
        response: {
          204: z.undefined().meta({ description: 'The user is no member any more.' }),
          ...problemResponses(
            validationFailed,
            ...possibleInWorkspace,
            memberNotFound,
            notAllowed,
            lastOwner,
            ...alwaysPossible,
          ),
        },
      },
    },
    async (request, reply) => {
      const result = await commands.execute(
        {
          command: 'remove-member',
          workspaceId: request.params.workspaceId as WorkspaceId,
          userId: request.params.userId as UserId,
        },
        contextOf(request),
      );
      return result.ok ? reply.code(204).send() : sendProblem(reply, result.problem);
    },
  );

  app.post(
    '/api/v1/workspaces/:workspaceId/invitations',
    {
      schema: {
        operationId: 'inviteMember',
        tags: ['workspaces'],
        summary: 'Invite somebody',
        security: forSignedIn,
        params: workspaceParams,
        body: roleBody,
        response: {
          201: invitedAnswer,
          ...problemResponses(...possibleWithBody, ...possibleInWorkspace, notAllowed, ...alwaysPossible),
        },
      },
    },
    async (request, reply) => {
      const result = await commands.execute(
        {
          command: 'invite-member',
          workspaceId: request.params.workspaceId as WorkspaceId,
          role: request.body.role,
        },
        contextOf(request),
      );
      return result.ok ? reply.code(201).send(toInvitedAnswer(result.value)) : sendProblem(reply, result.problem);
    },
  );

  app.post(
    '/api/v1/invitations/accept',
    {
      schema: {
        operationId: 'acceptInvitation',
        tags: ['workspaces'],
        summary: 'Accept an invitation',
        security: forSignedIn,
        headers: idempotencyHeaders,
        body: acceptBody,
        response: {
          200: joinedWorkspaceAnswer,
          ...problemResponses(
            ...possibleWithBody,
            ...possibleWithKey,
            notSignedIn,
            invitationNotFound,
            alreadyMember,
            ...alwaysPossible,
          ),
        },
      },
    },
    async (request, reply) => {
      const result = await commands.execute(
        { command: 'accept-invitation', ...request.body },
        idempotentContextOf(request, reply),
      );
      return result.ok ? reply.send(toJoinedWorkspaceAnswer(result.value)) : sendProblem(reply, result.problem);
    },
  );
}
