import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { beforeAll, describe, expect, test } from 'vitest';
import { block, type PageRun, page, runPage, sleeping } from '../kit/run-page.ts';

const greeter = {
  'package.json':
    '{ "name": "greeter", "type": "module", "exports": { ".": "./dist/index.js", "./formal": "./dist/formal.js" } }',
  'src/index.ts': [
    "import { Options, shout } from './shout.js';",
    "export { Options } from './shout.js';",
    'export enum Mood { Calm, Loud }',
    'export class Greeter { constructor(readonly name: string) {} }',
    'export function greet(name: string, options?: Options): string {',
    "  if (name === '') throw new TypeError('a name is needed');",
    '  return options?.loud ? shout(name) : name;',
    '}',
    '',
  ].join('\n'),
  'src/shout.ts': [
    'export interface Options { loud?: boolean }',
    'export const shout = (name: string): string => name.toUpperCase();',
    '',
  ].join('\n'),
  'src/formal.ts': "export const title = 'Dr';\n",
};

describe('what runs', () => {
  test('a block that says so, and no other', async () => {
    const text = page(block('ts @run', 'export const a = 1;'), block('ts', "throw new Error('never');"));
    expect(await runPage(text)).toMatchObject({ findings: [], ran: 1 });
  });

  test('every block of a page that the config names, except those that are only to be checked', async () => {
    const text = page(
      block('ts', 'export const a = 1;'),
      block('ts @check', "throw new Error('never');"),
      block('ts @skip="it waits for a person"', 'ask(person);'),
      block('ts', 'somethingThatNothingDeclares();'),
    );
    const run = await runPage(text, {}, { examples: { run: ['*.md'] } });
    expect(run).toMatchObject({ findings: [], ran: 1 });
    expect(run.reasons).toEqual({ 'it waits for a person': 1, 'it uses names that nothing declares': 1 });
  });

  test('a block that continues others, and what it continues', async () => {
    const text = page(
      block('ts', "let name = 'Ada';", 'export interface Person { name: string }'),
      block('ts @continue', 'const person: Person = { name };'),
      block('ts @run @continue', "if (person.name !== 'Ada') throw new Error(person.name);"),
    );
    expect(await runPage(text, {}, { level: 'strict' })).toMatchObject({ findings: [], ran: 3 });
    expect(await runPage(text)).toMatchObject({ findings: [], ran: 3 });
  });

  test('the source of the documented package, with types, enums and imports that name types only', async () => {
    const text = page(
      block(
        'ts @run',
        "import { greet, Greeter, Mood, Options } from 'greeter';",
        "import { title } from 'greeter/formal';",
        'const options: Options = { loud: true };',
        "greet('Ada', options); // => 'ADA'",
        "new Greeter('Ada'); // => Greeter { name: 'Ada' }",
        'Mood.Loud; // => 1',
        "title; // => 'Dr'",
      ),
    );
    expect(await runPage(text, greeter)).toMatchObject({ findings: [], ran: 1 });
  });

  test('several files in one block, and CommonJS', async () => {
    const text = page(
      block(
        'ts @run',
        '// @filename: greeting.ts',
        "export const greeting: string = 'hello';",
        '// @filename: main.ts',
        "import { greeting } from './greeting';",
        "greeting; // => 'hello'",
      ),
      block('cjs @run', "const { join } = require('node:path');", "join('a', 'b'); // => 'a/b'"),
    );
    expect(await runPage(text)).toMatchObject({ findings: [], ran: 2 });
  });

  test.each([
    ['JSX', block('tsx @run', 'declare const h: any;', 'export const title = <h1>Hi</h1>;'), 'it: JSX'],
    ['JSX in JavaScript', block('jsx @run', 'export const title = <h1>Hi</h1>;'), 'it: JSX'],
    ['JSX in a block that does not say so', block('js @run', 'export const title = <h1>Hi</h1>;'), 'it: JSX'],
    ['decorators', block('ts @run', 'const own = (_: unknown) => {};', '@own class A {}'), 'it: decorators'],
    ['decorators in the source', block('ts @run', "import { A } from 'own';", 'new A();'), 'src/index.ts: decorators'],
  ])('%s cannot run, and the reason is told', async (_name, text, reason) => {
    const own = {
      'package.json': '{ "name": "own", "type": "module", "exports": "./src/index.ts" }',
      'src/index.ts': 'const own = (_: unknown) => {};\n@own export class A {}\n',
    };
    const run = await runPage(page(text), own);
    expect(run).toEqual({ findings: [], ran: 0, reasons: { [`Node does not run what is in ${reason}`]: 1 } });
  });

  test.each([
    ['by a module', "import { nothing } from 'not-there/deep';\nexport const own = nothing;\n"],
    ['by CommonJS', "module.exports.own = require('@not/there');\n"],
  ])('what needs a package that is not installed is not run: %s', async (_name, source) => {
    const own = { 'package.json': '{ "name": "own", "exports": "./src/index.js" }', 'src/index.js': source };
    const run = await runPage(page(block('ts @run', "import { own } from 'own';", 'own;')), own);
    expect(run.findings).toEqual([]);
    expect(Object.keys(run.reasons)).toEqual([expect.stringMatching(/^(not-there|@not\/there) is not installed$/)]);
  });

  test('what is for a browser is not run', async () => {
    const run = await runPage(page(block('ts @run', "document.title = 'a';")));
    expect(run).toEqual({ findings: [], ran: 0, reasons: { 'Node has no `document`': 1 } });
  });

  test('a block that assigns to a variable of another is not run, because modules cannot', async () => {
    const text = page(block('ts', 'let count = 1;'), block('ts @run @continue', 'count = 2;'));
    const run = await runPage(text);
    expect(run.findings).toEqual([]);
    expect(run.reasons).toEqual({ 'it assigns to a variable of an earlier block': 1 });
  });
});

