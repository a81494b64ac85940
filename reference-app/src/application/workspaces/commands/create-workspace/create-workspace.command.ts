import type { Failure } from '../../../../core/errors/define-error.ts';
import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Workspace } from '../../../../domain/workspaces/workspace.ts';

/** Asks for a new workspace. Whoever asks becomes its owner. */
export interface CreateWorkspace extends Command<'create-workspace', Result<Workspace, Failure<'validation-failed'>>> {
  readonly name: string;
}
