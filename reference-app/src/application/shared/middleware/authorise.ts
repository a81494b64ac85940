import { ApplicationError } from '../../../core/errors/define-error.ts';
import { may, type Permission } from '../../../domain/workspaces/roles.ts';
import { notAllowed, workspaceNotFound } from '../../../domain/workspaces/workspace.errors.ts';
import type { WorkspaceRepository } from '../../../domain/workspaces/workspace.repository.ts';
import type { WorkspaceId } from '../../../domain/workspaces/workspace.ts';
import { actorOf } from '../cqrs/execution-context.ts';
import type { Middleware } from '../cqrs/middleware.ts';

/** Who may send a command or a query: anybody, users, or members of its workspace whose role has a permission. */
export type Access = 'anyone' | 'signed-in' | Permission;

/** A command or a query about a workspace. */
export interface InWorkspace {
  readonly workspaceId: WorkspaceId;
}

/**
 * Lets pass what the rules allow, by the name of the command or query. What no rule names is refused. To whoever is no
 * member, a workspace does not exist.
 */
export function authorise(
  rules: Readonly<Record<string, Access>>,
  workspaces: Pick<WorkspaceRepository, 'membership'>,
): Middleware {
  return async ({ name, message, context }, next) => {
    const access = rules[name] ?? 'signed-in';
    if (access === 'anyone') return next();
    const { userId } = actorOf(context);
    if (access === 'signed-in') return next();
    const { workspaceId } = message as Partial<InWorkspace>;
    const membership = workspaceId && (await workspaces.membership(workspaceId, userId));
    if (!membership)
      throw new ApplicationError(workspaceNotFound.failure(`You are no member of a workspace ${workspaceId}.`));
    if (!may(membership.role, access))
      throw new ApplicationError(
        notAllowed.failure(`The role ${membership.role} does not have the permission ${access}.`, {
          permission: access,
          role: membership.role,
        }),
      );
    return next();
  };
}
