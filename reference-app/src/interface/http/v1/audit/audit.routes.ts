import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Buses } from '../../../../application/messages.ts';
import { validationFailed } from '../../../../core/errors/core-errors.ts';
import { notSignedIn } from '../../../../domain/users/user.errors.ts';
import { notAllowed } from '../../../../domain/workspaces/workspace.errors.ts';
import type { WorkspaceId } from '../../../../domain/workspaces/workspace.ts';
import { contextOf } from '../../middleware/context-of.ts';
import { problemResponses } from '../../problems/problem.schema.ts';
import { alwaysPossible, possibleInWorkspace } from '../../problems/usual-problems.ts';
import { forSignedIn } from '../security.ts';
import { workspaceParams } from '../workspaces/workspace.schema.ts';
import { auditAnswer, auditQuery, toAuditAnswer } from './audit.schema.ts';

/** The routes of the audit log, version 1. */
export function addAuditRoutes(instance: FastifyInstance, { queries }: Buses): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/api/v1/workspaces/:workspaceId/audit',
    {
      schema: {
        operationId: 'listAudit',
        tags: ['audit'],
        summary: 'Read the audit log of a workspace',
        security: forSignedIn,
        params: workspaceParams,
        querystring: auditQuery,
        response: {
          200: auditAnswer,
          ...problemResponses(validationFailed, ...possibleInWorkspace, notAllowed, ...alwaysPossible),
        },
      },
    },
    async (request) => {
      const workspaceId = request.params.workspaceId as WorkspaceId;
      const { limit } = request.query;
      return toAuditAnswer(await queries.ask({ query: 'list-audit', workspaceId, limit }, contextOf(request)));
    },
  );

  app.get(
    '/api/v1/me/audit',
    {
      schema: {
        operationId: 'listMyAudit',
        tags: ['audit'],
        summary: 'Read what was written down of your account',
        security: forSignedIn,
        querystring: auditQuery,
        response: { 200: auditAnswer, ...problemResponses(validationFailed, notSignedIn, ...alwaysPossible) },
      },
    },
    async (request) => {
      const { limit } = request.query;
      return toAuditAnswer(await queries.ask({ query: 'list-my-audit', limit }, contextOf(request)));
    },
  );
}
