import type { Query } from '../../../../core/protocols/messages.ts';
import type { Activity } from '../../../../domain/workspaces/activity.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';

/** Asks what happened in a workspace, the newest first. */
export interface ListActivity extends Query<'list-activity', readonly Activity[]>, InWorkspace {
  /** How many lines at the most. */
  readonly limit: number;
}
