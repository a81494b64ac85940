import { join } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { blocksOf } from './blocks.ts';

/**
 * The floor: TypeScript 7 over the blocks of every page of a folder, handed over from memory, with nothing else done. Blocks
 * are found by the plainest means, and the options are those that Docproof uses. A second argument is a statement for blocks
 * that import nothing, a third the `paths` of the options as JSON.
 */
const [folder, statement, paths] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder of the pages.');

const files = new Map(blocksOf(folder, statement).map(({ path, code }) => [path, code]));
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
  jsx: 'preserve',
  types: ['node'],
  ...(paths === undefined ? {} : { paths: JSON.parse(paths) as Record<string, string[]> }),
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
