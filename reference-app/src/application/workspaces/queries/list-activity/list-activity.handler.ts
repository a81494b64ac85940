import type { ActivityRepository } from '../../../../domain/workspaces/activity.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { ListActivity } from './list-activity.query.ts';

/** Reads what happened in a workspace. */
export function createListActivityHandler({
  activity,
}: {
  activity: ActivityRepository;
}): MessageHandler<ListActivity> {
  return ({ workspaceId, limit }) => activity.list(workspaceId, limit);
}
