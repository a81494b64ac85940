import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Level } from '../../src/check/rule.ts';
import { checkFiles } from '../kit/check-files.ts';
import type { MemoryEntry } from '../kit/memory-file-system.ts';

const fence = '~~~~~~';

const repository: Readonly<Record<string, MemoryEntry>> = {
  'package.json': JSON.stringify({
    name: 'root',
    private: true,
    workspaces: ['packages/*'],
    repository: 'https://github.com/acme/tools.git',
    scripts: { build: 'tsc', 'test:unit': 'vitest' },
  }),
  'packages/core/package.json': JSON.stringify({
    name: '@acme/core',
    scripts: { bundle: 'rolldown' },
    bin: { core: './core.js', 'core-fix': './fix.js' },
  }),
  'packages/one/package.json': JSON.stringify({ name: 'one-tool', bin: './one.js' }),
  'packages/none/package.json': JSON.stringify({ name: 'no-tool' }),
  'examples/demo/package.json': JSON.stringify({ name: 'demo', private: true, scripts: { demo: 'node .' } }),
  'packages/fix/package.json': JSON.stringify({ name: 'core-fix' }),
  'examples/demo/server.js': '',
  'scripts/release.ts': '',
  'scripts/lib/index.js': '',
  'docker/compose.yml': '',
  '.gitignore': 'dist\n/tmp\n',
};

const page = (info: string, lines: readonly string[], end = '\n'): string =>
  ['# Page', '', `${fence}${info}`, ...lines, fence, ''].join(end);

/** Checks a page with one block, whose first line is line 4. A finding is written `rule line:column-endColumn`. */
async function found(
  lines: readonly string[],
  { file = 'CONTRIBUTING.md', info = 'sh', level = 'drift' as Level, end = '\n', text = page(info, lines, end) } = {},
) {
  const { findings, ledger } = await checkFiles({ ...repository, [file]: text }, level);
  return {
    findings: findings.map(
      ({ rule, location }) =>
        `${rule.replace('examples/', '')} ${location!.line}:${location!.column}-${location!.endColumn}`,
    ),
    messages: findings.map(({ message }) => message),
    blocks: ledger.blocks,
  };
}

describe('a script that no package has is found at its name', () => {
  test.each([
    ['npm run biuld', 'missing-script 4:9-14'],
    ['npm run-script biuld', 'missing-script 4:16-21'],
    ['npm run biuld -- --watch', 'missing-script 4:9-14'],
    ['npm run --silent biuld', 'missing-script 4:18-23'],
    ['CI=1 npm run biuld > /dev/null 2>&1', 'missing-script 4:14-19'],
    ['cd packages/core && npm run biuld', 'missing-script 4:29-34'],
    ['(npm ci; npm run "biuld") | tee log', 'missing-script 4:18-25'],
    ['if npm run biuld; then echo ok; fi', 'missing-script 4:12-17'],
    ['echo "$(npm run biuld)"', 'missing-script 4:17-22'],
    ['npm test', 'missing-script 4:5-9'],
    ['pnpm run biuld', 'missing-script 4:10-15'],
    ['pnpm -r run biuld', 'missing-script 4:13-18'],
    ['pnpm test:nuit', 'missing-script 4:6-15'],
    ['yarn test:nuit', 'missing-script 4:6-15'],
    ['bun run test:nuit', 'missing-script 4:9-18'],
    ['node --run biuld', 'missing-script 4:12-17'],
    ['npm run build -w packages/core', 'missing-script 4:9-14'],
    ['npm run build --workspace=@acme/core', 'missing-script 4:9-14'],
    ['npm --prefix packages/core run build', 'missing-script 4:32-37'],
    ['pnpm --filter @acme/core run build', 'missing-script 4:30-35'],
    ['pnpm --filter core run build', 'missing-script 4:24-29'],
    ['yarn workspace @acme/core run test:unit', 'missing-script 4:31-40'],
    ['pnpm --filter @acme/cor bundle', 'missing-script 4:15-24'],
  ])('%s', async (line, expected) => {
    expect((await found([line])).findings).toEqual([expected]);
  });

  test.each([
    [
      'npm run biuld',
      '`npm run biuld` runs nothing: no package.json of this repository has a script `biuld`; did you mean `build`?',
    ],
    [
      'npm run bundel -w @acme/core',
      '`npm run bundel` runs nothing: the package `@acme/core` has no script `bundel`; did you mean `bundle`?',
    ],
    [
      'pnpm --filter @acme/cor bundle',
      'there is no package `@acme/cor` in this repository; did you mean `@acme/core`?',
    ],
  ])('%s: the message says what was meant', async (line, message) => {
    expect((await found([line])).messages).toEqual([message]);
  });

  test('in the middle of a block, in a list, with carriage returns', async () => {
    const text = '- Step\n\n  ```sh\n  # first\n  npm ci \\\n    --silent\n  npm run biuld\n  ```\n'.replaceAll(
      '\n',
      '\r\n',
    );
    expect((await found([], { text })).findings).toEqual(['missing-script 7:11-16']);
  });

  test('in inline code', async () => {
    const text = '# Page\n\nRun `npm run biuld`, then `npm run build`. See `npm install`.\n';
    expect((await found([], { text })).findings).toEqual(['missing-script 3:5-20']);
  });
});

