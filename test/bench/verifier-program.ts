import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { peer } from './peers.ts';

/** typescript-docs-verifier over the pages of the package in the working directory. */
interface Result {
  readonly error?: unknown;
}
const { compileSnippets } = (await import(pathToFileURL(peer('typescript-docs-verifier/dist/index.js')!).href)) as {
  compileSnippets(options: object): Promise<readonly Result[]>;
};
const folder = process.cwd();
const pages = readdirSync(join(folder, 'docs')).map((name) => join('docs', name));
const results = await compileSnippets({ markdownFiles: pages, project: join(folder, 'tsconfig.json') });
const failed = results.filter(({ error }) => error !== undefined);
console.log(`${results.length} blocks, ${failed.length} errors`);
if (failed.length > 0) throw new Error(String(failed[0]!.error));
