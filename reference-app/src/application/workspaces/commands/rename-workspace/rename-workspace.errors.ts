import type { Failure } from '../../../../core/errors/define-error.ts';

/** What can go wrong when a workspace is renamed. */
export type RenameWorkspaceError =
  | Failure<'workspace-not-found'>
  | Failure<'precondition-failed'>
  | Failure<'validation-failed'>;
