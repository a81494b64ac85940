import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const fence = '```';

/** A small package, built, with pages of as many blocks as are asked for; ten on a page. */
export function examplePackage(blocks: number): { readonly root: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), 'docproof-bench-'));
  const manifest = { name: 'greeter', version: '1.0.0', type: 'commonjs', main: 'index.js', types: 'index.d.ts' };
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    join(root, 'tsconfig.json'),
    '{ "compilerOptions": { "strict": true, "module": "node16", "target": "es2022" } }',
  );
  writeFileSync(
    join(root, 'index.js'),
    'exports.greet = (name, options) => (options?.loud ? name.toUpperCase() : name);\n',
  );
  writeFileSync(
    join(root, 'index.d.ts'),
    'export interface Options { loud?: boolean }\nexport declare function greet(name: string, options?: Options): string;\n',
  );
  mkdirSync(join(root, 'docs'));
  const block = (index: number): string =>
    [
      `${fence}ts`,
      "import { greet } from 'greeter';",
      '',
      `const names${index} = ['Ada', 'Bob'].map((name) => greet(name, { loud: ${index % 2 === 0} }));`,
      `export const longest${index} = names${index}.reduce((a, b) => (a.length > b.length ? a : b));`,
      fence,
    ].join('\n');
  writeFileSync(join(root, 'README.md'), '# Greeter\n');
  for (let page = 0; page * 10 < blocks; page += 1) {
    const some = Array.from({ length: Math.min(10, blocks - page * 10) }, (_, index) => block(page * 10 + index));
    writeFileSync(join(root, `docs/page-${page}.md`), `# Page ${page}\n\n${some.join('\n\n')}\n`);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
