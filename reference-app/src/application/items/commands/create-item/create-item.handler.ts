import { itemCreated } from '../../../../domain/items/item.events.ts';
import { createItem } from '../../../../domain/items/item.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { CreateItem } from './create-item.command.ts';

/** Makes an item and keeps it. */
export function createCreateItemHandler({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): MessageHandler<CreateItem> {
  return async ({ workspaceId, item: values }, context) => {
    const item = createItem(workspaceId, values, clock());
    if (!item.ok) return item;
    return unitOfWork.run(async ({ items, events }) => {
      const inserted = await items.insert(item.value);
      if (!inserted.ok) return inserted;
      const { id: itemId, sku, name } = item.value;
      await events.record(itemCreated.event({ workspaceId, itemId, sku, name }), context);
      return inserted;
    });
  };
}
