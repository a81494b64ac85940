import { expect, test } from 'vitest';
import { runCommand } from '../../src/interface/cli/commands.ts';
import { settings } from '../../src/main/settings.ts';

const run = async (words: readonly string[], ran: readonly string[] = []) => {
  let printed = '';
  const directions: string[] = [];
  const code = await runCommand(words, {
    settings: Object.values(settings),
    async migrate(direction) {
      directions.push(direction);
      return ran;
    },
    deadLetters: async () => ran,
    revive: async (id) => id === 'dead',
    openApi: async () => ({ openapi: '3.1.0' }),
    generate: async (context, flags) => `${context} ${JSON.stringify(flags)}`,
    print(text) {
      printed += text;
    },
  });
  return { code, printed, directions };
};

test.each(['up', 'down'])('migrate %s does so once, and prints what ran', async (direction) => {
  expect(await run(['migrate', direction], ['0001_a', '0002_b'])).toEqual({
    code: 0,
    printed: '0001_a\n0002_b\n',
    directions: [direction],
  });
});

test('migrate says when there was nothing to do', async () => {
  expect((await run(['migrate', 'up'])).printed).toBe('There was nothing to do.\n');
});

test('openapi prints the document as JSON, and config docs one row a setting', async () => {
  expect(JSON.parse((await run(['openapi'])).printed)).toEqual({ openapi: '3.1.0' });
  expect((await run(['config', 'docs'])).printed.match(/^\| `[A-Z_]+`/gm)).toHaveLength(Object.keys(settings).length);
});

test.each([[['migrate']], [['migrate', 'sideways']], [['config']], [['unknown']]])(
  '%j is no command: the usage is printed, the exit code is 2 and nothing is done',
  async (words) => {
    expect(await run(words)).toEqual({ code: 2, printed: expect.stringContaining('Usage'), directions: [] });
  },
);

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
