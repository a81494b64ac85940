import fc from 'fast-check';
import { expect } from 'vitest';
import { createCreateItemHandler } from '../../src/application/items/commands/create-item/create-item.handler.ts';
import { createReleaseReservationHandler } from '../../src/application/items/commands/release-reservation/release-reservation.handler.ts';
import { createReserveItemHandler } from '../../src/application/items/commands/reserve-item/reserve-item.handler.ts';
import { createUpdateItemHandler } from '../../src/application/items/commands/update-item/update-item.handler.ts';
import { itemCopies } from '../../src/application/items/item-copies.ts';
import { createGetItemHandler } from '../../src/application/items/queries/get-item/get-item.handler.ts';
import type { GetItem } from '../../src/application/items/queries/get-item/get-item.query.ts';
import { createListItemsHandler } from '../../src/application/items/queries/list-items/list-items.handler.ts';
import type { ListItems } from '../../src/application/items/queries/list-items/list-items.query.ts';
import { createListItemsAfterHandler } from '../../src/application/items/queries/list-items-after/list-items-after.handler.ts';
import type { ListItemsAfter } from '../../src/application/items/queries/list-items-after/list-items-after.query.ts';
import { createListReservationsHandler } from '../../src/application/items/queries/list-reservations/list-reservations.handler.ts';
import type { ListReservations } from '../../src/application/items/queries/list-reservations/list-reservations.query.ts';
import type { Cache } from '../../src/application/shared/cache/cache.ts';
import { cacheAnswers } from '../../src/application/shared/cache/cache-answers.ts';
import { forgetAfterCommit } from '../../src/application/shared/cache/forget-copies.ts';
import { createQueryBus } from '../../src/application/shared/cqrs/bus.ts';
import type { UnitOfWork } from '../../src/application/shared/unit-of-work.ts';
import type { ItemRepository } from '../../src/domain/items/item.repository.ts';
import type { Item, ItemChange, ItemId } from '../../src/domain/items/item.ts';
import type { ReservationRepository } from '../../src/domain/items/reservation.repository.ts';
import type { ReservationId } from '../../src/domain/items/reservation.ts';
import type { UserId } from '../../src/domain/users/user.ts';
import type { WorkspaceId } from '../../src/domain/workspaces/workspace.ts';
import { newItem } from './items.ts';
import { start } from './users.ts';

/** The parts of the service that keep items. */
export interface ItemParts {
  readonly unitOfWork: UnitOfWork;
  readonly items: ItemRepository;
  readonly reservations: ReservationRepository;
  /** The caches of instances that take turns. Without any, nothing is kept. */
  readonly caches?: readonly Cache[];
}

/** Who asks, and two workspaces that hold nothing. */
export interface ItemWorld {
  readonly userId: UserId;
  readonly workspaces: readonly [WorkspaceId, WorkspaceId];
}

interface ModelItem {
  readonly id: ItemId;
  readonly workspace: number;
  readonly sku: string;
  stock: number;
  status: string;
  version: number;
  reserved: Map<ReservationId, number>;
}

interface Model {
  readonly items: ModelItem[];
  /** Every reservation that was ever made, also those that were released. */
  readonly reservations: { readonly item: ModelItem; readonly id: ReservationId }[];
}

type Real = ReturnType<typeof createReal>;

function createInstance(parts: ItemParts, cache: Cache | undefined) {
  const rules = itemCopies(cache ? 600_000 : 0);
  const unitOfWork = cache ? forgetAfterCommit(parts.unitOfWork, cache, rules.touched) : parts.unitOfWork;
  const all = { ...parts, unitOfWork, clock: () => start };
  return {
    create: createCreateItemHandler(all),
    update: createUpdateItemHandler(all),
    reserve: createReserveItemHandler(all),
    release: createReleaseReservationHandler(all),
    queries: createQueryBus<GetItem | ListItems | ListItemsAfter | ListReservations>(
      {
        'get-item': createGetItemHandler(all),
        'list-items': createListItemsHandler(all),
        'list-items-after': createListItemsAfterHandler(all),
        'list-reservations': createListReservationsHandler(all),
      },
      cache ? [cacheAnswers(cache, rules.answers)] : [],
    ),
  };
}

