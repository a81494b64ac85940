import type { EventId } from '../../core/events/event-record.ts';
import type { WorkspaceId } from './workspace.ts';

/** One line of what happened in a workspace. */
export interface Activity {
  /** The event that it tells of. */
  readonly id: EventId;
  readonly workspaceId: WorkspaceId;
  /** The name of the event. */
  readonly event: string;
  readonly actorId?: string | undefined;
  /** The payload of the event. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
}

/** Where the activity of workspaces is kept. */
export interface ActivityRepository {
  /** Adds a line. Does nothing when there is one of the same event. */
  add(activity: Activity): Promise<void>;
  /** The newest `limit` lines, the newest first. */
  list(workspaceId: WorkspaceId, limit: number): Promise<readonly Activity[]>;
}
