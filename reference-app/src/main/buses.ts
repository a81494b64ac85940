import { setTimeout as wait } from 'node:timers/promises';
import { accessRules } from '../application/access.ts';
import type { AuditLog } from '../application/audit/audit-log.ts';
import { createListAuditHandler } from '../application/audit/queries/list-audit/list-audit.handler.ts';
import { createListMyAuditHandler } from '../application/audit/queries/list-my-audit/list-my-audit.handler.ts';
import { createCreateExampleHandler } from '../application/examples/commands/create-example/create-example.handler.ts';
import { createRenameExampleHandler } from '../application/examples/commands/rename-example/rename-example.handler.ts';
import { createGetExampleHandler } from '../application/examples/queries/get-example/get-example.handler.ts';
import { createListExamplesHandler } from '../application/examples/queries/list-examples/list-examples.handler.ts';
import { idempotentCommands } from '../application/idempotent-commands.ts';
import { createCreateItemHandler } from '../application/items/commands/create-item/create-item.handler.ts';
import { createCreateItemsHandler } from '../application/items/commands/create-items/create-items.handler.ts';
import { createReleaseReservationHandler } from '../application/items/commands/release-reservation/release-reservation.handler.ts';
import { createReserveItemHandler } from '../application/items/commands/reserve-item/reserve-item.handler.ts';
import { createUpdateItemHandler } from '../application/items/commands/update-item/update-item.handler.ts';
import { createGetItemHandler } from '../application/items/queries/get-item/get-item.handler.ts';
import { createListItemsHandler } from '../application/items/queries/list-items/list-items.handler.ts';
import { createListItemsAfterHandler } from '../application/items/queries/list-items-after/list-items-after.handler.ts';
import { createListReservationsHandler } from '../application/items/queries/list-reservations/list-reservations.handler.ts';
import type { AlmanacCommand, AlmanacQuery, Buses } from '../application/messages.ts';
import type { Cache } from '../application/shared/cache/cache.ts';
import { cacheAnswers } from '../application/shared/cache/cache-answers.ts';
import type { CopyRules } from '../application/shared/cache/copy-rules.ts';
import { forgetOldVersions } from '../application/shared/cache/forget-copies.ts';
import type { Clock } from '../application/shared/clock.ts';
import { createCommandBus, createQueryBus, type QueryBus, type QueryHandlers } from '../application/shared/cqrs/bus.ts';
import type { Log } from '../application/shared/log.ts';
import { answerOnce } from '../application/shared/middleware/answer-once.ts';
import { authorise } from '../application/shared/middleware/authorise.ts';
import { logMessages } from '../application/shared/middleware/log-messages.ts';
import { measureMessages, traceMessages } from '../application/shared/middleware/observe-messages.ts';
import { retryTransient } from '../application/shared/middleware/retry-transient.ts';
import { transact } from '../application/shared/middleware/transact.ts';
import { validateIdentifiers } from '../application/shared/middleware/validate-identifiers.ts';
import type { Metrics, Tracing } from '../application/shared/telemetry.ts';
import type { UnitOfWork } from '../application/shared/unit-of-work.ts';
import { createChangePasswordHandler } from '../application/users/commands/change-password/change-password.handler.ts';
import { createEndSessionHandler } from '../application/users/commands/end-session/end-session.handler.ts';
import { createRefreshSessionHandler } from '../application/users/commands/refresh-session/refresh-session.handler.ts';
import { createRegisterHandler } from '../application/users/commands/register/register.handler.ts';
import { createSignInHandler } from '../application/users/commands/sign-in/sign-in.handler.ts';
import { createSignOutHandler } from '../application/users/commands/sign-out/sign-out.handler.ts';
import type { AccessTokens } from '../application/users/ports/access-tokens.ts';
import type { PasswordHasher } from '../application/users/ports/password-hasher.ts';
import { createGetMeHandler } from '../application/users/queries/get-me/get-me.handler.ts';
import { createListSessionsHandler } from '../application/users/queries/list-sessions/list-sessions.handler.ts';
import { createAcceptInvitationHandler } from '../application/workspaces/commands/accept-invitation/accept-invitation.handler.ts';
import { createChangeRoleHandler } from '../application/workspaces/commands/change-role/change-role.handler.ts';
import { createCreateWorkspaceHandler } from '../application/workspaces/commands/create-workspace/create-workspace.handler.ts';
import { createInviteMemberHandler } from '../application/workspaces/commands/invite-member/invite-member.handler.ts';
import { createRemoveMemberHandler } from '../application/workspaces/commands/remove-member/remove-member.handler.ts';
import { createRenameWorkspaceHandler } from '../application/workspaces/commands/rename-workspace/rename-workspace.handler.ts';
import { createGetWorkspaceHandler } from '../application/workspaces/queries/get-workspace/get-workspace.handler.ts';
import { createListActivityHandler } from '../application/workspaces/queries/list-activity/list-activity.handler.ts';
import { createListMembersHandler } from '../application/workspaces/queries/list-members/list-members.handler.ts';
import { createListWorkspacesHandler } from '../application/workspaces/queries/list-workspaces/list-workspaces.handler.ts';
import type { ExampleRepository } from '../domain/examples/example.repository.ts';
import type { ItemRepository } from '../domain/items/item.repository.ts';
import type { ReservationRepository } from '../domain/items/reservation.repository.ts';
import type { SessionRepository } from '../domain/users/session.repository.ts';
import type { SessionLifetimes } from '../domain/users/session.ts';
import type { UserRepository } from '../domain/users/user.repository.ts';
import type { ActivityRepository } from '../domain/workspaces/activity.ts';
import type { WorkspaceRepository } from '../domain/workspaces/workspace.repository.ts';

