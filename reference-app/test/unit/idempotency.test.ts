import { describe, expect, test } from 'vitest';
import { createCommandBus } from '../../src/application/shared/cqrs/bus.ts';
import type { ExecutionContext } from '../../src/application/shared/cqrs/execution-context.ts';
import { answerOnce, keptAnswerMs } from '../../src/application/shared/middleware/answer-once.ts';
import { transact } from '../../src/application/shared/middleware/transact.ts';
import type { UnitOfWork } from '../../src/application/shared/unit-of-work.ts';
import type { Failure } from '../../src/core/errors/define-error.ts';
import type { Command } from '../../src/core/protocols/messages.ts';
import { failure, type Result, success } from '../../src/core/types/result.ts';
import { outOfStock } from '../../src/domain/items/item.errors.ts';
import type { User } from '../../src/domain/users/user.ts';
import { someItem } from '../kit/items.ts';
import { createMemoryItemRepository } from '../kit/memory-item-repository.ts';
import { createMemoryKeptAnswers } from '../kit/memory-kept-answers.ts';
import { createMemoryUnitOfWork } from '../kit/memory-unit-of-work.ts';
import { someUser, start } from '../kit/users.ts';

type Brew = Command<'brew' | 'pour', Result<number, Failure>> & { readonly cups: number };

/** A bus whose commands brew tea, keep an item each time, and fail for no cups at all. */
function aKettle(unitOfWorkOf: (unitOfWork: UnitOfWork) => UnitOfWork = (given) => given) {
  const [items, answers] = [createMemoryItemRepository(), createMemoryKeptAnswers()];
  const memory = createMemoryUnitOfWork({ items, answers });
  const unitOfWork = unitOfWorkOf(memory);
  let now = start.getTime();
  let brewed = 0;
  const kept: string[] = [];
  const brew = async ({ cups }: Brew): Promise<Result<number, Failure>> => {
    brewed += 1;
    const item = someItem();
    await unitOfWork.run((work) => work.items.insert(item));
    kept.push(item.id);
    return cups > 0 ? success(brewed) : failure(outOfStock.failure('There is no tea.'));
  };
  const commands = createCommandBus<Brew>({ brew, pour: brew }, [
    transact(unitOfWork, new Set(['brew'])),
    answerOnce(() => new Date(now)),
  ]);
  const user = someUser();
  return {
    user,
    ends: memory.ends,
    brewed: () => brewed,
    /** How many of the items that were kept are still there. */
    there: async () => (await Promise.all(kept.map((id) => items.find(id as never)))).filter(Boolean).length,
    pass(ms: number) {
      now += ms;
    },
    /** Sends a command, and tells how it was answered: with `again`, when it was the answer of before. */
    async send(cups: number, key: string | undefined, who: User | null = user, command: Brew['command'] = 'brew') {
      let again = false;
      const onReplay = () => {
        again = true;
      };
      const context: ExecutionContext = {
        requestId: '0b9e1d6a-5c1f-4e0a-9d0e-111111111111',
        ...(who && { actor: { userId: who.id, sessionId: '' as never } }),
        ...(key !== undefined && { idempotency: { key, onReplay } }),
      };
      const answer = await commands.execute({ command, cups }, context);
      return { told: answer.ok ? answer.value : answer.problem.code, again };
    },
  };
}

describe('a command with an idempotency key', () => {
  test('is carried out once, and whoever repeats it is answered as before and told so', async () => {
    const kettle = aKettle();
    expect(await kettle.send(2, 'key')).toEqual({ told: 1, again: false });
    expect(await kettle.send(2, 'key')).toEqual({ told: 1, again: true });
    expect([kettle.brewed(), await kettle.there()]).toEqual([1, 1]);
    expect(await kettle.send(2, 'another key')).toEqual({ told: 2, again: false });
  });

  test('is another one with another request, which is refused and not carried out', async () => {
    const kettle = aKettle();
    await kettle.send(2, 'key');
    await expect(kettle.send(3, 'key')).rejects.toMatchObject({ failure: { code: 'idempotency-key-reused' } });
    expect(kettle.brewed()).toBe(1);
  });

  test('is another one for another user', async () => {
    const kettle = aKettle();
    await kettle.send(2, 'key');
    expect(await kettle.send(2, 'key', someUser())).toEqual({ told: 2, again: false });
  });

  test('that fails has changed nothing, though its handler had kept something, and is tried anew', async () => {
    const kettle = aKettle();
    for (const told of ['out-of-stock', 'out-of-stock'])
      expect(await kettle.send(0, 'key')).toEqual({ told, again: false });
    expect([kettle.brewed(), await kettle.there()]).toEqual([2, 0]);
    expect(kettle.ends).toEqual(['kept', 'undone', 'kept', 'undone']);
    // The key belongs to nothing yet.
    expect(await kettle.send(2, 'key')).toEqual({ told: 3, again: false });
  });

  test('is known for a day', async () => {
    const kettle = aKettle();
    await kettle.send(2, 'key');
    kettle.pass(keptAnswerMs - 1);
    expect(await kettle.send(2, 'key')).toEqual({ told: 1, again: true });
    kettle.pass(1);
    expect(await kettle.send(2, 'key')).toEqual({ told: 2, again: false });
    expect(keptAnswerMs).toBe(86_400_000);
  });

  test('is refused while the same is being carried out', async () => {
    const kettle = aKettle(({ run }) => ({
      run: (action) =>
        run((work) => action({ ...work, answers: { ...work.answers, take: async () => ({ state: 'in-use' }) } })),
    }));
    await expect(kettle.send(2, 'key')).rejects.toMatchObject({ failure: { code: 'idempotency-key-in-use' } });
    expect(kettle.brewed()).toBe(0);
  });

  test.each([
    ['no key', undefined, 'brew', true],
    ['nobody who is signed in', 'key', 'brew', false],
    ['a name that takes none', 'key', 'pour', true],
  ] as const)(
    'is none with %s: it is carried out each time, and what it kept stays',
    async (_what, key, name, signedIn) => {
      const kettle = aKettle();
      const who = signedIn ? kettle.user : null;
      const send = () => kettle.send(0, key, who, name);
      await send();
      expect(await send()).toEqual({ told: 'out-of-stock', again: false });
      expect([kettle.brewed(), await kettle.there()]).toEqual([2, 2]);
    },
  );

  test('costs queries, and commands that take none, nothing', () => {
    const next = async () => undefined;
    const unitOfWork = createMemoryUnitOfWork();
    expect(answerOnce(() => start)(next, { kind: 'query', name: 'brew' })).toBe(next);
    expect(transact(unitOfWork, new Set(['brew']))(next, { kind: 'command', name: 'pour' })).toBe(next);
  });
});
