import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../kit/database.ts';
import { newItem } from '../kit/items.ts';
import { startService } from '../kit/service.ts';
import { createItemsPath, createMember } from '../kit/team.ts';

/** How long after a request the service is killed, in milliseconds: before it begins, while it works, and when it is done. */
const delays = [0, 2, 4, 7, 11, 16, 24, 60];

test('whenever the service is killed, a request that is repeated with its key is carried out once', async () => {
  const database = await createTestDatabase();
  const start = () => startService({ DATABASE_URL: database.url, LOG_LEVEL: 'warn' });
  let service = await start();
  try {
    const owner = await createMember(service.address, 'Owner');
    const items = await createItemsPath(service.address, owner);
    const ask = (path: string, method = 'GET', body?: object, key?: string) =>
      fetch(`${service.address}${path}`, {
        method,
        headers: {
          ...owner.headers,
          ...(body && { 'content-type': 'application/json' }),
          ...(key !== undefined && { 'idempotency-key': key }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
    const made = await ask(items, 'POST', newItem({ stock: 100 }));
    const { id } = (await made.json()) as { id: string };
    let lost = 0;
    for (const [round, delay] of delays.entries()) {
      const reserve = () => ask(`${items}/${id}/reservations`, 'POST', { quantity: 1 }, `round-${round}`);
      const first = reserve().then(
        async (answer) => (await answer.json()) as object,
        () => undefined,
      );
      await wait(delay);
      service.child.kill('SIGKILL');
      await service.ended();
      const told = await first;
      if (told === undefined) lost += 1;
      service = await start();
      const again = await reserve();
      expect(again.status).toBe(201);
      const answer = await again.json();
      // What was answered before the end is answered again.
      if (told !== undefined) expect(answer).toEqual(told);
    }
    expect(lost).toBeGreaterThan(0);
    const { stock } = (await (await ask(`${items}/${id}`)).json()) as { stock: number };
    expect(stock).toBe(100 - delays.length);
  } finally {
    service.child.kill('SIGKILL');
    await service.ended();
    await database.drop();
  }
});
