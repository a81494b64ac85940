import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { blocksOf } from './blocks.ts';

/**
 * The floor: TypeScript 7 over the blocks of every page of a folder, handed over from memory, with nothing else done. Blocks
 * are found by the plainest means, and the options are those that Docproof uses. A second argument is a statement for blocks
 * that import nothing, a third the `paths` of the options as JSON.
 */
interface Compiler {
  updateSnapshot(input: object): { getProject(config: string): Project | undefined };
  close(): void;
}
interface Project {
  readonly program: Record<'getSyntacticDiagnostics' | 'getSemanticDiagnostics', (path: string) => readonly unknown[]>;
}

const [folder, statement, paths] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder of the pages.');

// The compiler that Docproof depends on: an older one, which the peers need, is installed beside this file.
const compiler = createRequire(join(import.meta.dirname, '../../package.json')).resolve('typescript/unstable/sync');
const { API } = (await import(pathToFileURL(compiler).href)) as { API: new (options: object) => Compiler };

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
  fs: {
    readFile: (path: string) => virtual.get(path),
    fileExists: (path: string) => (virtual.has(path) ? true : undefined),
  },
});
const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
if (!project) throw new Error('The compiler opened no project.');
let found = 0;
for (const path of files.keys()) {
  found += project.program.getSyntacticDiagnostics(path).length + project.program.getSemanticDiagnostics(path).length;
}
console.log(`${files.size} blocks, ${found} diagnostics`);
api.close();
