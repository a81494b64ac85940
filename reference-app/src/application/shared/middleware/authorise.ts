import { ApplicationError } from '../../../core/errors/define-error.ts';
import { may, type Permission } from '../../../domain/workspaces/roles.ts';
import { notAllowed, workspaceNotFound } from '../../../domain/workspaces/workspace.errors.ts';
import type { WorkspaceRepository } from '../../../domain/workspaces/workspace.repository.ts';
import type { WorkspaceId } from '../../../domain/workspaces/workspace.ts';
import { actorOf } from '../cqrs/execution-context.ts';
import type { Dispatch, Middleware } from '../cqrs/middleware.ts';

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
  const admit = async ({ message, context }: Dispatch, permission: Permission): Promise<void> => {
    const { userId } = actorOf(context);
    const { workspaceId } = message as Partial<InWorkspace>;
    const membership = workspaceId && (await workspaces.membership(workspaceId, userId));
    if (!membership)
      throw new ApplicationError(workspaceNotFound.failure(`You are no member of a workspace ${workspaceId}.`));
    if (!may(membership.role, permission))
      throw new ApplicationError(
        notAllowed.failure(`The role ${membership.role} does not have the permission ${permission}.`, {
          permission,
          role: membership.role,
        }),
      );
  };
  return (next, { name }) => {
    const access = rules[name] ?? 'signed-in';
    if (access === 'anyone') return next;
    return async (dispatch) => {
      if (access === 'signed-in') actorOf(dispatch.context);
      else await admit(dispatch, access);
      return next(dispatch);
    };
  };
}
