import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemCopies } from '../../src/application/items/item-copies.ts';
import { consequencesOf } from '../../src/application/shared/cache/copy-rules.ts';
import type { DomainEvent } from '../../src/core/events/define-event.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { itemChanged, itemCreated, itemReleased, itemReserved } from '../../src/domain/items/item.events.ts';
import { itemStatuses } from '../../src/domain/items/item.ts';
import { createTestCaches } from '../kit/caches.ts';
import { checkItemModel } from '../kit/item-model.ts';
import { createMemoryItemRepository } from '../kit/memory-item-repository.ts';
import { createMemoryReservationRepository } from '../kit/memory-reservation-repository.ts';
import { createMemoryUnitOfWork } from '../kit/memory-unit-of-work.ts';

test.each([
  ['without copies', 0],
  ['with the copies of one instance', 1],
  ['with the copies of two instances', 2],
])('items in memory behave as their model, %s, whatever is done in whatever order', async (_how, count) => {
  let created = 0;
  await checkItemModel(async () => {
    created += 1;
    const caches = count === 0 ? {} : { caches: createTestCaches(count) };
    const [items, reservations] = [createMemoryItemRepository(), createMemoryReservationRepository()];
    const world = {
      userId: createIdentifier<'user'>(),
      workspaces: [createIdentifier<'workspace'>(), createIdentifier<'workspace'>()] as const,
    };
    const unitOfWork = createMemoryUnitOfWork({ items, reservations });
    return { parts: { unitOfWork, items, reservations, ...caches }, world };
  }, 300);
  expect(created).toBe(300);
});

describe('how items are kept', () => {
  const { answers, touched } = itemCopies(10_000);
  const id = () => createIdentifier<never>();
  const [workspaces, ids] = [[id(), id()] as const, [id(), id()] as const];
  const times = [new Date(0), new Date(1)] as const;
  const filter = fc.record(
    { status: fc.constantFrom(...itemStatuses), tag: fc.constantFrom('a', 'null', '","', '",null,20,"') },
    { requiredKeys: [] },
  );
  const workspaceId = fc.constantFrom(...workspaces);
  const after = fc.record({ createdAt: fc.constantFrom(...times), id: fc.constantFrom(...ids) });
  const queries = fc.oneof(
    fc.record({ query: fc.constant('get-item' as const), workspaceId, id: fc.constantFrom(...ids) }),
    fc.record({
      query: fc.constant('list-items' as const),
      workspaceId,
      filter,
      page: fc.record({ limit: fc.nat({ max: 2 }), offset: fc.nat({ max: 2 }) }),
    }),
    fc.record({
      query: fc.constant('list-items-after' as const),
      workspaceId,
      filter,
      limit: fc.nat({ max: 2 }),
      after: fc.option(after, { nil: undefined }),
    }),
  );
  /** A query without what it does not ask for. */
  const normal = (query: object): unknown => JSON.parse(JSON.stringify(query));
  const policyOf = (query: { readonly query: keyof typeof answers }) => answers[query.query]!(query as never);

  test('two queries share a copy exactly when they ask the same', () => {
    fc.assert(
      fc.property(queries, queries, (one, other) => {
        const same = isDeepStrictEqual(normal(one), normal(other));
        expect(policyOf(one).key === policyOf(other).key).toBe(same);
      }),
      { numRuns: 5000 },
    );
  });

  test('whatever happens to an item makes it and every list of its workspace old, and nothing of others', () => {
    const [workspace] = workspaces;
    const of = { workspaceId: workspace, itemId: ids[0] };
    const reservation = { ...of, reservationId: id(), quantity: 1 };
    const events = [
      itemCreated.event({ ...of, sku: 'MUG', name: 'Mug' }),
      itemChanged.event({ ...of, itemVersion: 2, changed: ['stock'] }),
      itemReserved.event(reservation),
      itemReleased.event(reservation),
    ];
    expect(Object.keys(touched).sort()).toEqual(events.map(({ name }) => name).sort());
    fc.assert(
      fc.property(queries, fc.constantFrom<DomainEvent>(...events), (query, event) => {
        const tags = consequencesOf(touched, event);
        const isOld = policyOf(query).tags.some((tag) => tags.includes(tag));
        const isOther = query.query === 'get-item' ? query.id !== ids[0] : query.workspaceId !== workspace;
        // What was just made was never read: there is no copy of it.
        if (query.query === 'get-item' && event.name === itemCreated.name) expect(isOld).toBe(false);
        else expect(isOld).toBe(!isOther);
      }),
    );
  });

  test('for the time that the settings name, and not at all when it is none', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(policyOf(query).ttlMs).toBe(10_000);
      }),
    );
    expect(itemCopies(0).answers).toEqual({});
  });
});
