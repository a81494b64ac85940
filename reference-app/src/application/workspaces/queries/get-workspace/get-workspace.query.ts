import type { Failure } from '../../../../core/errors/define-error.ts';
import type { Query } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Workspace } from '../../../../domain/workspaces/workspace.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';

/** Asks for one workspace. */
export interface GetWorkspace
  extends Query<'get-workspace', Result<Workspace, Failure<'workspace-not-found'>>>,
    InWorkspace {}
