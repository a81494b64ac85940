import { describe, expect, test } from 'vitest';
import type { UnitOfWork } from '../../src/application/shared/unit-of-work.ts';
import { failure, success } from '../../src/core/types/result.ts';
import { itemNotFound } from '../../src/domain/items/item.errors.ts';
import type { Item, ItemId } from '../../src/domain/items/item.ts';
import { someItem } from './items.ts';

/** Units of work, and how the items stand outside of them. */
export interface UnitOfWorkInUse {
  readonly unitOfWork: UnitOfWork;
  find(id: ItemId): Promise<Item | undefined>;
}

/** What every unit of work must do. */
export function describeUnitOfWork(name: string, create: () => Promise<UnitOfWorkInUse>): void {
  const refused = failure(itemNotFound.failure('It is another one.'));
  const some = () => [someItem(), someItem()] as const;

  describe(name, () => {
    test('keeps everything that belongs together when it succeeds, and passes the answer on', async () => {
      const { unitOfWork, find } = await create();
      const [one, other] = some();
      const result = await unitOfWork.run(async ({ items }) => {
        await items.insert(one);
        await items.insert(other);
        return success('both');
      });
      expect(result).toEqual(success('both'));
      expect([await find(one.id), await find(other.id)]).toEqual([one, other]);
    });

    test('undoes everything when it answers a failure, and passes the failure on', async () => {
      const { unitOfWork, find } = await create();
      const [item] = some();
      const result = await unitOfWork.run(async ({ items }) => {
        await items.insert(item);
        return refused;
      });
      expect(result).toMatchObject({ ok: false, problem: { code: 'item-not-found' } });
      expect(await find(item.id)).toBeUndefined();
    });

    test('undoes everything when it throws, and passes the error on', async () => {
      const { unitOfWork, find } = await create();
      const [item] = some();
      const run = unitOfWork.run(async ({ items }) => {
        await items.insert(item);
        throw new Error('a fault');
      });
      await expect(run).rejects.toThrow('a fault');
      expect(await find(item.id)).toBeUndefined();
      // It can be used again.
      expect((await unitOfWork.run(({ items }) => items.insert(item))).ok).toBe(true);
    });

    test('inside another one can be undone alone', async () => {
      const { unitOfWork, find } = await create();
      const [one, other] = some();
      await unitOfWork.run(async ({ items }) => {
        await items.insert(one);
        await unitOfWork.run(async (inner) => {
          await inner.items.insert(other);
          return refused;
        });
        return success(undefined);
      });
      expect([await find(one.id), await find(other.id)]).toEqual([one, undefined]);
    });

    test('inside another one that goes on without it is undone alone when it throws', async () => {
      const { unitOfWork, find } = await create();
      const [one, other] = some();
      await unitOfWork.run(async ({ items }) => {
        await items.insert(one);
        const inner = unitOfWork.run(async (work) => {
          await work.items.insert(other);
          throw new Error('a fault');
        });
        await expect(inner).rejects.toThrow('a fault');
        return success(undefined);
      });
      expect([await find(one.id), await find(other.id)]).toEqual([one, undefined]);
    });

    test('inside another one is kept only when that one is', async () => {
      const { unitOfWork, find } = await create();
      const [item] = some();
      await unitOfWork.run(async () => {
        const inner = await unitOfWork.run(({ items }) => items.insert(item));
        expect(inner.ok).toBe(true);
        return refused;
      });
      expect(await find(item.id)).toBeUndefined();
    });

    test('is one of several that run at once', async () => {
      const { unitOfWork, find } = await create();
      const items = Array.from({ length: 8 }, () => someItem());
      const results = await Promise.all(
        items.map((item, index) =>
          unitOfWork.run(async (work) => {
            await work.items.insert(item);
            return index % 2 === 0 ? success(undefined) : refused;
          }),
        ),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(4);
      const found = await Promise.all(items.map(({ id }) => find(id)));
      expect(found).toEqual(items.map((item, index) => (index % 2 === 0 ? item : undefined)));
    });
  });
}
