import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCreateItemHandler } from '../../src/application/items/commands/create-item/create-item.handler.ts';
import { createCreateItemsHandler } from '../../src/application/items/commands/create-items/create-items.handler.ts';
import { createUpdateItemHandler } from '../../src/application/items/commands/update-item/update-item.handler.ts';
import { createGetItemHandler } from '../../src/application/items/queries/get-item/get-item.handler.ts';
import { createListItemsHandler } from '../../src/application/items/queries/list-items/list-items.handler.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import type { ItemRepository } from '../../src/domain/items/item.repository.ts';
import { newItem, someItem, team } from '../kit/items.ts';
import { createMemoryItemRepository } from '../kit/memory-item-repository.ts';
import { createMemoryUnitOfWork } from '../kit/memory-unit-of-work.ts';

const now = new Date('2026-05-06T07:08:09.123Z');
const clock = () => now;
const context = { requestId: '0b9e1d6a-5c1f-4e0a-9d0e-111111111111' };
const parts = (items: ItemRepository) => ({
  unitOfWork: createMemoryUnitOfWork({
    items,
  }),
  clock,
});

describe('creating an item', () => {
  test('answers the item at the time of the clock, and stores the same', async () => {
    const items = createMemoryItemRepository();
    const result = await createCreateItemHandler(parts(items))(
      { command: 'create-item', workspaceId: team, item: newItem() },
      context,
    );
    if (!result.ok) throw new Error(result.problem.detail);
    expect(result.value).toMatchObject({ sku: 'MUG-BLUE', version: 1, createdAt: now, updatedAt: now });
    expect([...items.stored.values()]).toEqual([result.value]);
    expect(items.calls).toEqual(['insert']);
  });

  test('asks nothing of the repository when a rule is broken', async () => {
    const items = createMemoryItemRepository();
    const result = await createCreateItemHandler(parts(items))(
      { command: 'create-item', workspaceId: team, item: newItem({ stock: -1 }) },
      context,
    );
    expect(result).toMatchObject({ ok: false, problem: { code: 'validation-failed' } });
    expect(items.calls).toEqual([]);
  });

  test('passes on that the SKU is taken, and names it', async () => {
    const first = someItem({ sku: 'TAKEN' });
    const items = createMemoryItemRepository(first);
    const result = await createCreateItemHandler(parts(items))(
      { command: 'create-item', workspaceId: team, item: newItem({ sku: 'TAKEN' }) },
      context,
    );
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'sku-taken', detail: expect.stringContaining('TAKEN') },
    });
    expect([...items.stored.values()]).toEqual([first]);
  });
});

describe('creating several items', () => {
  test('answers for each what it would have been answered alone, in their order, and keeps those that can be', async () => {
    const items = createMemoryItemRepository(someItem({ sku: 'TAKEN' }));
    const { unitOfWork } = parts(items);
    const createItem = createCreateItemHandler({ unitOfWork, clock });
    const wanted = ['ONE', 'TAKEN', 'TWO', 'not a SKU', 'THREE'].map((sku) => newItem({ sku }));
    const results = await createCreateItemsHandler({ createItem })(
      { command: 'create-items', workspaceId: team, items: wanted },
      context,
    );
    expect(results.map((result) => (result.ok ? result.value.sku : result.problem.code))).toEqual([
      'ONE',
      'sku-taken',
      'TWO',
      'validation-failed',
      'THREE',
    ]);
    expect([...items.stored.values()].map(({ sku }) => sku).sort()).toEqual(['ONE', 'TAKEN', 'THREE', 'TWO']);
    expect(unitOfWork.ends.toSorted()).toEqual(['kept', 'kept', 'kept', 'undone']);
  });
});