describe('a script that may be there is no finding', () => {
  test.each([
    ['of another package', 'npm run bundle'],
    ['of an example', 'npm run demo'],
    ['of npm itself, where there is a server', 'npm start'],
    ['with arguments of its own', 'npm run build -- -w nowhere'],
    ['that need not be there', 'npm run biuld --if-present'],
    ['of a package that the command names', 'npm run bundle -w core --silent'],
    ['of a folder', 'npm run bundle --prefix ./packages/core/'],
    ['of a pattern', 'pnpm --filter "./packages/*" run bundle'],
    ['in quotes', "npm run 'test:unit'"],
    ['after a comment', 'npm run build # npm run biuld'],
    ['a command of npm', 'npm install && npm run && npm ci'],
    ['a command of Bun', 'bun test && bun build ./a.ts'],
    ['a program of others', 'npx prettier --write . && pnpm dlx create-app'],
  ])('%s', async (_name, line) => {
    const { findings, blocks } = await found([line]);
    expect(findings).toEqual([]);
    expect(blocks.checked).toBe(1);
  });

  test.each([
    ['a variable', 'npm run "$TASK"'],
    ['a placeholder', 'npm run <script>'],
    ['a stand-in', 'npm run your-script'],
    ['a letter', 'npm run x'],
    ['a pattern', 'pnpm run "/^build:.*/"'],
    ['what may be a program', 'pnpm prettier --check .'],
    ['a folder that is not known', 'cd "$HOME" && cat notes/a.md'],
  ])('%s cannot be known', async (_name, line) => {
    const { findings, blocks } = await found([line]);
    expect(findings).toEqual([]);
    expect(blocks.unverifiable).toBe(1);
  });

  test('a skipped block is skipped, and says why', async () => {
    const { findings, blocks } = await found(['npm run biuld'], { info: 'sh @skip="a counter-example"' });
    expect(findings).toEqual([]);
    expect(blocks.reasons).toEqual({ 'a counter-example': 1 });
  });
});

describe('whose project a command runs in', () => {
  const one = ['missing-script 4:9-14'];
  const published = { ...repository, 'package.json': JSON.stringify({ name: 'tool', repository: 'acme/tools' }) };
  const at = async (file: string, text: string, files = repository): Promise<number> => {
    const { findings } = await checkFiles({ ...files, [file]: text });
    return findings.filter(({ rule }) => rule === 'examples/missing-script').length;
  };
  const block = `${fence}sh\nnpm run biuld\n${fence}\n`;

  test.each([
    'CONTRIBUTING.md',
    'DEVELOPMENT.md',
    'AGENTS.md',
    'docs/contributing/setup.md',
    'docs/community/contributing.mdx',
    'examples/demo/README.md',
  ])('%s is about the repository', async (file) => {
    expect((await found(['npm run biuld'], { file })).findings).toEqual(one);
  });

  test.each(['docs/guide.md', 'docs/development.md', 'packages/core/README.md', 'README.md', 'docs/readme.md'])(
    '%s may be about a project of the reader',
    async (file) => {
      const { findings, blocks } = await found(['npm run biuld'], { file });
      expect(findings).toEqual([]);
      expect(blocks.reasons).toEqual({ 'its commands may run in a project of the reader': 1 });
    },
  );

  test('at level strict every page is about the repository', async () => {
    expect((await found(['npm run biuld'], { file: 'docs/guide.md', level: 'strict' })).findings).toEqual(one);
  });

  test('the README of a published package is about it in the sections on development', async () => {
    expect(await at('README.md', `# Tool\n\n## Usage\n\n${block}`, published)).toBe(0);
    expect(await at('README.md', `# Tool\n\n## Development\n\n${block}`, published)).toBe(1);
    expect(await at('README.md', `# Tool\n\n## Contributing\n\n### First steps\n\n${block}`, published)).toBe(1);
    expect(
      await at('README.md', '# Tool\n\n## Building\n\n`npm run biuld`\n\n## Usage\n\n`npm run biuld`\n', published),
    ).toBe(1);
  });

  test('what follows a clone of the repository is about it, and what follows another is not', async () => {
    const cloneOf = (address: string): string => `# Guide\n\n${fence}sh\ngit clone ${address}\n${fence}\n\n${block}`;
    expect(await at('docs/guide.md', cloneOf('https://github.com/acme/tools'), published)).toBe(1);
    expect(await at('docs/guide.md', cloneOf('git@github.com:Acme/tools.git here'), published)).toBe(1);
    expect(await at('docs/guide.md', cloneOf('https://github.com/acme/other'), published)).toBe(0);
    expect(
      await at('docs/guide.md', `# Guide\n\n${block}\n${cloneOf('https://github.com/acme/tools')}`, published),
    ).toBe(1);
  });
});