function createReal(parts: ItemParts, { userId, workspaces }: ItemWorld) {
  const context = {
    requestId: '0b9e1d6a-5c1f-4e0a-9d0e-111111111111',
    actor: { userId, sessionId: '' as never },
  };
  const instances = (parts.caches ?? [undefined]).map((cache) => createInstance(parts, cache));
  let turns = 0;
  const next = () => {
    turns += 1;
    return instances[turns % instances.length]!;
  };
  const at = (workspace: number) => workspaces[workspace]!;
  const told = ({ id, sku, stock, status, version }: Item) => ({ id, sku, stock, status, version });
  const bySku = (a: { readonly sku: string }, b: { readonly sku: string }) => (a.sku < b.sku ? -1 : 1);

  /** What an outsider sees of a workspace through one instance: its items with their reservations, by their SKU. */
  async function seenThrough({ queries }: (typeof instances)[number], workspace: number) {
    const workspaceId = at(workspace);
    const all = { workspaceId, filter: {} };
    const { items } = await queries.ask({ query: 'list-items', ...all, page: { limit: 100, offset: 0 } }, context);
    const slice = await queries.ask({ query: 'list-items-after', ...all, limit: 2 }, context);
    expect(slice.items).toEqual(items.slice(0, 2));
    const archived = { ...all, filter: { status: 'archived' as const } };
    const { items: old } = await queries.ask({ query: 'list-items-after', ...archived, limit: 100 }, context);
    expect(old).toEqual(items.filter(({ status }) => status === 'archived'));
    const seen = items.map(async (item) => {
      expect(await queries.ask({ query: 'get-item', workspaceId, id: item.id }, context)).toMatchObject({
        value: item,
      });
      const held = await queries.ask({ query: 'list-reservations', workspaceId, id: item.id }, context);
      if (!held.ok) throw new Error(held.problem.detail);
      const reserved = held.value.map((each) => [each.id, each.quantity] as const);
      return { ...told(item), reserved: reserved.sort() };
    });
    return (await Promise.all(seen)).sort(bySku);
  }
  return {
    create: (workspace: number, sku: string, stock: number) =>
      next().create({ command: 'create-item', workspaceId: at(workspace), item: newItem({ sku, stock }) }, context),
    update: (workspace: number, id: ItemId, expectedVersion: number, change: ItemChange) =>
      next().update({ command: 'update-item', workspaceId: at(workspace), id, expectedVersion, change }, context),
    reserve: (workspace: number, id: ItemId, quantity: number) =>
      next().reserve({ command: 'reserve-item', workspaceId: at(workspace), id, quantity }, context),
    release: (workspace: number, id: ItemId, reservationId: ReservationId) =>
      next().release({ command: 'release-reservation', workspaceId: at(workspace), id, reservationId }, context),
    /** What an outsider sees of a workspace, through each instance. */
    seen: (workspace: number) => Promise.all(instances.map((instance) => seenThrough(instance, workspace))),
  };
}

type Step = fc.AsyncCommand<Model, Real>;

const step = (
  name: string,
  check: (model: Model) => boolean,
  run: (model: Model, real: Real) => Promise<void>,
): Step => ({
  check,
  async run(model, real) {
    await run(model, real);
    // Whatever was done: both workspaces hold what the model holds, and nothing of each other.
    for (const workspace of [0, 1]) {
      const held = model.items
        .filter((item) => item.workspace === workspace)
        .map(({ id, sku, stock, status, version, reserved }) => ({
          id,
          sku,
          stock,
          status,
          version,
          reserved: [...reserved].sort(),
        }))
        .sort((a, b) => (a.sku < b.sku ? -1 : 1));
      for (const seen of await real.seen(workspace)) expect(seen, name).toEqual(held);
    }
  },
  toString: () => name,
});

