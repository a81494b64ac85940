import { describeItemRepository } from '../kit/item-repository-contract.ts';
import { createMemoryItemRepository } from '../kit/memory-item-repository.ts';

describeItemRepository('the repository in memory that the handlers are tested with', async () =>
  createMemoryItemRepository(),
);
