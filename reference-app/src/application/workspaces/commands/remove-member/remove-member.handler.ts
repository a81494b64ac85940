import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import { replaceRole } from '../change-role/replace-role.ts';
import type { RemoveMember } from './remove-member.command.ts';

/** Takes a member out of a workspace. */
export function createRemoveMemberHandler({ unitOfWork }: { unitOfWork: UnitOfWork }): MessageHandler<RemoveMember> {
  return ({ workspaceId, userId }, context) =>
    replaceRole(unitOfWork, { workspaceId, userId, role: undefined }, context);
}