const codeOf = (result: { ok: true } | { ok: false; problem: { code: string } }): string =>
  result.ok ? 'done' : result.problem.code;
const place = fc.nat({ max: 1 });

const steps = [
  fc.tuple(place, fc.constantFrom('A', 'B', 'C'), fc.nat({ max: 4 })).map(([workspace, sku, stock]) =>
    step(
      `create ${sku} with ${stock} in workspace ${workspace}`,
      () => true,
      async (model, real) => {
        const taken = model.items.some((item) => item.workspace === workspace && item.sku === sku);
        const result = await real.create(workspace, sku, stock);
        expect(codeOf(result)).toBe(taken ? 'sku-taken' : 'done');
        if (!result.ok) return;
        const { id } = result.value;
        model.items.push({ id, workspace, sku, stock, status: 'active', version: 1, reserved: new Map() });
      },
    ),
  ),
  fc
    .tuple(
      fc.nat(),
      place,
      fc.nat({ max: 1 }),
      fc.record(
        { stock: fc.integer({ min: -1, max: 4 }), status: fc.constantFrom('active' as const, 'archived' as const) },
        { requiredKeys: [] },
      ),
    )
    .map(([which, elsewhere, behind, change]) =>
      step(
        `change item ${which} by ${JSON.stringify(change)}, ${behind} versions behind, ${elsewhere} workspaces away`,
        ({ items }) => items.length > 0,
        async (model, real) => {
          const item = model.items[which % model.items.length]!;
          const code =
            elsewhere !== 0
              ? 'item-not-found'
              : behind !== 0
                ? 'precondition-failed'
                : change.stock === -1
                  ? 'validation-failed'
                  : 'done';
          const workspace = (item.workspace + elsewhere) % 2;
          expect(codeOf(await real.update(workspace, item.id, item.version - behind, change))).toBe(code);
          if (code !== 'done') return;
          item.stock = change.stock ?? item.stock;
          item.status = change.status ?? item.status;
          item.version += 1;
        },
      ),
    ),
  fc.tuple(fc.nat(), place, fc.integer({ min: 0, max: 3 })).map(([which, elsewhere, quantity]) =>
    step(
      `reserve ${quantity} of item ${which}, ${elsewhere} workspaces away`,
      ({ items }) => items.length > 0,
      async (model, real) => {
        const item = model.items[which % model.items.length]!;
        const result = await real.reserve((item.workspace + elsewhere) % 2, item.id, quantity);
        const code =
          quantity === 0
            ? 'validation-failed'
            : elsewhere !== 0
              ? 'item-not-found'
              : item.status === 'archived' || item.stock < quantity
                ? 'out-of-stock'
                : 'done';
        expect(codeOf(result)).toBe(code);
        if (!result.ok) return;
        item.stock -= quantity;
        item.version += 1;
        item.reserved.set(result.value.id, quantity);
        model.reservations.push({ item, id: result.value.id });
      },
    ),
  ),
  fc.tuple(fc.nat(), fc.nat()).map(([which, of]) =>
    step(
      `release reservation ${which} of item ${of}`,
      ({ reservations }) => reservations.length > 0,
      async (model, real) => {
        const { id } = model.reservations[which % model.reservations.length]!;
        const item = model.items[of % model.items.length]!;
        const quantity = item.reserved.get(id);
        const result = await real.release(item.workspace, item.id, id);
        expect(codeOf(result)).toBe(quantity === undefined ? 'reservation-not-found' : 'done');
        if (quantity === undefined) return;
        item.stock += quantity;
        item.version += 1;
        item.reserved.delete(id);
      },
    ),
  ),
];

/** Whatever is done in whatever order, items and reservations behave as the model says. */
export async function checkItemModel(
  create: () => Promise<{ readonly parts: ItemParts; readonly world: ItemWorld }>,
  numRuns: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 25 }), async (commands) => {
      const { parts, world } = await create();
      await fc.asyncModelRun(
        () => ({ model: { items: [], reservations: [] } as Model, real: createReal(parts, world) }),
        commands,
      );
    }),
    { numRuns },
  );
}
