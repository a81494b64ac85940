import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCommandBus, createQueryBus, UnknownMessageError } from '../../src/application/shared/cqrs/bus.ts';
import type { Dispatch, Middleware } from '../../src/application/shared/cqrs/middleware.ts';
import { logMessages } from '../../src/application/shared/middleware/log-messages.ts';
import { measureMessages, traceMessages } from '../../src/application/shared/middleware/observe-messages.ts';
import { retryTransient } from '../../src/application/shared/middleware/retry-transient.ts';
import { validateIdentifiers } from '../../src/application/shared/middleware/validate-identifiers.ts';
import type { Tracing } from '../../src/application/shared/telemetry.ts';
import { serviceUnavailable } from '../../src/core/errors/core-errors.ts';
import { TransientError } from '../../src/core/errors/transient-error.ts';
import type { Command, Query } from '../../src/core/protocols/messages.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { failure, success } from '../../src/core/types/result.ts';
import { itemNotFound } from '../../src/domain/items/item.errors.ts';

interface Add extends Command<'add', number> {
  readonly a: number;
  readonly b: number;
}
interface Shout extends Command<'shout', string> {
  readonly text: string;
}
interface Length extends Query<'length', number> {
  readonly text: string;
}

const context = { requestId: '0b9e1d6a-5c1f-4e0a-9d0e-111111111111' };
const commands = (...middleware: readonly Middleware[]) =>
  createCommandBus<Add | Shout>(
    { add: async ({ a, b }) => a + b, shout: async ({ text }) => text.toUpperCase() },
    middleware,
  );

test('reusable-patterns.txt, Property 12: Command Bus Dispatch', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer(), fc.string(), async (a, b, text) => {
      expect(await commands().execute({ command: 'add', a, b }, context)).toBe(a + b);
      expect(await commands().execute({ command: 'shout', text }, context)).toBe(text.toUpperCase());
    }),
  );
});

test('reusable-patterns.txt, Property 13: Query Bus Dispatch', async () => {
  const queries = createQueryBus<Length>({ length: async ({ text }) => text.length });
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      expect(await queries.ask({ query: 'length', text }, context)).toBe(text.length);
    }),
  );
});

test('a name that nobody handles is an error, also one that every object has', async () => {
  for (const command of ['subtract', 'toString', '__proto__']) {
    await expect(commands().execute({ command } as never, context)).rejects.toThrow(UnknownMessageError);
  }
  await expect(createQueryBus({}).ask({ query: 'any' } as never, context)).rejects.toThrow('the query "any"');
});

describe('middleware', () => {
  test('is passed in its order on the way in, and in the reverse on the way out', async () => {
    const passed: string[] = [];
    const named =
      (name: string): Middleware =>
      (next) =>
      async (dispatch) => {
        passed.push(`${name} in`);
        const answer = await next(dispatch);
        passed.push(`${name} out`);
        return answer;
      };
    await commands(named('first'), named('second')).execute({ command: 'add', a: 1, b: 2 }, context);
    expect(passed).toEqual(['first in', 'second in', 'second out', 'first out']);
  });

  test('is told what is asked, and may answer itself', async () => {
    const told: Dispatch[] = [];
    const answering: Middleware = () => async (dispatch) => {
      told.push(dispatch);
      return 42;
    };
    const command = { command: 'add', a: 1, b: 2 } as const;
    expect(await commands(answering).execute(command, context)).toBe(42);
    expect(told).toEqual([{ kind: 'command', name: 'add', message: command, context }]);
  });

  test('is asked once for each message, when the bus is made, and may have nothing to do for it', async () => {
    const asked: string[] = [];
    const passed: string[] = [];
    const bus = commands((next, { kind, name }) => {
      asked.push(`${kind} ${name}`);
      return name === 'shout'
        ? next
        : (dispatch) => {
            passed.push(dispatch.name);
            return next(dispatch);
          };
    });
    expect(asked).toEqual(['command add', 'command shout']);
    await bus.execute({ command: 'shout', text: 'now' }, context);
    await bus.execute({ command: 'add', a: 1, b: 2 }, context);
    expect(passed).toEqual(['add']);
    expect(asked).toHaveLength(2);
  });
});

describe('the validation of identifiers', () => {
  type Find = Command<'find', string> & {
    readonly workspaceId?: unknown;
    readonly id?: unknown;
    readonly name?: unknown;
  };
  const bus = createCommandBus<Find>({ find: async () => 'found' }, [validateIdentifiers]);

  test('lets pass what is an identifier, is absent, or is called otherwise', async () => {
    const [workspaceId, id] = [createIdentifier<'workspace'>(), createIdentifier<'item'>()];
    expect(await bus.execute({ command: 'find', workspaceId, id, name: 'no identifier' }, context)).toBe('found');
    expect(await bus.execute({ command: 'find', id: undefined }, context)).toBe('found');
  });

  test('refuses everything else, and names each place', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.uuid({ version: 4 }), fc.integer(), fc.constant(null), fc.object()),
        async (wrong) => {
          const asked = bus.execute({ command: 'find', workspaceId: wrong, id: "' or 1=1" }, context);
          await expect(asked).rejects.toMatchObject({
            failure: {
              code: 'validation-failed',
              extensions: { errors: [{ pointer: '/workspaceId' }, { pointer: '/id' }] },
            },
          });
        },
      ),
    );
  });
});

