import { createWorkspace, type Workspace } from '../../src/domain/workspaces/workspace.ts';
import { start } from './users.ts';

/** A workspace of a name. */
export function someWorkspace(name = 'Team'): Workspace {
  const workspace = createWorkspace(name, start);
  if (!workspace.ok) throw new Error(workspace.problem.detail);
  return workspace.value;
}
