import { expect, test } from 'vitest';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { checkItemModel } from '../kit/item-model.ts';
import { createMemoryItemRepository } from '../kit/memory-item-repository.ts';
import { createMemoryReservationRepository } from '../kit/memory-reservation-repository.ts';
import { createMemoryUnitOfWork } from '../kit/memory-unit-of-work.ts';

test('items in memory behave as their model, whatever is done in whatever order', async () => {
  let created = 0;
  await checkItemModel(async () => {
    created += 1;
    const [items, reservations] = [createMemoryItemRepository(), createMemoryReservationRepository()];
    const world = {
      userId: createIdentifier<'user'>(),
      workspaces: [createIdentifier<'workspace'>(), createIdentifier<'workspace'>()] as const,
    };
    return { parts: { unitOfWork: createMemoryUnitOfWork({ items, reservations }), items, reservations }, world };
  }, 300);
  expect(created).toBe(300);
});
