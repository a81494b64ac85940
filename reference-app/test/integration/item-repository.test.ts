import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { createUpdateItemHandler } from '../../src/application/items/commands/update-item/update-item.handler.ts';
import { systemClock } from '../../src/application/shared/clock.ts';
import { createWorkspace, joinWorkspace } from '../../src/domain/workspaces/workspace.ts';
import { createPostgresItemRepository } from '../../src/infrastructure/database/item.repository.pg.ts';
import { createPostgresReservationRepository } from '../../src/infrastructure/database/reservation.repository.pg.ts';
import { createPostgresUnitOfWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import { createPostgresUserRepository } from '../../src/infrastructure/database/user.repository.pg.ts';
import { createPostgresWorkspaceRepository } from '../../src/infrastructure/database/workspace.repository.pg.ts';
import { createTestCaches } from '../kit/caches.ts';
import { checkItemModel } from '../kit/item-model.ts';
import { describeItemRepository } from '../kit/item-repository-contract.ts';
import { someItem, team } from '../kit/items.ts';
import { storeTeam } from '../kit/team.ts';
import { useDatabase } from '../kit/use-database.ts';
import { someUser, start } from '../kit/users.ts';

const context = { requestId: '0b9e1d6a-5c1f-4e0a-9d0e-111111111111' };
const database = useDatabase();

beforeAll(async () => {
  await storeTeam(database.connection);
});

describeItemRepository('the repository in PostgreSQL', async () => {
  await sql`truncate items cascade`.execute(database.db);
  return createPostgresItemRepository(database.db);
});

test('of parallel changes that name the stored version exactly one wins, round after round', async () => {
  const items = createPostgresItemRepository(database.db);
  const updateItem = createUpdateItemHandler({
    unitOfWork: createPostgresUnitOfWork(database.db, systemClock),
    clock: systemClock,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.nat({ max: 1000 }), { minLength: 2, maxLength: 12 }), { minLength: 1, maxLength: 4 }),
      async (rounds) => {
        const item = someItem();
        await items.insert(item);
        for (const [index, stocks] of rounds.entries()) {
          const expectedVersion = index + 1;
          const results = await Promise.all(
            stocks.map((stock) =>
              updateItem(
                { command: 'update-item', workspaceId: team, id: item.id, expectedVersion, change: { stock } },
                context,
              ),
            ),
          );
          const winners = results.filter((result) => result.ok);
          expect(winners).toHaveLength(1);
          for (const result of results) {
            if (!result.ok) expect(result.problem.code).toBe('precondition-failed');
          }
          // What is stored is what the winner was told, and nothing of those that lost.
          expect(await items.find(item.id)).toEqual(winners[0]!.value);
        }
        expect((await items.find(item.id))?.version).toBe(1 + rounds.length);
      },
    ),
    { numRuns: 25 },
  );
});

test.each([
  ['without copies', {}],
  ['with the copies of two instances', { caches: createTestCaches(2) }],
])('items in PostgreSQL behave as their model, %s, whatever is done in whatever order', async (_how, caches) => {
  const user = someUser();
  await createPostgresUserRepository(database.db).add(user);
  const parts = {
    unitOfWork: createPostgresUnitOfWork(database.db, systemClock),
    items: createPostgresItemRepository(database.db),
    reservations: createPostgresReservationRepository(database.db),
    ...caches,
  };
  const workspaces = createPostgresWorkspaceRepository(database.db);
  const addWorkspace = async () => {
    const made = createWorkspace('Team', start);
    if (!made.ok) throw new Error(made.problem.detail);
    await workspaces.add(made.value, joinWorkspace(made.value.id, user.id, 'owner', start));
    return made.value.id;
  };
  await checkItemModel(async () => {
    const both = [await addWorkspace(), await addWorkspace()] as const;
    return { parts, world: { userId: user.id, workspaces: both } };
  }, 25);
});
