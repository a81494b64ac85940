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
  return async ({ item: values }) => {
    const item = createItem(values, clock());
    return item.ok ? unitOfWork.run(({ items }) => items.insert(item.value)) : item;
  };
}