/** What the handlers of all commands and queries are made from. */
export interface BusParts {
  readonly logger: Log;
  readonly clock: Clock;
  readonly telemetry: { readonly tracing: Tracing; readonly metrics: Metrics };
  readonly cache: Cache;
  readonly copyRules: CopyRules<AlmanacQuery, AlmanacCommand>;
  readonly unitOfWork: UnitOfWork;
  readonly items: ItemRepository;
  readonly reservations: ReservationRepository;
  readonly users: UserRepository;
  readonly sessions: SessionRepository;
  readonly workspaces: WorkspaceRepository;
  readonly activity: ActivityRepository;
  readonly auditLog: AuditLog;
  readonly examples: ExampleRepository;
  readonly passwords: PasswordHasher;
  readonly accessTokens: AccessTokens;
  readonly lifetimes: SessionLifetimes;
}

const createQueryHandlers = (parts: BusParts): QueryHandlers<AlmanacQuery> => ({
  'get-example': createGetExampleHandler(parts),
  'list-examples': createListExamplesHandler(parts),
  'get-item': createGetItemHandler(parts),
  'list-items': createListItemsHandler(parts),
  'list-items-after': createListItemsAfterHandler(parts),
  'list-reservations': createListReservationsHandler(parts),
  'get-me': createGetMeHandler(parts),
  'list-sessions': createListSessionsHandler(parts),
  'list-workspaces': createListWorkspacesHandler(parts),
  'get-workspace': createGetWorkspaceHandler(parts),
  'list-members': createListMembersHandler(parts),
  'list-activity': createListActivityHandler(parts),
  'list-audit': createListAuditHandler(parts),
  'list-my-audit': createListMyAuditHandler(parts),
});

/**
 * A bus that reads answers into copies. It asks for no permission, since nobody is told what it reads: whoever asks later is
 * admitted, or not, before a copy is the answer.
 */
export function createWarmingBus(parts: BusParts): QueryBus<AlmanacQuery> {
  return createQueryBus<AlmanacQuery>(createQueryHandlers(parts), [
    cacheAnswers<AlmanacQuery>(parts.cache, parts.copyRules.answers),
  ]);
}

/** Wires every handler, and the middleware that every command and query passes, in its order. */
export function createBuses(parts: BusParts): Buses {
  const middleware = [
    traceMessages(parts.telemetry.tracing),
    measureMessages(parts.telemetry.metrics),
    logMessages(parts.logger),
    validateIdentifiers,
    authorise(accessRules, parts.workspaces),
    cacheAnswers<AlmanacQuery>(parts.cache, parts.copyRules.answers),
    forgetOldVersions<AlmanacCommand>(parts.cache, parts.copyRules.versioned),
    retryTransient({ attempts: 4, firstMs: 20, mostMs: 100, random: Math.random, wait: (ms) => wait(ms) }),
    transact(parts.unitOfWork, idempotentCommands),
    answerOnce(parts.clock),
  ];
  const createItem = createCreateItemHandler(parts);
  return {
    commands: createCommandBus<AlmanacCommand>(
      {
        'create-example': createCreateExampleHandler(parts),
        'rename-example': createRenameExampleHandler(parts),
        'create-item': createItem,
        'create-items': createCreateItemsHandler({ createItem }),
        'update-item': createUpdateItemHandler(parts),
        'reserve-item': createReserveItemHandler(parts),
        'release-reservation': createReleaseReservationHandler(parts),
        register: createRegisterHandler(parts),
        'sign-in': createSignInHandler(parts),
        'refresh-session': createRefreshSessionHandler(parts),
        'sign-out': createSignOutHandler(parts),
        'end-session': createEndSessionHandler(parts),
        'change-password': createChangePasswordHandler(parts),
        'create-workspace': createCreateWorkspaceHandler(parts),
        'rename-workspace': createRenameWorkspaceHandler(parts),
        'invite-member': createInviteMemberHandler(parts),
        'accept-invitation': createAcceptInvitationHandler(parts),
        'change-role': createChangeRoleHandler(parts),
        'remove-member': createRemoveMemberHandler(parts),
      },
      middleware,
    ),
    queries: createQueryBus<AlmanacQuery>(createQueryHandlers(parts), middleware),
  };
}
