import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { comparePairs, reportRatio } from './pairs.ts';

/**
 * How long a reader waits for the first finding on a small repository: ten pages with a wrong call, a broken link, data and
 * commands. Whole processes, the median of five alternating pairs, as a ratio to the bare compiler over the same source,
 * and to Node that does nothing. Run it with `npm run bench -- first-finding`.
 */
const mostOfCompiler = 5;
const mostOfNode = 30;

const root = join(import.meta.dirname, '../..');
const fence = '```';

const page = (index: number): string =>
  [
    `# Page ${index}`,
    '',
    `See [the next](page-${index === 9 ? 'nine' : index + 1}.md).`,
    '',
    `${fence}ts`,
    "import { greet } from 'greeter';",
    '',
    `console.log(greet('Ada', { loud: ${index === 9 ? '1' : 'true'} }));`,
    fence,
    '',
    `${fence}json`,
    `{ "level": ${index} }`,
    fence,
    '',
    `${fence}sh`,
    'npm install greeter',
    fence,
    '',
  ].join('\n');

const files: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'greeter', version: '1.0.0', type: 'module', exports: './src/index.ts' }),
  'tsconfig.json': JSON.stringify({ compilerOptions: { strict: true, noEmit: true, skipLibCheck: true, types: [] } }),
  'src/index.ts':
    'export interface Options { loud?: boolean }\nexport const greet = (name: string, options: Options = {}): string => (options.loud ? name.toUpperCase() : name);\n',
  'README.md': '# Greeter\n\nSee [the pages](docs/page-0.md).\n',
  ...Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`docs/page-${index}.md`, page(index)])),
};

const folder = mkdtempSync(join(tmpdir(), 'docproof-first-'));
try {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const docproof = { name: 'docproof', args: [join(root, 'dist/src/cli/main.js')], cwd: folder };
  const compiler = { name: 'tsc', args: [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], cwd: folder };
  const node = { name: 'node', args: ['-e', '0'], cwd: folder };
  reportRatio('First finding, 11 pages', ['docproof', 'tsc'], comparePairs(docproof, compiler), mostOfCompiler);
  reportRatio('First finding, 11 pages', ['docproof', 'node -e 0'], comparePairs(docproof, node), mostOfNode);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