describe('a path that a command needs', () => {
  test.each([
    ['node scripts/relase.ts --dry', 'missing-path 4:6-23'],
    ['node --import tsx scripts/relase.ts', 'missing-path 4:19-36'],
    ['./scripts/relase.ts', 'missing-path 4:1-20'],
    ['node scripts/relase.ts -e production', 'missing-path 4:6-23'],
    ['(cd "$HOME" && ls); node scripts/relase.ts', 'missing-path 4:26-43'],
    ['cat package.json scripts/gone.md', 'missing-path 4:18-33'],
    ['cd packages/cor && npm ci', 'missing-path 4:4-16'],
    ['docker compose -f docker/compos.yml up', 'missing-path 4:19-36'],
    ['tsc --project packages/core/tsconfig.build.json', 'missing-path 4:15-48'],
    ['cp scripts/gone.env .env', 'missing-path 4:4-20'],
    ['cd scripts && sh lib/gone.sh', 'missing-path 4:18-29'],
    ['cd scripts && sh ./../scripts/gone.sh', 'missing-path 4:18-38'],
  ])('%s', async (line, expected) => {
    expect((await found([line])).findings).toEqual([expected]);
  });

  test('is told with what was meant', async () => {
    expect((await found(['node scripts/relase.ts'])).messages).toEqual([
      'there is no file or folder `scripts/relase.ts` in this repository; did you mean `scripts/release.ts`?',
    ]);
  });

  test.each([
    ['is there', 'node scripts/release.ts && cd packages/core'],
    ['is there with an ending that Node adds', 'node scripts/lib'],
    ['is there below another folder', 'cd packages && node core/package.json'],
    ['is ignored', 'node scripts/dist/release.js && cat tmp/log.txt'],
    ['was made before', 'mkdir scripts/new && cd scripts/new'],
    ['was written before', 'echo 1 > scripts/new.txt && cat scripts/new.txt'],
    ['is an output of the command before', 'node scripts/release.ts --output scripts/out.md && cat scripts/out.md'],
    ['is installed', 'node node_modules/typescript/bin/tsc'],
    ['is an address', 'cat https://example.com/scripts/a.md'],
    ['is an argument of the program', 'node scripts/release.ts scripts/other.ts'],
  ])('that %s is no finding', async (_name, line) => {
    const { findings, blocks } = await found([line]);
    expect(findings).toEqual([]);
    expect(blocks.checked).toBe(1);
  });

  test('is looked for in the clone that the block made', async () => {
    const lines = ['git clone https://github.com/acme/tools.git', 'cd tools', 'node scripts/relase.ts'];
    expect((await found(lines, { file: 'docs/guide.md' })).findings).toEqual(['missing-path 6:6-23']);
  });
});

describe('a program of a package of the repository', () => {
  test.each([
    ['npx no-tool', 'the package `no-tool` has no program to run: its package.json has no `bin`'],
    ['npx --yes no-tool@latest init', 'the package `no-tool` has no program to run: its package.json has no `bin`'],
    ['npx -p @acme/core core-fxi', 'the package `@acme/core` has no program `core-fxi`; did you mean `core-fix`?'],
    [
      'pnpm dlx --package=one-tool one-tol',
      'the package `one-tool` has no program `one-tol`; did you mean `one-tool`?',
    ],
  ])('%s', async (line, message) => {
    expect((await found([line], { file: 'docs/guide.md' })).messages).toEqual([message]);
  });

  test.each([
    'npx @acme/core',
    'npx one-tool@1 --help',
    'npx -p @acme/core core',
    'bunx prettier',
    'npm exec one-tool',
    'npx core-fix',
    'npx root',
  ])('%s is there', async (line) => {
    const { findings, blocks } = await found([line], { file: 'docs/guide.md' });
    expect(findings).toEqual([]);
    expect(blocks.checked).toBe(1);
  });
});

