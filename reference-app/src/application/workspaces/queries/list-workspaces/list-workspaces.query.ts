import type { Query } from '../../../../core/protocols/messages.ts';
import type { JoinedWorkspace } from '../../../../domain/workspaces/workspace.repository.ts';

/** Asks for the workspaces of whoever asks, by their name. */
export type ListWorkspaces = Query<'list-workspaces', readonly JoinedWorkspace[]>;
