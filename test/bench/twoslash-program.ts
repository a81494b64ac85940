import { pathToFileURL } from 'node:url';
import { blocksOf } from './blocks.ts';
import { peer } from './peers.ts';
import { zodImport, zodPaths } from './zod.ts';

/** Twoslash over the blocks of every page of a folder, in one environment, without the hovers that a site shows. */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder of the pages.');

type Twoslasher = (code: string, extension: string, options: object) => { readonly errors: readonly unknown[] };
const load = async (path: string): Promise<unknown> => import(pathToFileURL(peer(path)!).href);
const { createTwoslasher } = (await load('twoslash/dist/index.mjs')) as {
  createTwoslasher(options: object): Twoslasher;
};
const { default: typescript } = (await load('typescript/lib/typescript.js')) as { default: object };

const twoslash = createTwoslasher({
  tsModule: typescript,
  vfsRoot: folder,
  compilerOptions: {
    strict: true,
    target: 99,
    module: 99,
    moduleResolution: 100,
    skipLibCheck: true,
    jsx: 1,
    paths: zodPaths(folder),
  },
});
let errors = 0;
const blocks = blocksOf(folder, zodImport);
for (const { path, code } of blocks) {
  const extension = path.endsWith('x') ? 'tsx' : 'ts';
  try {
    errors += twoslash(code, extension, { handbookOptions: { noErrorValidation: true, noStaticSemanticInfo: true } })
      .errors.length;
  } catch {
    // A block whose own comments it takes for orders.
    errors += 1;
  }
}
console.log(`${blocks.length} blocks, ${errors} errors`);
