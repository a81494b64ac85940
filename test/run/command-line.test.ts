import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { builtCommand } from '../kit/built-program.ts';
import { docproof, folderOf, runProgram, sourceCommand } from '../kit/command-line.ts';
import { block, page, sleeping } from '../kit/run-page.ts';

const own = {
  'package.json': '{ "name": "own", "type": "module", "exports": "./dist/index.js" }',
  'src/index.ts': "import { twice } from 'dependency';\nexport const four: number = twice(2);\n",
  'node_modules/dependency/package.json': '{ "name": "dependency", "main": "index.js", "types": "index.d.ts" }',
  'node_modules/dependency/index.js': 'exports.twice = (n) => 2 * n;\n',
  'node_modules/dependency/index.d.ts': 'export declare const twice: (n: number) => number;\n',
};
const four = (expected: string): string => block('ts @run', "import { four } from 'own';", `four; // => ${expected}`);

test('without --run no code runs', async () => {
  const folder = folderOf({ ...own, 'README.md': page(block('ts @run', "throw new Error('it ran');")) });
  const { status, stdout } = await docproof(folder);
  expect(status).toBe(0);
  expect(stdout).toContain('1 code blocks: not run: it is marked `@run`, and `--run` was not given');
});

test.each([
  ['the build', builtCommand],
  ['its sources', sourceCommand],
])(
  'with --run examples run against the source, and what is installed is found as Node finds it: from %s',
  (_, program) => {
    const folder = folderOf({ ...own, 'README.md': page(four('4')) });
    const { status, stdout, stderr } = runProgram(program, folder, '--run', '--reporter', 'json');
    expect(JSON.parse(stdout).summary.ledger.blocks).toMatchObject({ ran: 1 });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  },
);

test('a wrong value is an error, and `docproof fix --run` writes the right one', async () => {
  const folder = folderOf({ ...own, 'README.md': page(four('5')) });
  expect((await docproof(folder, '--run')).status).toBe(1);
  expect((await docproof(folder, 'fix', '--run')).status).toBe(0);
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(page(four('4')));
});

test('the config names pages and limits, and a mistake in it is told', async () => {
  const text = page(block('ts', sleeping));
  const config = (examples: object): string => JSON.stringify({ examples });
  const slow = folderOf({
    ...own,
    'README.md': text,
    'docproof.config.json': config({ run: ['README.md'], timeout: 1 }),
  });
  expect((await docproof(slow, '--run')).stdout).toContain('this example has not ended after 1 second');
  const wrong = folderOf({ ...own, 'README.md': text, 'docproof.config.json': config({ tiemout: 1 }) });
  expect(await docproof(wrong, '--run')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('`examples.tiemout` is not a key of the config. Did you mean `timeout`?'),
  });
});

const isAlive = (id: number): boolean => {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
};

test.runIf(process.platform === 'linux')('an example that loops does not outlive Docproof', async () => {
  const folder = folderOf({
    ...own,
    'README.md': page(
      block(
        'ts @run',
        "import { writeFileSync } from 'node:fs';",
        "writeFileSync('looping', String(process.pid));",
        'while (true) {}',
      ),
    ),
    'docproof.config.json': '{ "examples": { "timeout": 600 } }',
  });
  const temporary = folderOf({ 'note.txt': '' });
  const run = spawn(process.execPath, [builtCommand, '--run', '--root', folder], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: temporary },
  });
  const note = (): string | undefined =>
    readdirSync(temporary)
      .map((name) => join(temporary, name, 'looping'))
      .find((path) => existsSync(path) && readFileSync(path, 'utf8') !== '');
  while (note() === undefined && run.exitCode === null) await pause(20);
  const worker = Number(readFileSync(note()!, 'utf8'));
  const ended = once(run, 'exit');
  run.kill('SIGTERM');
  expect((await ended)[1]).toBe('SIGTERM');
  while (isAlive(worker)) await pause(20);
  expect(note()).toBeUndefined();
});
