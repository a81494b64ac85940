import { describe, expect, test } from 'vitest';
import { checkFiles } from '../kit/check-files.ts';

const files = {
  'package.json': JSON.stringify({
    name: '@acme/tools',
    version: '2.0.0',
    type: 'module',
    bin: { acme: './dist/cli.js' },
    scripts: { docs: 'acme docs' },
  }),
  'src/cli.ts': [
    "import { cac } from 'cac';",
    "const cli = cac('acme');",
    "cli.command('build [root]', 'Builds').option('-w, --watch', 'again').option('--outDir <dir>', 'where');",
    "cli.command('serve', 'Serves').option('--no-color', 'grey').option('--env.* <value>', 'all');",
    "export const passed = ['--inner'];",
    'cli.parse();',
    '',
  ].join('\n'),
};

const told = async (text: string, level: 'drift' | 'strict' = 'drift'): Promise<string[]> => {
  const { findings } = await checkFiles({ ...files, 'README.md': `# A\n\n${text}\n` }, level);
  return findings
    .filter(({ rule }) => rule === 'references/unknown-argument')
    .map(({ location, message, suggestion }) =>
      `${location!.line}:${location!.column} ${message} ${suggestion ?? ''}`.trim(),
    );
};

const block = (...lines: readonly string[]): string => ['```sh', ...lines, '```'].join('\n');

describe('a flag that the program does not know', () => {
  test.each([
    [block('acme build --wacth'), '4:12 `acme` knows no flag `--wacth` --watch'],
    [block('npm i', '$ acme build . --minify=full'), '5:16 `acme` knows no flag `--minify`'],
    [block('npx @acme/tools build --minify'), '4:23 `acme` knows no flag `--minify`'],
    [block('npx -y @acme/tools@latest build --minify'), '4:33 `acme` knows no flag `--minify`'],
    [block('npx -p @acme/tools acme --minify'), '4:25 `acme` knows no flag `--minify`'],
    [block('npm exec acme -- --minify'), '4:18 `acme` knows no flag `--minify`'],
    [block('pnpm acme build --minify', ''), '4:17 `acme` knows no flag `--minify`'],
    [block('cd app && acme build [--minify]'), '4:23 `acme` knows no flag `--minify`'],
    ['Run `acme build --minify` at the end.', '3:5 `acme` knows no flag `--minify`'],
    ['Run `acme biuld .` at the end.', '3:5 there is no command `acme biuld` acme build'],
  ])('is told at every level: %s', async (text, message) => {
    expect(await told(text)).toEqual([message]);
    expect(await told(text, 'strict')).toEqual([message]);
  });

  test.each([
    block('acme build --watch --outDir=x --out-dir x --no-watch -w --help --version -z'),
    block('acme serve --color --no-color --env.KEY=1 --noColor'),
    block('acme build -- --minify', 'acme run --inner'),
    block('npm install @acme/tools --save-dev', 'npm i -g acme --force', 'other --minify', 'acmes --minify'),
    block('acme build | tee --append x', 'FLAG=--minify acme build', 'echo "acme --minify"'),
    block('acme deploy --watch', 'acme ./build', 'acme $ROOT'),
    '```text\nacme build --minify\n```',
    'Install it with `npm install acme --save-dev`; `acme` and `--minify` stand alone.',
    'The flag was renamed: `acme build --minify` is gone.',
    `## Migrating from v1\n\n${block('acme build --minify')}`,
  ])('is none of these: %s', async (text) => {
    expect(await told(text)).toEqual([]);
  });

  test('is excused at drift alone by a section on other versions', async () => {
    const text = `## Migrating from v1\n\n${block('acme build --minify')}`;
    expect(await told(text, 'strict')).toHaveLength(1);
  });
});

test('a script of the same name may run anything', async () => {
  const manifest = files['package.json'].replace('"docs"', '"acme"');
  const page = { 'README.md': `# A\n\n${block('pnpm acme --minify')}\n` };
  const { findings } = await checkFiles({ ...files, ...page, 'package.json': manifest }, 'drift');
  expect(findings.filter(({ rule }) => rule === 'references/unknown-argument')).toEqual([]);
});

test('a program of which not every flag is known is not judged', async () => {
  const cli = `${files['src/cli.ts']}cli.option(name, 'more');\n`;
  const page = { 'README.md': `# A\n\n${block('acme build --minify')}\n` };
  const { findings } = await checkFiles({ ...files, ...page, 'src/cli.ts': cli }, 'strict');
  expect(findings.filter(({ rule }) => rule === 'references/unknown-argument')).toEqual([]);
});