describe('what a terminal shows', () => {
  test.each([
    ['a prompt, and what is printed below', 'sh', ['$ npm run biuld', 'npm run gone'], ['missing-script 4:11-16']],
    ['a command that goes on', 'console', ['$ npm run \\', '    biuld', 'done (1)'], ['missing-script 5:5-10']],
    ['a prompt with a place', 'console', ['me@host:~/tools$ npm run biuld'], ['missing-script 4:26-31']],
    ['a prompt of a theme', 'shellsession', ['❯ npm run biuld', 'it did ( not'], ['missing-script 4:11-16']],
    ['an arrow', 'bash', ['> npm run biuld', '', '> root@1.0.0 build'], ['missing-script 4:11-16']],
    ['a here-document', 'sh', ['$ cat <<EOF', 'npm run gone "', 'EOF', '$ npm run biuld'], ['missing-script 7:11-16']],
    [
      'a here-document without prompts',
      'sh',
      ["cat > a.md <<'EOF'", '`npm run gone', 'EOF', 'npm run biuld'],
      ['missing-script 7:9-14'],
    ],
  ])('%s', async (_name, info, lines, expected) => {
    expect((await found(lines, { info })).findings).toEqual(expected);
  });

  test.each([
    ['console', ['• 12 passed (3', '"open'], 'no command'],
    ['powershell', ['npm run biuld'], 'powershell'],
    ['bat', ['npm run biuld'], 'bat'],
    ['sh', ['PS C:\\> npm run biuld'], 'a prompt of Windows'],
  ])('%s without a command of a shell is nothing to check: %j', async (info, lines, reason) => {
    const { findings, blocks } = await found(lines, { info });
    expect(findings).toEqual([]);
    expect(blocks).toMatchObject({ 'not-applicable': 1, reasons: { [reason]: 1 } });
  });
});

describe('what a shell cannot read', () => {
  test.each([
    [['git commit -m "first'], 'shell-syntax 4:15-21'],
    [['npm ci', 'for f in *; do', '  echo $f'], 'shell-syntax 6:10-10'],
    [['cat <<EOF', 'a'], undefined],
    [['echo a | | cat'], 'shell-syntax 4:10-11'],
  ])('%j', async (lines, expected) => {
    expect((await found(lines)).findings).toEqual(expected === undefined ? [] : [expected]);
  });

  test.each([
    ['a placeholder', ['npm install <name> [options] ...', 'turbo --filter={a|b}']],
    ['a placeholder with spaces', ['git clone <your fork> && cd <the folder>']],
    ['what is printed', ['Usage: tool [command] (see --help)']],
    ['a remark', ['npm ci', '// or (with Yarn)']],
    ['a list of values', ['KEY="a" (the first)']],
  ])('%s is no finding', async (_name, lines) => {
    expect((await found(lines)).findings).toEqual([]);
  });

  test('an output that is coloured as shell is no finding', async () => {
    const { findings, blocks } = await found(['npm ran (twice'], { info: 'sh title="Output of the build"' });
    expect(findings).toEqual([]);
    expect(blocks.reasons).toEqual({ 'it is no text that a shell reads': 1 });
  });
});

test('whatever stands in a block of commands, the run goes on and a finding lies inside it', async () => {
  const bit = fc.constantFrom(
    ...[
      'npm run ',
      'pnpm ',
      'npx ',
      'cd ',
      'node ',
      'build',
      'gone',
      'scripts/',
      '-w ',
      '--',
      '=',
      '$ ',
      '> ',
      '# ',
      '"',
      "'",
    ],
    ...[
      '`',
      '$(',
      ')',
      '(',
      '{',
      '}',
      '<',
      '<<EOF',
      '\n',
      '\\\n',
      '&&',
      '|',
      ';',
      '😀',
      '\r\n',
      '\t',
      '<a b>',
      '...',
      '[[',
      'if ',
    ],
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(bit, { maxLength: 40 }).map((bits) => bits.join('')),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('sh', 'console', 'bash'), text, async (info, body) => {
      fc.pre(!body.includes('~~~'));
      const whole = page(info, [body]);
      const last = whole.split(/\r\n|\r|\n/).length - 1;
      const { findings, ledger } = await checkFiles({ ...repository, 'CONTRIBUTING.md': whole });
      const { reasons: _reasons, ...states } = ledger.blocks;
      expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(1);
      for (const { location } of findings) {
        expect(location!.line).toBeGreaterThanOrEqual(4);
        expect(location!.endLine).toBeLessThan(last);
      }
    }),
    { numRuns: 500 },
  );
});
