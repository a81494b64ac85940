import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/application/shared/clock.ts';
import { createCommandBus } from '../../src/application/shared/cqrs/bus.ts';
import { retryTransient } from '../../src/application/shared/middleware/retry-transient.ts';
import type { UnitOfWork } from '../../src/application/shared/unit-of-work.ts';
import { serviceUnavailable } from '../../src/core/errors/core-errors.ts';
import type { Failure } from '../../src/core/errors/define-error.ts';
import { TransientError } from '../../src/core/errors/transient-error.ts';
import type { Command } from '../../src/core/protocols/messages.ts';
import { failure, type Result, success } from '../../src/core/types/result.ts';
import { itemNotFound } from '../../src/domain/items/item.errors.ts';
import type { ItemRepository } from '../../src/domain/items/item.repository.ts';
import { changeItem, type Item } from '../../src/domain/items/item.ts';
import { createPostgresItemRepository } from '../../src/infrastructure/database/item.repository.pg.ts';
import { createPostgresUnitOfWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import { someItem } from '../kit/items.ts';
import { storeTeam } from '../kit/team.ts';
import { until } from '../kit/until.ts';
import { useDatabase } from '../kit/use-database.ts';

const database = useDatabase();
let unitOfWork: UnitOfWork;
let items: ItemRepository;

beforeAll(async () => {
  await storeTeam(database.connection);
  unitOfWork = createPostgresUnitOfWork(database.db, systemClock);
  items = createPostgresItemRepository(database.db);
});
beforeEach(async () => {
  await sql`truncate items cascade`.execute(database.db);
});

/** What each test ends with: every connection was given back, so that as many transactions as the pool has still run. */
const poolIsWhole = () => Promise.all(Array.from({ length: 5 }, () => unitOfWork.run(async () => success(undefined))));

describe('a unit of work', () => {
  test('shows nobody else what is not kept yet', async () => {
    const item = someItem();
    await unitOfWork.run(async (work) => {
      const inserted = await work.items.insert(item);
      expect(await items.find(item.id)).toBeUndefined();
      return inserted;
    });
    expect(await items.find(item.id)).toEqual(item);
    await poolIsWhole();
  });

  test('gives its connection back, however it ends', async () => {
    const fault = new Error('a fault');
    for (let times = 0; times < 10; times += 1) {
      await unitOfWork.run(async () => failure(itemNotFound.failure('It is another one.')));
      await expect(unitOfWork.run(() => Promise.reject(fault))).rejects.toThrow(fault);
    }
    await poolIsWhole();
  });

  test('says that the service is unavailable when its connection is cut, and takes another the next time', async () => {
    const item = someItem();
    const run = unitOfWork.run(async (work) => {
      await work.items.insert(item);
      const other = database.connect();
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`.execute(
        other.db,
      );
      await other.close();
      return work.items.insert(someItem());
    });
    await expect(run).rejects.toMatchObject({ failure: { code: 'service-unavailable' } });
    expect(await items.find(item.id)).toBeUndefined();
    await poolIsWhole();
  });
});

test('of two that wait for each other one is told to try again, and then both are done', async () => {
  const [a, b] = [someItem({ stock: 0 }), someItem({ stock: 0 })];
  await items.insert(a);
  await items.insert(b);
  type Swap = Command<'swap', Result<undefined, Failure>> & { readonly order: readonly [Item, Item] };
  let [ready, conflicts] = [0, 0];
  let bothReady = () => {};
  const meeting = new Promise<void>((resolve) => {
    bothReady = resolve;
  });
  const bus = createCommandBus<Swap>(
    {
      swap: ({ order }) =>
        unitOfWork
          .run(async (work): Promise<Result<undefined, Failure>> => {
            for (const [index, { id }] of order.entries()) {
              const item = (await work.items.find(id))!;
              const changed = changeItem(item, { stock: item.stock + 1 }, new Date());
              if (!changed.ok) return changed;
              if (!(await work.items.replace(changed.value)))
                throw new TransientError(serviceUnavailable.failure('Somebody was faster.'));
              if (index > 0) continue;
              // Each holds its first row before either asks for its second.
              ready += 1;
              if (ready === 2) bothReady();
              await meeting;
            }
            return success(undefined);
          })
          .catch((error: unknown) => {
            if ((error as Error).message.startsWith('Others')) conflicts += 1;
            throw error;
          }),
    },
    [retryTransient({ attempts: 20, firstMs: 1, mostMs: 1000, random: Math.random, wait: (ms) => wait(ms) })],
  );
  const context = { requestId: '0b9e1d6a-5c1f-4e0a-9d0e-111111111111' };
  const results = await Promise.all([
    bus.execute({ command: 'swap', order: [a, b] }, context),
    bus.execute({ command: 'swap', order: [b, a] }, context),
  ]);
  expect(conflicts).toBeGreaterThanOrEqual(1);
  expect(results.map(({ ok }) => ok)).toEqual([true, true]);
  expect([(await items.find(a.id))?.stock, (await items.find(b.id))?.stock]).toEqual([2, 2]);
  await poolIsWhole();
});

test('the connection tells how many are lent out, how many are not, and how much waits for one', async () => {
  const own = database.connect();
  expect(own.pool()).toEqual({ used: 0, idle: 0, waiting: 0 });
  const gate = Promise.withResolvers<void>();
  const busy = createPostgresUnitOfWork(own.db, systemClock);
  const transactions = Array.from({ length: 7 }, () =>
    busy.run(async () => {
      await gate.promise;
      return success(undefined);
    }),
  );
  await until(() => own.pool().used === 5 && own.pool().waiting === 2);
  gate.resolve();
  await Promise.all(transactions);
  expect(own.pool()).toEqual({ used: 0, idle: 5, waiting: 0 });
  await own.close();
});
