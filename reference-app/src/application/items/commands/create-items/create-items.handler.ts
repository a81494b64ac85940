import { runBatch } from '../../../shared/batch/run-batch.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { CreateItem } from '../create-item/create-item.command.ts';
import type { CreateItems } from './create-items.command.ts';

/** Makes several items, each as if it had been asked for alone. Of two with the same SKU the first is made. */
export function createCreateItemsHandler({
  createItem,
}: {
  createItem: MessageHandler<CreateItem>;
}): MessageHandler<CreateItems> {
  return ({ workspaceId, items }, context) =>
    runBatch(items, (item) => createItem({ command: 'create-item', workspaceId, item }, context));
}
