import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { API } from 'typescript/unstable/sync';

/**
 * The floor: TypeScript 7 over the blocks of every page of a folder, handed over from memory, with nothing else done. Blocks
 * are found by the plainest means, and the options are those that Docproof uses.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder of the pages.');

const files = new Map<string, string>();
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.md') || name.includes('node_modules')) continue;
  let index = 0;
  for (const [, code = ''] of readFileSync(join(folder, name), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)) {
    files.set(join(folder, `${name}.${index}.ts`), code);
    index += 1;
  }
}
const config = join(folder, 'tsconfig.bare.json');
const compilerOptions = {
  strict: true,
  target: 'esnext',
  module: 'preserve',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  types: ['node'],
};
const virtual = new Map([...files, [config, JSON.stringify({ compilerOptions, files: [...files.keys()] })]]);
const api = new API({
  cwd: folder,
  fs: { readFile: (path) => virtual.get(path), fileExists: (path) => (virtual.has(path) ? true : undefined) },
});
const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
if (!project) throw new Error('The compiler opened no project.');
let found = 0;
for (const path of files.keys()) {
  found += project.program.getSyntacticDiagnostics(path).length + project.program.getSemanticDiagnostics(path).length;
}
console.log(`${files.size} blocks, ${found} diagnostics`);
api.close();
