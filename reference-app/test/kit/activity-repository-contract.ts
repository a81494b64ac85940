import { describe, expect, test } from 'vitest';
import type { EventRecord } from '../../src/core/events/event-record.ts';
import type { Activity, ActivityRepository } from '../../src/domain/workspaces/activity.ts';
import type { Workspace } from '../../src/domain/workspaces/workspace.ts';
import { someBoiling } from './event-delivery-contract.ts';
import { later } from './users.ts';
import { someWorkspace } from './workspaces.ts';

const lineOf = ({ id, name }: EventRecord, workspace: Workspace, second: number): Activity => ({
  id,
  workspaceId: workspace.id,
  event: name,
  actorId: undefined,
  details: { kettle: `at ${second}` },
  occurredAt: later(second),
});

/** What every repository of activity must do. `create` gives one that holds nothing, where events and workspaces are stored. */
export function describeActivityRepository(
  name: string,
  create: (events: readonly EventRecord[], ...workspaces: readonly Workspace[]) => Promise<ActivityRepository>,
): void {
  describe(name, () => {
    test('lists so many lines of a workspace, the newest first', async () => {
      const [workspace, other] = [someWorkspace(), someWorkspace()];
      const events = Array.from({ length: 4 }, (_, index) => someBoiling(`${index}`));
      const activity = await create(events, workspace, other);
      const lines = events.map((event, index) => lineOf(event, index === 3 ? other : workspace, index));
      for (const line of lines) await activity.add(line);
      expect(await activity.list(workspace.id, 2)).toEqual([lines[2], lines[1]]);
    });

    test('has one line of an event, however often it is told', async () => {
      const workspace = someWorkspace();
      const event = someBoiling('green');
      const activity = await create([event], workspace);
      const line = lineOf(event, workspace, 1);
      await activity.add(line);
      await activity.add({ ...line, details: { kettle: 'red' } });
      expect(await activity.list(workspace.id, 9)).toEqual([line]);
    });
  });
}