describe('an error names the line of the page', () => {
  const thrown = ["const say = (): never => { throw new TypeError('bad'); };", 'say();'];
  test.each([
    ['on its own', page(block('ts @run', ...thrown)), '4:34-37'],
    ['behind a comment that says a value', page(block('ts @run', "const a = 'x'; // => 'x'", ...thrown)), '5:34-37'],
    [
      'behind a watched value in the same line',
      page(block('ts @run', 'const a = null as unknown as { b: string };', 'const c = 1 + a.b.length; // => 3')),
      '5:17-18',
    ],
    [
      'in a list',
      page(
        '- item',
        '',
        ...block('ts @run', ...thrown)
          .split('\n')
          .map((line) => `  ${line}`),
      ),
      '6:36-39',
    ],
    ['with Windows line ends', page(block('ts @run', ...thrown)).replaceAll('\n', '\r\n'), '4:34-37'],
    ['in a diff', page(block('diff lang="ts" @run', '-const a = 1;', ...thrown.map((line) => `+${line}`))), '5:35-38'],
    ['in code that Node has to change', page(block('ts @run', 'enum Mood { Calm }', ...thrown)), '5:34-37'],
    [
      'continued',
      page(block('ts', 'const a = 1;'), block('ts @run @continue', 'console.log(a);', ...thrown)),
      '9:34-37',
    ],
  ])('%s', async (_name, text, place) => {
    const { findings } = await runPage(text);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(new RegExp(`^failed-run ${place} this example throws \`TypeError: `));
  });

  test('in the source of the package: the call on the page, and the place in the source beside it', async () => {
    const { checkFiles } = await import('../kit/check-files.ts');
    const text = page(block('ts @run', "import { greet } from 'greeter';", "greet('');"));
    const { findings } = await checkFiles({ ...greeter, 'README.md': text }, 'drift', {}, undefined, true);
    expect(findings.map(({ location, related }) => [location!.line, location!.column, related])).toEqual([
      [5, 1, [{ file: 'src/index.ts', line: 6, column: 26, message: 'it is thrown here' }]],
    ]);
  });

  test('in a stack that the example prints', async () => {
    const text = page(
      block('ts @run', "const { stack } = new Error('here');", 'console.log(stack);'),
      block('txt @output', 'Error: here', '    at README.md:4:19'),
    );
    expect(await runPage(text)).toMatchObject({ findings: [], ran: 2 });
  });
});