describe('changing an item', () => {
  test('answers the next version, and stores the same', async () => {
    const item = someItem();
    const items = createMemoryItemRepository(item);
    const result = await createUpdateItemHandler(parts(items))(
      {
        command: 'update-item',
        workspaceId: team,
        id: item.id,
        expectedVersion: 1,
        change: { stock: 9 },
      },
      context,
    );
    expect(result).toEqual({ ok: true, value: { ...item, stock: 9, version: 2, updatedAt: now } });
    expect(items.stored.get(item.id)).toEqual({ ...item, stock: 9, version: 2, updatedAt: now });
    expect(items.calls).toEqual(['find', 'replace']);
  });

  test('refuses every version but the stored one, tells which it is, and stores nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), async (stored, expected) => {
        fc.pre(stored !== expected);
        const item = { ...someItem(), version: stored };
        const items = createMemoryItemRepository(item);
        const change = {
          command: 'update-item' as const,
          workspaceId: team,
          id: item.id,
          expectedVersion: expected,
          change: { stock: 9 },
        };
        expect(await createUpdateItemHandler(parts(items))(change, context)).toMatchObject({
          ok: false,
          problem: {
            code: 'precondition-failed',
            extensions: { expectedVersion: expected, currentVersion: stored },
          },
        });
        expect(items.stored.get(item.id)).toEqual(item);
        expect(items.calls).toEqual(['find']);
      }),
    );
  });

  test('loses against a change that was faster between its reading and its writing', async () => {
    const item = someItem();
    const items = createMemoryItemRepository(item);
    const faster = { ...item, stock: 1, version: 2 };
    const result = await createUpdateItemHandler(
      parts({
        ...items,
        async find(id) {
          const found = await items.find(id);
          await items.replace(faster);
          return found;
        },
      }),
    )({ command: 'update-item', workspaceId: team, id: item.id, expectedVersion: 1, change: { stock: 9 } }, context);
    expect(result).toMatchObject({ ok: false, problem: { code: 'precondition-failed' } });
    expect(items.stored.get(item.id)?.stock).not.toBe(9);
  });

  test('refuses a change that breaks a rule, and stores nothing', async () => {
    const item = someItem();
    const items = createMemoryItemRepository(item);
    const result = await createUpdateItemHandler(parts(items))(
      {
        command: 'update-item',
        workspaceId: team,
        id: item.id,
        expectedVersion: 1,
        change: { tags: ['Not A Tag'] },
      },
      context,
    );
    expect(result).toMatchObject({ ok: false, problem: { code: 'validation-failed' } });
    expect(items.calls).toEqual(['find']);
  });

  test('says that an item is not there', async () => {
    const id = createIdentifier<'item'>();
    const items = createMemoryItemRepository(someItem());
    const result = await createUpdateItemHandler(parts(items))(
      { command: 'update-item', workspaceId: team, id, expectedVersion: 1, change: { stock: 1 } },
      context,
    );
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'item-not-found', detail: expect.stringContaining(id) },
    });
    expect(items.calls).toEqual(['find']);
  });
});

describe('reading items', () => {
  test('answers the item of the identifier', async () => {
    const item = someItem();
    const getItem = createGetItemHandler({ items: createMemoryItemRepository(someItem(), item) });
    expect(await getItem({ query: 'get-item', workspaceId: team, id: item.id }, context)).toEqual({
      ok: true,
      value: item,
    });
  });

  test('says that an item is not there', async () => {
    const id = createIdentifier<'item'>();
    const result = await createGetItemHandler({ items: createMemoryItemRepository(someItem()) })(
      { query: 'get-item', workspaceId: team, id },
      context,
    );
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'item-not-found', detail: expect.stringContaining(id) },
    });
  });

  test('lists the page that was asked for, of those that fit', async () => {
    const [cup, card, pen] = [someItem({ tags: ['cup'] }), someItem({ tags: ['card'] }), someItem({ tags: ['cup'] })];
    const listItems = createListItemsHandler({ items: createMemoryItemRepository(cup, card, pen) });
    const newest = [cup, pen].sort((a, b) => (a.id < b.id ? 1 : -1));
    expect(
      await listItems(
        { query: 'list-items', workspaceId: team, filter: { tag: 'cup' }, page: { limit: 1, offset: 1 } },
        context,
      ),
    ).toEqual({ items: [newest[1]], total: 2 });
  });
});
