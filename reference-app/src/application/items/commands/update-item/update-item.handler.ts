import { failure, success } from '../../../../core/types/result.ts';
import { itemNotFound } from '../../../../domain/items/item.errors.ts';
import { changeItem } from '../../../../domain/items/item.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { staleVersion } from '../../../shared/stale-version.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { UpdateItem } from './update-item.command.ts';

/** Changes an item, if it is still the version that the change was made from. */
export function createUpdateItemHandler({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): MessageHandler<UpdateItem> {
  return ({ id, expectedVersion, change }) =>
    unitOfWork.run(async ({ items }) => {
      const item = await items.find(id);
      if (!item) return failure(itemNotFound.failure(`No item has the identifier ${id}.`));
      if (item.version !== expectedVersion) return failure(staleVersion(expectedVersion, item.version));
      const changed = changeItem(item, change, clock());
      if (!changed.ok) return changed;
      // Whoever was faster between the reading and this has made another version: the condition of the statement tells.
      return (await items.replace(changed.value)) ? success(changed.value) : failure(staleVersion(expectedVersion));
    });
}
