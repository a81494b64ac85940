import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Workspace } from '../../../../domain/workspaces/workspace.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';
import type { RenameWorkspaceError } from './rename-workspace.errors.ts';

/** Asks for another name of one version of a workspace. */
export interface RenameWorkspace
  extends Command<'rename-workspace', Result<Workspace, RenameWorkspaceError>>,
    InWorkspace {
  readonly name: string;
  readonly expectedVersion: number;
}
