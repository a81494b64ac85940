import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { ChangeRole } from './change-role.command.ts';
import { replaceRole } from './replace-role.ts';

/** Gives a member another role. */
export function createChangeRoleHandler({ unitOfWork }: { unitOfWork: UnitOfWork }): MessageHandler<ChangeRole> {
  return ({ workspaceId, userId, role }, context) => replaceRole(unitOfWork, { workspaceId, userId, role }, context);
}
