import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { JoinedWorkspace } from '../../../../domain/workspaces/workspace.repository.ts';
import type { AcceptInvitationError } from './accept-invitation.errors.ts';

/** Asks to become a member with the token of an invitation. */
export interface AcceptInvitation extends Command<'accept-invitation', Result<JoinedWorkspace, AcceptInvitationError>> {
  readonly token: string;
}
