import { failure, success } from '../../../../core/types/result.ts';
import { itemChanged } from '../../../../domain/items/item.events.ts';
import { changeItem } from '../../../../domain/items/item.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { staleVersion } from '../../../shared/stale-version.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import { findItem } from '../../find-item.ts';
import type { UpdateItem } from './update-item.command.ts';

/** Changes an item, if it is still the version that the change was made from. */
export function createUpdateItemHandler({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): MessageHandler<UpdateItem> {
  return ({ workspaceId, id, expectedVersion, change }, context) =>
    unitOfWork.run(async ({ items, events }) => {
      const found = await findItem(items.find, { workspaceId, id });
      if (!found.ok) return found;
      const item = found.value;
      if (item.version !== expectedVersion) return failure(staleVersion(expectedVersion, item.version));
      const result = changeItem(item, change, clock());
      if (!result.ok) return result;
      // Whoever was faster between the reading and this has made another version: the condition of the statement tells.
      if (!(await items.replace(result.value))) return failure(staleVersion(expectedVersion));
      const changed = Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [name]));
      await events.record(
        itemChanged.event({ workspaceId, itemId: id, itemVersion: result.value.version, changed: changed.sort() }),
        context,
      );
      return success(result.value);
    });
}
