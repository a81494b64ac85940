import type { WorkspaceId } from '../workspaces/workspace.ts';
import type { Example, ExampleId } from './example.ts';

/** Where examples are kept. */
export interface ExampleRepository {
  add(example: Example): Promise<void>;
  /** One of a workspace. One of another workspace is not found. */
  find(workspaceId: WorkspaceId, id: ExampleId): Promise<Example | undefined>;
  /** The newest `limit` of a workspace, the newest first. */
  list(workspaceId: WorkspaceId, limit: number): Promise<readonly Example[]>;
  /** Replaces the one that is one version older. Returns false when that version is not the stored one any more. */
  replace(example: Example): Promise<boolean>;
}
