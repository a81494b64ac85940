import type { EventId, EventRecord } from '../../src/core/events/event-record.ts';
import type { ClaimedEvent, DeadLetter, Outbox } from '../../src/infrastructure/messaging/outbox.ts';
import { start } from './users.ts';

/** An outbox in memory: what PostgreSQL does with rows, this does with a map. */
export function createMemoryOutbox(...events: readonly EventRecord[]) {
  const rows = new Map<EventId, { event: EventRecord; dueAt: Date; attempts: number; claim: string }>(
    events.map((event) => [event.id, { event, dueAt: start, attempts: 0, claim: '' }]),
  );
  const dead = new Map<EventId, DeadLetter>();
  let claims = 0;
  const mine = ({ event, claim }: ClaimedEvent) => {
    const row = rows.get(event.id);
    return row?.claim === claim ? row : undefined;
  };
  const outbox: Outbox = {
    async claim(limit, leaseMs, now) {
      claims += 1;
      const due = [...rows.values()].filter(({ dueAt }) => dueAt <= now).slice(0, limit);
      return due.map((row) => {
        Object.assign(row, {
          dueAt: new Date(now.getTime() + leaseMs),
          attempts: row.attempts + 1,
          claim: `${claims}`,
        });
        return { event: row.event, attempt: row.attempts, claim: row.claim };
      });
    },
    async settle(claimed) {
      if (mine(claimed)) rows.delete(claimed.event.id);
    },
    async postpone(claimed, at) {
      const row = mine(claimed);
      if (row) row.dueAt = at;
    },
    async bury(claimed, reason, diedAt) {
      if (!mine(claimed)) return;
      rows.delete(claimed.event.id);
      dead.set(claimed.event.id, { event: claimed.event, attempts: claimed.attempt, reason, diedAt });
    },
    async giveUp(event, attempts, reason, diedAt) {
      dead.set(event.id, { event, attempts, reason, diedAt });
    },
    count: async () => ({ waiting: rows.size, dead: dead.size }),
    deadLetters: async () => [...dead.values()],
    async revive(id, now) {
      const letter = dead.get(id);
      if (letter) rows.set(id, { event: letter.event, dueAt: now, attempts: 0, claim: '' });
      return dead.delete(id);
    },
  };
  return {
    outbox,
    rows,
    add(event: EventRecord) {
      rows.set(event.id, { event, dueAt: start, attempts: 0, claim: '' });
    },
  };
}
