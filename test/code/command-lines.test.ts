import { describe, expect, test } from 'vitest';
import { factsOf } from '../kit/inventories.ts';

const manifest = (more: Record<string, unknown> = {}): string =>
  JSON.stringify({ name: 'acme', version: '1.0.0', type: 'module', bin: { acme: './dist/cli.js' }, ...more });

const project = (code: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  'package.json': manifest(),
  'src/cli.ts': code,
  ...more,
});

const named = async (kind: 'flags' | 'commands', files: Readonly<Record<string, string>>): Promise<string[]> =>
  (await factsOf(kind, files)).map(({ name, aliases }) => [name, ...aliases].join(' ')).sort();

const parseArgs = "import { parseArgs } from 'node:util';\n";
const commander = "import { Command, Option, program } from 'commander';\n";
const cac = "import { cac } from 'cac';\nconst cli = cac('acme');\n";
const yargs = "import yargs from 'yargs';\nimport { hideBin } from 'yargs/helpers';\n";
const citty = "import { defineCommand, runMain } from 'citty';\n";

describe('flags and commands of a program', () => {
  test('are those of parseArgs', async () => {
    const code = [
      "const options = { port: { type: 'string', short: 'p', default: '80' }, 'dry-run': { type: 'boolean' } } as const;",
      'parseArgs({ args: process.argv.slice(2), options, allowPositionals: true });',
    ].join('\n');
    const files = project(parseArgs + code);
    expect(await named('flags', files)).toEqual(['--dry-run', '--port -p']);
    expect((await factsOf('flags', files))[0]).toMatchObject({
      id: 'flags:acme#--port',
      details: { type: 'string', default: '80', programs: ['acme'] },
      location: { file: 'src/cli.ts', line: 2 },
    });
  });

  test('are those of commander, in every file of the package', async () => {
    const files = project(
      [
        commander,
        "import { build } from './build.ts';",
        "program.version('1.0.0').option('-p, --port <port>', 'where it listens').option('--no-color');",
        "program.addOption(new Option('--level <level>').choices(['a', 'b'])).addCommand(build);",
        "program.command('serve [root]').alias('dev').requiredOption('--root <dir>').helpOption('-h, --help');",
        'program.parse(process.argv);',
      ].join('\n'),
      {
        'src/build.ts': `${commander}export const build = new Command().command('build').option('--watch');\n`,
        'test/other.ts': `${commander}program.option('--from-a-test');\n`,
      },
    );
    expect(await named('flags', files)).toEqual([
      '--help -h',
      '--level',
      '--no-color',
      '--port -p',
      '--root',
      '--version -V',
      '--watch',
    ]);
    expect(await named('commands', files)).toEqual(['acme build', 'acme dev', 'acme serve']);
    expect((await factsOf('flags', files)).find(({ name }) => name === '--port')?.description).toBe('where it listens');
  });

  test('are those of cac', async () => {
    const code =
      "cli.command('build [root]', 'Builds').option('-w, --watch', 'again').option('--env.* <value>', 'all');\ncli.help();\ncli.version('1');\ncli.parse();\n";
    expect(await named('flags', project(cac + code))).toEqual(['--env', '--version -v', '--watch -w']);
    expect(await named('commands', project(cac + code))).toEqual(['acme build']);
  });

  test('are those of yargs, when it is strict', async () => {
    const code = [
      "yargs(hideBin(process.argv)).option('port', { alias: ['p', 'listen'], type: 'number', default: 80 })",
      "  .options({ level: { describe: 'how much' } }).boolean('quiet')",
      "  .command('build <root>', 'Builds', (y) => y.option('watch', {}))",
      "  .command({ command: ['serve', 'dev'], builder: { host: {} }, handler() {} })",
    ].join('\n');
    const strict = project(`${yargs}${code}.strict().parse();\n`);
    expect(await named('flags', strict)).toEqual([
      '--host',
      '--level',
      '--listen',
      '--port',
      '--quiet',
      '--watch',
      '-p',
    ]);
    expect(await named('commands', strict)).toEqual(['acme build', 'acme dev', 'acme serve']);
    expect(await named('flags', project(`${yargs}${code}.parse();\n`))).toEqual([]);
  });

  test('are those of citty', async () => {
    const code = [
      "const main = defineCommand({ meta: { name: 'acme' }, args: { root: { type: 'positional' }, logLevel: { type: 'string', alias: 'l' } },",
      "  subCommands: { build: () => import('./build.ts').then((m) => m.default) } });",
      'runMain(main);',
    ].join('\n');
    const files = project(citty + code, {
      'src/build.ts': `${citty}export default defineCommand({ args: { watch: { type: 'boolean' } } });\n`,
    });
    expect(await named('flags', files)).toEqual(['--log-level', '--watch', '-l']);
    expect(await named('commands', files)).toEqual(['acme build']);
  });

  test('are read in plain JavaScript, and belong to every program of the package', async () => {
    const files = {
      'package.json': manifest({ name: '@acme/tools', bin: { acme: './bin/acme.mjs', acme2: './bin/acme.mjs' } }),
      'bin/acme.mjs': `${commander}program.option('--port <port>').command('serve');\n`,
    };
    expect((await factsOf('flags', files)).map(({ details }) => details.programs)).toEqual([['acme', 'acme2']]);
    expect(await named('commands', files)).toEqual(['acme serve', 'acme2 serve']);
  });

  const known = `${parseArgs}parseArgs({ options: { port: { type: 'string' } } });\n`;

  test.each([
    ['parseArgs is given what is computed', `${parseArgs}parseArgs(config());\n`],
    ['its options are spread', `${parseArgs}parseArgs({ options: { port: { type: 'string' }, ...more } });\n`],
    ['its options are imported', `${parseArgs}import { options } from './o.ts';\nparseArgs({ options });\n`],
    ['it is not strict', `${parseArgs}parseArgs({ options: { port: { type: 'string' } }, strict: false });\n`],
    ['the arguments are read by hand', `${known}if (process.argv.includes('--port')) console.log(1);\n`],
    ['they are kept', `${known}const args = process.argv.slice(2);\n`],
    ['another reader is used too', `import minimist from 'minimist';\n${known}`],
    ['commander takes unknown options', `${commander}program.option('--port').allowUnknownOption();\n`],
    ['commander hands options on', `${commander}program.option('--port').command('run').passThroughOptions();\n`],
    ['an option of commander is computed', `${commander}program.option('--port').option(name);\n`],
    ['a command of commander is a program', `${commander}program.option('--port').command('run', 'runs');\n`],
    [
      'a command comes from elsewhere',
      `${commander}import { far } from 'far';\nprogram.option('--port').addCommand(far);\n`,
    ],
    [
      'another package adds to it',
      `${commander}import { add } from 'far';\nprogram.option('--port');\nadd(program);\n`,
    ],
    ['cac takes unknown options', `${cac}cli.command('run').option('--port').allowUnknownOptions();\n`],
    ['yargs reads a folder', `${yargs}yargs().option('port', {}).commandDir('x').strict().parse();\n`],
    [
      'a command of yargs is imported',
      `${yargs}import * as b from './b.ts';\nyargs().option('port', {}).command(b).strict();\n`,
    ],
    ['citty is given a spread', `${citty}defineCommand({ args: { port: { type: 'string' }, ...shared } });\n`],
    [
      'citty hands on what was typed',
      `${citty}defineCommand({ args: { port: { type: 'string' } }, run({ rawArgs }) {} });\n`,
    ],
    [
      'a command of citty is of another package',
      `${citty}defineCommand({ args: { port: { type: 'string' } }, subCommands: { a: () => import('far') } });\n`,
    ],
  ])('are none when not all of them can be known: %s', async (_name, code) => {
    expect(await named('flags', project(code))).toEqual([]);
    expect(await named('commands', project(code))).toEqual([]);
  });

  test('are none of a package without programs, or whose program is not among what is read', async () => {
    expect(await named('flags', project(known))).toEqual(['--port']);
    expect(await named('flags', { ...project(known), 'package.json': JSON.stringify({ name: 'acme' }) })).toEqual([]);
    const elsewhere = { 'package.json': manifest({ bin: './scripts/acme.js' }), 'scripts/acme.js': 'run();\n' };
    expect(await named('flags', { ...project(known), ...elsewhere })).toEqual([]);
  });

  test('are left to the config where it names them', async () => {
    const files = { ...project(known), 'src/list.ts': "export const list = [{ name: 'other' }];\n" };
    const flags = await factsOf('flags', files, [{ kind: 'flags', list: 'src/list.ts#list', prefix: '--' }]);
    expect(flags.map(({ name }) => name)).toEqual(['--other']);
  });
});
