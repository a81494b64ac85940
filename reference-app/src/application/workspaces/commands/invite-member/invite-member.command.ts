import type { Failure } from '../../../../core/errors/define-error.ts';
import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Invitation } from '../../../../domain/workspaces/invitation.ts';
import type { Role } from '../../../../domain/workspaces/roles.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';

/** An invitation, and the secret that is handed to whoever is invited. */
export interface Invited {
  readonly invitation: Invitation;
  readonly token: string;
}

/** Asks for an invitation to a workspace. */
export interface InviteMember extends Command<'invite-member', Result<Invited, Failure<'not-allowed'>>>, InWorkspace {
  readonly role: Role;
}
