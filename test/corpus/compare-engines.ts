import { join } from 'node:path';
import { diskFileSystem } from '../../src/workspace/file-system.ts';
import { readFiles } from '../../src/workspace/read-files.ts';
import { disagreements } from '../kit/engine-claims.ts';

/**
 * Reads every Markdown and MDX file below a folder with both engines, and prints where they disagree. Run it with
 * `CORPUS=DIR npm run compare:engines`. Exits with 1 when they disagree anywhere.
 */
const { CORPUS: corpus } = process.env;
if (corpus === undefined) throw new Error('Name the folder of the pages: CORPUS=DIR.');

const files = readFiles(diskFileSystem, corpus);
const pages = files.paths.filter((path) => /\.(md|mdx|markdown)$/i.test(path));
let different = 0;
for (const path of pages) {
  const text = files.read(path);
  if (text === undefined) continue;
  const found = disagreements(text, path);
  if (found.length > 0) different += 1;
  for (const { kind, satteri, micromark } of found) {
    console.log(`${join(corpus, path)}: ${kind}`);
    console.log(`  satteri   ${JSON.stringify(satteri)?.slice(0, 300)}`);
    console.log(`  micromark ${JSON.stringify(micromark)?.slice(0, 300)}`);
  }
}
console.log(`${pages.length} pages, ${different} read differently`);
process.exitCode = different === 0 ? 0 : 1;
