import { setTimeout as wait } from 'node:timers/promises';
import { createCreateItemHandler } from '../application/items/commands/create-item/create-item.handler.ts';
import { createCreateItemsHandler } from '../application/items/commands/create-items/create-items.handler.ts';
import { createUpdateItemHandler } from '../application/items/commands/update-item/update-item.handler.ts';
import { createGetItemHandler } from '../application/items/queries/get-item/get-item.handler.ts';
import { createListItemsHandler } from '../application/items/queries/list-items/list-items.handler.ts';
import type { AlmanacCommand, AlmanacQuery, Buses } from '../application/messages.ts';
import type { Clock } from '../application/shared/clock.ts';
import { createCommandBus, createQueryBus } from '../application/shared/cqrs/bus.ts';
import type { Log } from '../application/shared/log.ts';
import { logMessages } from '../application/shared/middleware/log-messages.ts';
import { retryTransient } from '../application/shared/middleware/retry-transient.ts';
import type { UnitOfWork } from '../application/shared/unit-of-work.ts';
import type { ItemRepository } from '../domain/items/item.repository.ts';

/** What the handlers of all commands and queries are made from. */
export interface BusParts {
  readonly logger: Log;
  readonly clock: Clock;
  readonly unitOfWork: UnitOfWork;
  readonly items: ItemRepository;
}

/** Wires every handler, and the middleware that every command and query passes: the log first, then the retries. */
export function createBuses({ logger, clock, unitOfWork, items }: BusParts): Buses {
  const middleware = [
    logMessages(logger),
    retryTransient({ attempts: 4, pauseMs: 20, random: Math.random, wait: (ms) => wait(ms) }),
  ];
  const createItem = createCreateItemHandler({ unitOfWork, clock });
  return {
    commands: createCommandBus<AlmanacCommand>(
      {
        'create-item': createItem,
        'create-items': createCreateItemsHandler({ createItem }),
        'update-item': createUpdateItemHandler({ unitOfWork, clock }),
      },
      middleware,
    ),
    queries: createQueryBus<AlmanacQuery>(
      {
        'get-item': createGetItemHandler({ items }),
        'list-items': createListItemsHandler({ items }),
      },
      middleware,
    ),
  };
}
