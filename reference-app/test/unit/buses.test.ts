import { describe, expect, test } from 'vitest';
import type { ExecutionContext } from '../../src/application/shared/cqrs/execution-context.ts';
import { serviceUnavailable } from '../../src/core/errors/core-errors.ts';
import { TransientError } from '../../src/core/errors/transient-error.ts';
import type { ItemId } from '../../src/domain/items/item.ts';
import type { Role } from '../../src/domain/workspaces/roles.ts';
import { joinWorkspace } from '../../src/domain/workspaces/workspace.ts';
import { createWatchedBuses, type WatchedOptions } from '../kit/buses.ts';
import { newItem, someItem } from '../kit/items.ts';
import { someUser, start } from '../kit/users.ts';
import { someWorkspace } from '../kit/workspaces.ts';

const inTheWay = () => new TransientError(serviceUnavailable.failure('Others were in the way.'));

/** The buses, a workspace with one item, and people of whom one does not belong to it. */
async function aTeam(options: WatchedOptions = {}) {
  const watched = createWatchedBuses(options);
  const workspace = someWorkspace();
  const item = someItem({}, start, workspace.id);
  const of = async (role: Role): Promise<ExecutionContext> => {
    const user = someUser();
    await watched.work.workspaces.addMember(joinWorkspace(workspace.id, user.id, role, start));
    return { requestId: '0b9e1d6a-5c1f-4e0a-9d0e-111111111111', actor: { userId: user.id, sessionId: '' as never } };
  };
  const owner = someUser();
  await watched.work.workspaces.add(workspace, joinWorkspace(workspace.id, owner.id, 'owner', start));
  await watched.work.items.insert(item);
  const [member, viewer] = [await of('member'), await of('viewer')];
  const outsider = { ...member, actor: { userId: someUser().id, sessionId: '' as never } };
  const inside = { workspaceId: workspace.id };
  return { ...watched, inside, item, member, viewer, outsider };
}

/** The same context, with a key that a command is to be carried out with once. */
const once = (context: ExecutionContext, key = 'a key'): ExecutionContext => ({
  ...context,
  idempotency: { key, onReplay() {} },
});

/** What happens when an item is made with a key, after so many attempts to begin. */
const stepsOf = (...attempts: readonly 'begin'[]): readonly string[] => [
  'the span command create-item begins',
  'the role is asked for',
  ...attempts,
  'the key is taken',
  // What the handler keeps is a part of the same.
  'begin',
  'commit',
  'the answer is kept',
  'commit',
  '1 tags are invalidated',
  'command handled: done',
  'almanac_message_duration_seconds: done',
  'the span ends',
];

describe('the way of a message through the middleware', () => {
  test('a command with a key: traced, measured, logged, admitted, in one transaction with its key', async () => {
    const { buses, steps, inside, member } = await aTeam();
    const command = { command: 'create-item', ...inside, item: newItem() } as const;
    expect((await buses.commands.execute(command, once(member))).ok).toBe(true);
    expect(steps()).toEqual(stepsOf('begin'));
  });

  test('a command without a key has the transaction that its handler asks for', async () => {
    const { buses, steps, inside, member } = await aTeam();
    await buses.commands.execute({ command: 'create-item', ...inside, item: newItem() }, member);
    expect(steps().slice(1, -3)).toEqual(['the role is asked for', 'begin', 'commit', '1 tags are invalidated']);
  });

  test('a query: a copy is looked for only for somebody who may see it, each time', async () => {
    const { buses, steps, inside, item, viewer, outsider } = await aTeam();
    const query = { query: 'get-item', ...inside, id: item.id } as const;
    for (let time = 0; time < 2; time += 1) {
      expect(await buses.queries.ask(query, viewer)).toMatchObject({ ok: true, value: item });
      expect(steps()).toEqual([
        'the span query get-item begins',
        'the role is asked for',
        'a copy is looked for',
        'query handled: done',
        'almanac_message_duration_seconds: done',
        'the span ends',
      ]);
    }
    await expect(buses.queries.ask(query, outsider)).rejects.toMatchObject({
      failure: { code: 'workspace-not-found' },
    });
    expect(steps()).not.toContain('a copy is looked for');
  });

  test('what is no identifier is refused before anything is asked, and is measured and logged', async () => {
    const { buses, steps, inside, viewer } = await aTeam();
    const wrong = buses.queries.ask({ query: 'get-item', ...inside, id: "' or 1=1" as ItemId }, viewer);
    await expect(wrong).rejects.toMatchObject({ failure: { code: 'validation-failed' } });
    expect(steps()).toEqual([
      'the span query get-item begins',
      'query handled: thrown',
      'almanac_message_duration_seconds: thrown',
      'the span ends',
    ]);
  });

  test('nothing is begun for somebody who may not', async () => {
    const { buses, steps, inside, viewer } = await aTeam();
    const refused = buses.commands.execute({ command: 'create-item', ...inside, item: newItem() }, once(viewer));
    await expect(refused).rejects.toMatchObject({ failure: { code: 'not-allowed' } });
    expect(steps()).not.toContain('begin');
  });

  test('each attempt is a new transaction, of one that is admitted, measured and logged once', async () => {
    let conflicts = 2;
    const { buses, steps, inside, member } = await aTeam({
      begin() {
        conflicts -= 1;
        if (conflicts >= 0) throw inTheWay();
      },
    });
    const command = { command: 'create-item', ...inside, item: newItem() } as const;
    expect((await buses.commands.execute(command, once(member))).ok).toBe(true);
    expect(steps()).toEqual(stepsOf('begin', 'begin', 'begin'));
  });

  test('it ends after four attempts, and keeps nothing', async () => {
    const { buses, steps, unitOfWork, inside, member } = await aTeam({
      begin() {
        throw inTheWay();
      },
    });
    const refused = buses.commands.execute({ command: 'create-item', ...inside, item: newItem() }, once(member));
    await expect(refused).rejects.toThrow('Others were in the way.');
    expect(steps().filter((step) => step === 'begin')).toHaveLength(4);
    expect(unitOfWork.ends).toEqual([]);
  });

  test('a change of a version that is gone undoes its transaction, and then forgets the copies it was made from', async () => {
    const { buses, steps, inside, item, member } = await aTeam();
    const change = {
      command: 'update-item',
      ...inside,
      id: item.id,
      expectedVersion: 9,
      change: { stock: 1 },
    } as const;
    expect(await buses.commands.execute(change, once(member))).toMatchObject({
      problem: { code: 'precondition-failed' },
    });
    expect(steps().slice(2)).toEqual([
      'begin',
      'the key is taken',
      'begin',
      'undo',
      'undo',
      '2 tags are invalidated',
      'command handled: precondition-failed',
      'almanac_message_duration_seconds: precondition-failed',
      'the span ends',
    ]);
  });
});
