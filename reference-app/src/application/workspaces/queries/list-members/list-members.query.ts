import type { Query } from '../../../../core/protocols/messages.ts';
import type { Membership } from '../../../../domain/workspaces/workspace.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';

/** Asks for the members of a workspace, in the order in which they joined. */
export interface ListMembers extends Query<'list-members', readonly Membership[]>, InWorkspace {}
