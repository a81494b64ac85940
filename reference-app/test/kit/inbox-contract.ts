import { describe, expect, test } from 'vitest';
import type { EventRecord } from '../../src/core/events/event-record.ts';
import type { Item, ItemId } from '../../src/domain/items/item.ts';
import type { Inbox } from '../../src/infrastructure/messaging/inbox-delivery.ts';
import { someBoiling } from './event-delivery-contract.ts';
import { someItem } from './items.ts';

/** An inbox, and how the items stand that subscribers have made. */
export interface InboxInUse {
  readonly inbox: Inbox;
  find(id: ItemId): Promise<Item | undefined>;
}

/** What every inbox must do. `create` gives one where some events are stored. */
export function describeInbox(name: string, create: (...events: readonly EventRecord[]) => Promise<InboxInUse>): void {
  describe(name, () => {
    test('lets a subscriber do its work once, however often and at once it is told', async () => {
      const event = someBoiling('green');
      const { inbox, find } = await create(event);
      const made: Item[] = [];
      const tell = (subscriber: string) =>
        inbox.once(event, subscriber, async ({ items }) => {
          const item = someItem();
          made.push(item);
          await items.insert(item);
        });
      const told = await Promise.all(Array.from({ length: 8 }, () => tell('one')));
      expect(told.filter(Boolean)).toHaveLength(1);
      expect(made).toHaveLength(1);
      expect(await find(made[0]!.id)).toEqual(made[0]);
      expect([await tell('one'), await tell('other')]).toEqual([false, true]);
      expect(made).toHaveLength(2);
    });

    test('tells each event for itself', async () => {
      const events = [someBoiling('green'), someBoiling('black')];
      const { inbox } = await create(...events);
      const told = [];
      for (const event of [...events, ...events]) told.push(await inbox.once(event, 'one', async () => {}));
      expect(told).toEqual([true, true, false, false]);
    });

    test('notes nothing and keeps nothing when the work fails, so that it can be done again', async () => {
      const event = someBoiling('green');
      const { inbox, find } = await create(event);
      const item = someItem();
      let fails = true;
      const tell = () =>
        inbox.once(event, 'one', async ({ items }) => {
          await items.insert(item);
          if (fails) throw new Error('a fault');
        });
      await expect(tell()).rejects.toThrow('a fault');
      expect(await find(item.id)).toBeUndefined();
      fails = false;
      expect(await tell()).toBe(true);
      expect(await find(item.id)).toEqual(item);
    });

    test('tells again what a subscriber has had when it is asked to, and notes what it had not', async () => {
      const event = someBoiling('green');
      const { inbox } = await create(event);
      let times = 0;
      const count = async () => {
        times += 1;
      };
      expect([await inbox.again(event, 'one', count), await inbox.again(event, 'one', count)]).toEqual([true, true]);
      expect(await inbox.once(event, 'one', count)).toBe(false);
      expect(times).toBe(2);
    });
  });
}