describe('the retry', () => {
  const inTheWay = () => new TransientError(serviceUnavailable.failure('Others were in the way.'));
  const retrying = (failing: number, error: () => Error) => {
    const pauses: number[] = [];
    let tries = 0;
    const bus = createCommandBus<Shout>(
      {
        shout: async ({ text }) => {
          tries += 1;
          if (tries <= failing) throw error();
          return text;
        },
      },
      [
        retryTransient({
          attempts: 3,
          firstMs: 8,
          mostMs: 100,
          random: () => 0.5,
          wait: async (ms) => void pauses.push(ms),
        }),
      ],
    );
    return { ask: () => bus.execute({ command: 'shout', text: 'now' }, context), pauses, tries: () => tries };
  };

  test('tries again what others were in the way of, with a pause that doubles', async () => {
    const { ask, pauses } = retrying(2, inTheWay);
    expect(await ask()).toBe('now');
    expect(pauses).toEqual([4, 8]);
  });

  test('gives up after the last attempt, and says why', async () => {
    const { ask, tries } = retrying(3, inTheWay);
    await expect(ask()).rejects.toThrow('Others were in the way.');
    expect(tries()).toBe(3);
  });

  test('does not try again what would fail again', async () => {
    const { ask, tries } = retrying(1, () => new Error('a fault'));
    await expect(ask()).rejects.toThrow('a fault');
    expect(tries()).toBe(1);
  });
});

test('the log has the name, the outcome and the duration of each message, and nothing of what it holds', async () => {
  const lines: object[] = [];
  const log = {
    debug: (fields: object, message: string) => void lines.push({ ...fields, message }),
    info() {},
    warn() {},
  };
  const times = [0, 1.5, 10, 10.25, 20, 21];
  const bus = createCommandBus<Command<'find', unknown> & { readonly secret: string }>(
    {
      find: async ({ secret }) => {
        if (secret === 'throw') throw new Error(secret);
        return secret === 'refuse' ? failure(itemNotFound.failure(secret)) : success(secret);
      },
    },
    [logMessages(log, () => times.shift()!)],
  );
  await bus.execute({ command: 'find', secret: 'hunter2' }, context);
  await bus.execute({ command: 'find', secret: 'refuse' }, context);
  await expect(bus.execute({ command: 'find', secret: 'throw' }, context)).rejects.toThrow('throw');
  const same = { ...context, command: 'find', message: 'command handled' };
  expect(lines).toEqual([
    { ...same, outcome: 'done', ms: 1.5 },
    { ...same, outcome: 'item-not-found', ms: 0.25 },
    { ...same, outcome: 'thrown', ms: 1 },
  ]);
});

describe('what a message tells of itself', () => {
  type Find = Command<'find', unknown> & { readonly secret: string };
  const find = async ({ secret }: Find) => {
    if (secret === 'throw') throw new Error(secret);
    return secret === 'refuse' ? failure(itemNotFound.failure(secret)) : success(secret);
  };

  test('is measured in seconds, by its name and its outcome', async () => {
    const measured: unknown[] = [];
    const metrics = {
      count() {},
      watch() {},
      measure: ({ name }: { name: string }, value: number, labels: object) => void measured.push([name, value, labels]),
    };
    const times = [0, 1500, 2000, 2250, 3000, 3001];
    const bus = createCommandBus<Find>({ find }, [measureMessages(metrics, () => times.shift()!)]);
    await bus.execute({ command: 'find', secret: 'hunter2' }, context);
    await bus.execute({ command: 'find', secret: 'refuse' }, context);
    await expect(bus.execute({ command: 'find', secret: 'throw' }, context)).rejects.toThrow('throw');
    const labels = { kind: 'command', name: 'find' };
    expect(measured).toEqual([
      ['almanac_message_duration_seconds', 1.5, { ...labels, outcome: 'done' }],
      ['almanac_message_duration_seconds', 0.25, { ...labels, outcome: 'item-not-found' }],
      ['almanac_message_duration_seconds', 0.001, { ...labels, outcome: 'thrown' }],
    ]);
  });

  test('is a span around all of its work, which passes on the answer and what is thrown', async () => {
    const steps: unknown[] = [];
    const tracing: Tracing = {
      current: () => undefined,
      async span(name, attributes, work) {
        steps.push([name, attributes]);
        try {
          return await work();
        } finally {
          steps.push('over');
        }
      },
    };
    const worked = async (message: Find) => {
      steps.push('work');
      return find(message);
    };
    const bus = createCommandBus<Find>({ find: worked }, [traceMessages(tracing)]);
    expect(await bus.execute({ command: 'find', secret: 'hunter2' }, context)).toEqual(success('hunter2'));
    await expect(bus.execute({ command: 'find', secret: 'throw' }, context)).rejects.toThrow('throw');
    const span = [['command find', { 'almanac.message': 'find' }], 'work', 'over'];
    expect(steps).toEqual([...span, ...span]);
  });
});
