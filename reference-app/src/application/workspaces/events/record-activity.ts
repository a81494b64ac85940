import type { DefinedEvent } from '../../../core/events/define-event.ts';
import { exampleCreated, exampleRenamed } from '../../../domain/examples/example.events.ts';
import { itemChanged, itemCreated, itemReleased, itemReserved } from '../../../domain/items/item.events.ts';
import {
  memberInvited,
  memberJoined,
  memberLeft,
  memberRoleChanged,
  workspaceCreated,
  workspaceRenamed,
} from '../../../domain/workspaces/workspace.events.ts';
import type { WorkspaceId } from '../../../domain/workspaces/workspace.ts';
import type { Subscriber } from '../../shared/events/subscriber.ts';

/** Everything that happens in a workspace. */
export const workspaceEvents: readonly DefinedEvent<string, { readonly workspaceId: string }>[] = [
  workspaceCreated,
  workspaceRenamed,
  memberInvited,
  memberJoined,
  memberRoleChanged,
  memberLeft,
  itemCreated,
  itemChanged,
  itemReserved,
  itemReleased,
  exampleCreated,
  exampleRenamed,
];

/** Writes a line of activity for everything that happens in a workspace. */
export const recordActivity: Subscriber = {
  name: 'record-activity',
  events: workspaceEvents.map(({ name }) => name),
  async handle({ event, work }) {
    const [known] = workspaceEvents.flatMap((each) => each.read(event) ?? []);
    if (!known) throw new Error(`The event ${event.name} of version ${event.version} is not known.`);
    const { workspaceId, ...details } = known.payload;
    await work.activity.add({
      id: event.id,
      workspaceId: workspaceId as WorkspaceId,
      event: event.name,
      actorId: event.actorId,
      details,
      occurredAt: event.occurredAt,
    });
  },
};