describe('one example cannot spoil the others', () => {
  const good = block('ts @run', 'console.log(1 + 1); // => 2');
  /** What goes wrong, its code, and what is found. Lines are counted from the one that opens the block. */
  const spoilers: readonly (readonly [string, readonly string[], string])[] = [
    ['an endless loop', [sleeping], 'timeout 0:1-11 this example has not ended after 2 seconds'],
    [
      'an endless timer',
      ['setInterval(() => {}, 1000);'],
      'timeout 0:1-11 this example has not ended after 2 seconds: a timer is left',
    ],
    [
      'a promise that nothing settles',
      ['await new Promise(() => {});'],
      'timeout 0:1-11 this example has not ended after 2 seconds',
    ],
    [
      'an end of the process',
      ["import process from 'node:process';", 'process.exit(3);'],
      'failed-run 0:1-11 this example ends the process with exit code 3',
    ],
    [
      'a crash',
      ["import process from 'node:process';", 'process.abort();'],
      'failed-run 0:1-11 this example ends its process: SIGABRT',
    ],
    [
      'a refused promise that nobody catches',
      ["void Promise.reject(new Error('late'));"],
      'failed-run 1:21-24 this example throws `Error: late`',
    ],
    [
      'an error in a timer',
      ["setTimeout(() => { throw new RangeError('later'); }, 5);"],
      'failed-run 1:26-29 this example throws `RangeError: later`',
    ],
    ['something thrown that is no error', ["throw 'text';"], "failed-run 0:1-11 this example throws `'text'`"],
    [
      'a missing file',
      ["import { readFileSync } from 'node:fs';", "readFileSync('missing.txt');"],
      "failed-run 2:1-13 this example throws `Error: ENOENT: no such file or directory, open 'missing.txt'`",
    ],
  ];
  const blocks = spoilers.map(([, lines]) => block('ts @run', ...lines));
  /** All on one page, with a good one behind each. The loop is first, and so nothing has to run it twice. */
  const text = page(...blocks.flatMap((spoiler) => [spoiler, good]));
  const opening = blocks.map((spoiler) => text.slice(0, text.indexOf(spoiler)).split('\n').length);
  let run: PageRun;

  beforeAll(async () => {
    run = await runPage(text);
  }, 120_000);

  test.each(spoilers.map(([what, , finding], index) => ({ what, finding, index })))('$what', ({ finding, index }) => {
    const expected = finding.replace(/ (\d+):/, (_, line: string) => ` ${opening[index]! + Number(line)}:`);
    expect(run.findings[index]).toBe(expected);
  });

  test('nothing else is found, and all have run', () => {
    expect(run.findings).toHaveLength(spoilers.length);
    expect(run.ran).toBe(2 * spoilers.length);
  });

  test('more memory than is allowed', async () => {
    const hungry = block('ts @run', 'const kept: number[][] = [];', 'while (true) kept.push(new Array(1e5).fill(1));');
    const { findings } = await runPage(page(good, hungry, good), {}, { examples: { memory: 64, timeout: 60 } });
    expect(findings).toEqual(['failed-run 7:1-11 this example needs more than 64 MB of memory']);
  });

  test('an end of the process with code 0 is an end like any other', async () => {
    const text = page(block('ts @run', "console.log('bye');", 'process.exit();'), block('txt @output', 'bye'), good);
    expect(await runPage(text)).toMatchObject({ findings: [], ran: 3 });
  });

  test('what one leaves behind does not reach the next', async () => {
    const leaves = block(
      'ts @run',
      "Object.assign(globalThis, { leak: 'here' });",
      "process.env.LEAK = 'here';",
      'globalThis.parseInt = () => 42;',
    );
    const needs = (code: string): string => block('ts @run', `${code} // => true`);
    const run = await runPage(
      page(leaves, needs("'leak' in globalThis;"), needs("'LEAK' in process.env;"), needs("parseInt('1') === 42;")),
    );
    expect(run.findings.map((finding) => finding.replace(/^(\S+) .* the value/, '$1 the value'))).toEqual(
      Array.from({ length: 3 }, () => 'wrong-value the value is `false`, not `true`'),
    );
  });

  test('one that fails only beside others is right', async () => {
    const registry = {
      'package.json': '{ "name": "registry", "type": "module", "exports": "./src/index.ts" }',
      'src/index.ts': [
        'const taken = new Set<string>();',
        'export function take(name: string): void {',
        "  if (taken.has(name)) throw new Error('it is taken');",
        '  taken.add(name);',
        '}',
      ].join('\n'),
    };
    const take = block('ts @run', "import { take } from 'registry';", "take('a');");
    expect(await runPage(page(take, take), registry)).toMatchObject({ findings: [], ran: 2 });
  });

  test('one that fails before any other has run does not run again', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const asks = block('ts @run', `await fetch('http://127.0.0.1:${port}');`, "throw new Error('bad');");
    const { findings } = await runPage(page(asks, good, asks), {}, { examples: { network: true, timeout: 60 } });
    server.close();
    server.closeAllConnections();
    expect(findings).toHaveLength(2);
    // The one behind others has to show by itself that it is not their fault.
    expect(asked).toBe(3);
  });

  test('the one that fails is told once, and those that continue it are not blamed', async () => {
    const text = page(
      block('ts @run', 'export const a = 1;', "throw new Error('bad');"),
      block('ts @run @continue', 'console.log(a);'),
    );
    const run = await runPage(text);
    expect(run.findings).toEqual(['failed-run 5:7-10 this example throws `Error: bad`']);
    expect(run.reasons).toEqual({ 'it continues a block that fails': 1 });
  });
});

