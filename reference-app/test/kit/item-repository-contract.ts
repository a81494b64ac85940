import { describe, expect, test } from 'vitest';
import type { Position, Slice } from '../../src/core/protocols/repository.ts';
import { allOf, type Specification } from '../../src/core/specification/specification.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import type { ItemRepository } from '../../src/domain/items/item.repository.ts';
import { itemsOfStatus, itemsWithTag } from '../../src/domain/items/item.specifications.ts';
import { changeItem, type Item } from '../../src/domain/items/item.ts';
import { someItem } from './items.ts';

const changed = (item: Item, stock: number): Item => {
  const result = changeItem(item, { stock }, new Date(item.updatedAt.getTime() + 1));
  if (!result.ok) throw new Error(result.problem.detail);
  return result.value;
};

/** What every repository of items must do. `create` gives one that holds nothing. */
export function describeItemRepository(name: string, create: () => Promise<ItemRepository>): void {
  describe(name, () => {
    test('gives back an item as it was put in', async () => {
      const items = await create();
      const item = someItem();
      expect(await items.insert(item)).toEqual({ ok: true, value: item });
      expect(await items.find(item.id)).toEqual(item);
    });

    test('knows nothing of an item that was never put in', async () => {
      const items = await create();
      expect(await items.find(createIdentifier<'item'>())).toBeUndefined();
    });

    test('refuses an SKU that another item has, and keeps the first', async () => {
      const items = await create();
      const first = someItem({ sku: 'SAME' });
      const second = someItem({ sku: 'SAME', name: 'Another' });
      await items.insert(first);
      const result = await items.insert(second);
      expect(result).toMatchObject({ ok: false, problem: { code: 'sku-taken' } });
      expect(await items.find(second.id)).toBeUndefined();
      expect(await items.find(first.id)).toEqual(first);
    });

    test('lists the newest first, and by identifier those of the same millisecond', async () => {
      const items = await create();
      const old = someItem({}, new Date('2026-01-01T00:00:00.000Z'));
      const twins = [someItem(), someItem(), someItem()];
      for (const item of [twins[1]!, old, twins[0]!, twins[2]!]) await items.insert(item);
      const expected = [
        ...twins
          .map(({ id }) => id)
          .sort()
          .reverse(),
        old.id,
      ];
      const page = await items.list(allOf(), { limit: 10, offset: 0 });
      expect(page.items.map(({ id }) => id)).toEqual(expected);
      expect(page.total).toBe(4);
    });

    test('cuts a list into pages that together are the whole, none twice', async () => {
      const items = await create();
      const all = Array.from({ length: 7 }, () => someItem());
      for (const item of all) await items.insert(item);
      const pages = await Promise.all([0, 3, 6, 9].map((offset) => items.list(allOf(), { limit: 3, offset })));
      expect(pages.map((page) => page.items.length)).toEqual([3, 3, 1, 0]);
      expect(pages.map(({ total }) => total)).toEqual([7, 7, 7, 7]);
      expect(new Set(pages.flatMap((page) => page.items.map(({ id }) => id)))).toEqual(
        new Set(all.map(({ id }) => id)),
      );
    });

    test('cuts a list into parts that stay the same whatever is added before them', async () => {
      const items = await create();
      const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms);
      // Several of the same millisecond, so that the identifier decides.
      const all = Array.from({ length: 9 }, (_, index) => someItem({}, at(Math.floor(index / 3))));
      for (const item of all) await items.insert(item);
      const expected = [...all]
        .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
        .map(({ id }) => id);
      for (const limit of [1, 2, 4, 9, 20]) {
        const seen: string[] = [];
        let after: Position<Item> | undefined;
        do {
          const slice: Slice<Item> = await items.listAfter(allOf(), limit, after);
          expect(slice.items.length).toBeLessThanOrEqual(limit);
          seen.push(...slice.items.map(({ id }) => id));
          await items.insert(someItem({}, at(1000 + seen.length)));
          after = slice.next;
        } while (after);
        expect(seen.filter((id) => expected.includes(id as Item['id']))).toEqual(expected);
        expect(new Set(seen).size).toBe(seen.length);
      }
      expect(await items.listAfter(itemsOfStatus('archived'), 5)).toEqual({ items: [] });
    });

    test('lists only what fits the status and the tag', async () => {
      const items = await create();
      const card = someItem({ tags: ['card'] });
      const cup = someItem({ tags: ['cup', 'gift'] });
      const gone = someItem({ tags: ['card', 'gift'] });
      for (const item of [card, cup, gone]) await items.insert(item);
      const archived = changeItem(gone, { status: 'archived' }, gone.updatedAt);
      if (!archived.ok) throw new Error(archived.problem.detail);
      expect(await items.replace(archived.value)).toBe(true);
      const ids = async (specification: Specification<Item>) =>
        (await items.list(specification, { limit: 10, offset: 0 })).items.map(({ id }) => id).sort();
      expect(await ids(itemsWithTag('card'))).toEqual([card.id, gone.id].sort());
      expect(await ids(itemsWithTag('car'))).toEqual([]);
      expect(await ids(itemsOfStatus('archived'))).toEqual([gone.id]);
      expect(await ids(allOf(itemsOfStatus('active'), itemsWithTag('gift')))).toEqual([cup.id]);
      expect((await items.list(itemsOfStatus('active'), { limit: 1, offset: 0 })).total).toBe(2);
    });

    test('replaces the version before, and nothing else', async () => {
      const items = await create();
      const [first, other] = [someItem(), someItem()];
      await items.insert(first);
      await items.insert(other);
      const second = changed(first, 9);
      expect(await items.replace(second)).toBe(true);
      expect(await items.find(first.id)).toEqual(second);
      expect(await items.find(other.id)).toEqual(other);
    });

    test('replaces nothing when the stored version is another one, or the item is not there', async () => {
      const items = await create();
      const first = someItem();
      await items.insert(first);
      const second = changed(first, 9);
      await items.replace(second);
      expect(await items.replace(changed(first, 7))).toBe(false);
      expect(await items.replace({ ...second, version: 4 })).toBe(false);
      expect(await items.replace(changed(someItem(), 1))).toBe(false);
      expect(await items.find(first.id)).toEqual(second);
    });
  });
}
