import type { Activity, ActivityRepository } from '../../src/domain/workspaces/activity.ts';
import { undoable } from './undo.ts';

/** Activity in memory, with the contract of the repository in PostgreSQL. */
export function createMemoryActivityRepository(): ActivityRepository {
  const lines = new Map<string, Activity>();
  return {
    ...undoable(lines),
    async add(activity) {
      if (!lines.has(activity.id)) lines.set(activity.id, activity);
    },
    list: async (id, limit) =>
      [...lines.values()]
        .filter(({ workspaceId }) => workspaceId === id)
        .slice(-limit)
        .reverse(),
  };
}