describe('what an example can reach', () => {
  const refused = 'examples may not use the network; `examples.network` of the config allows it';
  test.each([
    ['fetch', "await fetch('http://127.0.0.1:8080/');"],
    ['a socket', "import { connect } from 'node:net';\nconnect(9, '127.0.0.1');"],
    ['a secure socket', "import { connect } from 'node:tls';\nconnect(9, '127.0.0.1');"],
    ['a server', "import { createServer } from 'node:http';\ncreateServer().listen(0);"],
    ['a datagram', "import { createSocket } from 'node:dgram';\ncreateSocket('udp4').send('x', 9, '127.0.0.1');"],
    ['the names of hosts', "import { lookup } from 'node:dns/promises';\nawait lookup('localhost');"],
    ['the names of hosts, with a callback', "import { resolve4 } from 'node:dns';\nresolve4('localhost', () => {});"],
  ])('not the network: %s', async (_name, code) => {
    const { findings } = await runPage(page(block('ts @run', ...code.split('\n'))));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(refused);
  });

  test('the network when the config allows it', async () => {
    const text = page(
      block(
        'ts @run',
        "import { once } from 'node:events';",
        "import { createServer, type Server } from 'node:http';",
        "import type { AddressInfo } from 'node:net';",
        "const server: Server = createServer((_, response) => response.end('pong')).listen(0, '127.0.0.1');",
        "await once(server, 'listening');",
        'const { port } = server.address() as AddressInfo;',
        "const response = await fetch('http://127.0.0.1:' + port);",
        "await response.text(); // => 'pong'",
        'server.close();',
        'server.closeAllConnections();',
      ),
    );
    expect(await runPage(text, {}, { examples: { network: true } })).toMatchObject({ findings: [], ran: 1 });
  });

  test.each([
    [
      'files outside the repository',
      "import { readFileSync } from 'node:fs';",
      "readFileSync('/etc/hosts')",
      'FileSystemRead',
    ],
    [
      'writing outside its folder',
      "import { writeFileSync } from 'node:fs';",
      "writeFileSync('/nowhere.txt', '')",
      'FileSystemWrite',
    ],
    ['other programs', "import { spawnSync } from 'node:child_process';", "spawnSync('ls')", 'ChildProcess'],
    ['threads', "import { Worker } from 'node:worker_threads';", "new Worker('0', { eval: true })", 'WorkerThreads'],
  ])('not %s', async (_name, imports, code, permission) => {
    const text = page(
      block(
        'ts @run',
        imports,
        "let refused: string | undefined = 'nothing';",
        `try { ${code}; } catch (error) { refused = (error as { permission?: string }).permission; }`,
        `console.log(refused); // => ${permission}`,
      ),
    );
    expect(await runPage(text)).toMatchObject({ findings: [], ran: 1 });
  });

  test('an empty folder of its own, which is gone afterwards', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('docproof-run-'));
    const text = page(
      block(
        'ts @run',
        "import { readdirSync, readFileSync, writeFileSync } from 'node:fs';",
        "readdirSync('.'); // => []",
        "writeFileSync('note.txt', 'kept');",
        "readFileSync('note.txt', 'utf8'); // => 'kept'",
        "process.cwd(); // => 'elsewhere'",
        "console.log(process.cwd() + '/note.txt');",
      ),
      block('txt @output', '…/note.txt'),
    );
    const { findings } = await runPage(text);
    expect(findings).toEqual(["wrong-value 8:22-33 the value is `'…'`, not `'elsewhere'`"]);
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith('docproof-run-'));
    expect(after.filter((name) => !before.includes(name) && existsSync(`${tmpdir()}/${name}/note.txt`))).toEqual([]);
  });

  test('the same time zone, language and environment everywhere', async () => {
    process.env.DOCPROOF_TEST_SECRET = 'hidden';
    const text = page(
      block(
        'ts @run',
        "new Date(0).toString(); // => 'Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)'",
        "(1234.5).toLocaleString(); // => '1,234.5'",
        'process.env.DOCPROOF_TEST_SECRET; // => undefined',
      ),
    );
    expect((await runPage(text)).findings).toEqual([]);
    delete process.env.DOCPROOF_TEST_SECRET;
  });
});

describe('what an example prints', () => {
  test('is not in the way of the worker, whichever way it goes', async () => {
    const text = page(
      block(
        'ts @run',
        "import { writeSync } from 'node:fs';",
        'writeSync(1, \'{"kind":"ended","id":0}\\n\');',
        "writeSync(2, 'noise\\n');",
        "process.stdout.write('a');",
        "process.stderr.write('b\\n');",
        "console.log('%s is %d', 'c', 3);",
      ),
      block('txt @output', 'ab', 'c is 3'),
    );
    expect(await runPage(text)).toMatchObject({ findings: [], ran: 2 });
  });

  test('may be huge', async () => {
    const text = page(
      block('ts @run', "for (let line = 0; line < 200_000; line += 1) console.log('x'.repeat(80));"),
      block('txt @output', 'y'),
    );
    const { findings } = await runPage(text, {}, { examples: { timeout: 60 } });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain('wrong-output 7:1-');
  });
});
