import { expect, test } from 'vitest';
import type { ReplayOrder } from '../../src/application/shared/events/replay-order.ts';
import { runCommand } from '../../src/interface/cli/commands.ts';
import { settings } from '../../src/main/settings.ts';

const run = async (words: readonly string[], ran: readonly string[] = []) => {
  let printed = '';
  const directions: string[] = [];
  const orders: ReplayOrder[] = [];
  const code = await runCommand(words, {
    settings: Object.values(settings),
    async migrate(direction) {
      directions.push(direction);
      return ran;
    },
    deadLetters: async () => ran,
    revive: async (id) => id === 'dead',
    async seed() {
      const count = { made: 1, there: 2 };
      return {
        accounts: count,
        workspaces: count,
        members: count,
        items: count,
        reservations: count,
        examples: count,
      };
    },
    async replay(order) {
      orders.push(order);
      return order.from > 5 ? { told: 0, had: 0 } : { told: 3, had: 4, last: 17 };
    },
    openApi: async () => ({ openapi: '3.1.0' }),
    generate: async (context, flags) => `${context} ${JSON.stringify(flags)}`,
    print(text) {
      printed += text;
    },
  });
  return { code, printed, directions, orders };
};

test.each(['up', 'down'])('migrate %s does so once, and prints what ran', async (direction) => {
  expect(await run(['migrate', direction], ['0001_a', '0002_b'])).toEqual({
    code: 0,
    printed: '0001_a\n0002_b\n',
    directions: [direction],
    orders: [],
  });
});

test('migrate says when there was nothing to do', async () => {
  expect((await run(['migrate', 'up'])).printed).toBe('There was nothing to do.\n');
});

test('openapi prints the document as JSON, and config docs one row a setting', async () => {
  expect(JSON.parse((await run(['openapi'])).printed)).toEqual({ openapi: '3.1.0' });
  expect((await run(['config', 'docs'])).printed.match(/^\| `[A-Z_]+`/gm)).toHaveLength(Object.keys(settings).length);
});

test.each([
  [['migrate']],
  [['replay']],
  [['replay', 'one', 'two']],
  [['seed', 'all']],
  [['migrate', 'sideways']],
  [['config']],
  [['unknown']],
])('%j is no command: the usage is printed, the exit code is 2 and nothing is done', async (words) => {
  expect(await run(words)).toEqual({ code: 2, printed: expect.stringContaining('Usage'), directions: [], orders: [] });
});

test.each([[[]], [['help']]])('%j asks for the usage, which is no fault', async (words) => {
  expect(await run(words)).toMatchObject({ code: 0, printed: expect.stringContaining('Usage') });
});

test('events dead lists what was given up, one line each', async () => {
  expect((await run(['events', 'dead'], ['one', 'two'])).printed).toBe('one\ntwo\n');
  expect((await run(['events', 'dead'])).printed).toBe('There are no dead letters.\n');
});

test('events revive says whether there was such a dead letter', async () => {
  expect(await run(['events', 'revive', 'dead'])).toMatchObject({ code: 0, printed: 'It will be delivered again.\n' });
  expect(await run(['events', 'revive', 'alive'])).toMatchObject({
    code: 1,
    printed: expect.stringContaining('alive'),
  });
  expect((await run(['events', 'revive'])).code).toBe(2);
});

test('generate hands on the name and the flags, and takes no flag that it does not know', async () => {
  const flags = (withEvents: boolean, withCache: boolean) => JSON.stringify({ withEvents, withCache });
  expect(await run(['generate', 'context', 'notes'])).toMatchObject({
    code: 0,
    printed: `notes ${flags(false, false)}`,
  });
  expect(await run(['generate', 'context', 'notes', '--with-cache', '--with-events'])).toMatchObject({
    code: 0,
    printed: `notes ${flags(true, true)}`,
  });
  expect((await run(['generate', 'context', 'notes', '--with-magic'])).code).toBe(2);
  expect((await run(['generate', 'context'])).code).toBe(2);
});

test('seed tells how much of each kind was made', async () => {
  const { code, printed } = await run(['seed']);
  expect(code).toBe(0);
  expect(printed.split('\n')).toEqual(expect.arrayContaining(['accounts: 1 made, 2 there before', '']));
  expect(printed.match(/\n/g)).toHaveLength(6);
});

test('replay hands on its order, and tells what became of it', async () => {
  expect(await run(['replay', 'record-activity'])).toMatchObject({
    code: 0,
    printed: '3 events were told, 4 had been told before. The last one has the position 17.\n',
    orders: [{ subscriber: 'record-activity', from: 1, to: undefined, event: undefined, dryRun: false, again: false }],
  });
  const words = ['--dry-run', 'record-activity', '--from', '7', '--to=9', '--again', '--event', 'item.created'];
  expect(await run(['replay', ...words])).toMatchObject({
    printed: '0 events would be told, 0 had been told before.\n',
    orders: [{ subscriber: 'record-activity', from: 7, to: 9, event: 'item.created', dryRun: true, again: true }],
  });
});

test.each([['--from', 'x'], ['--to', '1.5'], ['--from'], ['--sideways'], ['--from', '-1']])(
  'replay takes no %s %s',
  async (...words) => {
    expect(await run(['replay', 'record-activity', ...words])).toMatchObject({ code: 2, orders: [] });
  },
);
