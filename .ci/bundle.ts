import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { rolldown } from 'rolldown';

/**
 * Joins the modules of a build into few files, because each takes Node a while to find and to load. The declarations stay as
 * they are, and so do packages, which are installed. Run by `npm run build` with the folder of the build.
 */
const [folder = 'dist'] = process.argv.slice(2);

/** What is found by its path: the command, what users import, and the process that examples run in. */
const entries = ['src/cli/main', 'src/index', 'src/run/worker/main'];

/** The module that finds the process of examples beside it, and so has to stay where it is. */
const starter = resolve(folder, 'src/run/worker-process.js');

const bundle = await rolldown({
  input: Object.fromEntries(entries.map((entry) => [entry, resolve(folder, `${entry}.js`)])),
  platform: 'node',
  external: /^[^./]/,
});
const { output } = await bundle.generate({
  format: 'esm',
  chunkFileNames: ({ moduleIds }) => `src/${moduleIds.includes(starter) ? 'run' : 'parts'}/[name].js`,
});
await bundle.close();
for (const file of globSync(`${folder}/{src,validators}/**/*.js`)) rmSync(file);
for (const file of output) {
  if (file.type !== 'chunk') throw new Error(`${file.fileName} is no module`);
  const path = join(folder, file.fileName);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, file.code);
}
