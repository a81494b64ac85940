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

/** The process that examples run in: it changes Node's own modules, and whoever imports them sees that. */
const worker = 'src/run/worker/main.js';

/**
 * Takes Node's own modules from the process instead of importing them. For an import Node asks a module for all that it
 * exports, upon which `node:fs` loads its promises, streams and watchers: 4 of the 25 ms that an empty program takes.
 */
function takeBuiltins(code: string): string {
  const imports = /^import (\w+|\{[^{}]+\}) from "(node:[\w/]+)";$/gm;
  const taken = code.replace(imports, (_, names: string, module: string) => {
    return `const ${names.replaceAll(' as ', ': ')} = process.getBuiltinModule("${module}");`;
  });
  const left = /^import .*"node:.*$/m.exec(taken);
  if (left) throw new Error(`This import is of a form that is not known: ${left[0]}`);
  return taken;
}

/** What modules import at once, by the module. */
const imported = new Map<string, readonly string[]>();

/** A module with everything that is loaded with it. */
function loadedWith(path: string): Set<string> {
  const found = new Set<string>();
  const add = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const next of imported.get(id) ?? []) add(next);
  };
  add(resolve(folder, path));
  return found;
}

/** What every check loads, and what is loaded without one. */
const ofChecks = ['src/cli/commands/check', 'validators/links/index', 'src/report/terminal', 'src/report/json'];
const ofOthers = [...entries, 'src/cli/output', 'src/cli/help', 'src/cli/version'];

/** Whether a module belongs to the one file of what every check loads. */
function isOfCheck(id: string): boolean {
  const isAmong = (paths: readonly string[]) => paths.some((path) => loadedWith(`${path}.js`).has(id));
  return isAmong(ofChecks) && !isAmong(ofOthers);
}

const bundle = await rolldown({
  input: Object.fromEntries(entries.map((entry) => [entry, resolve(folder, `${entry}.js`)])),
  platform: 'node',
  external: /^[^./]/,
  preserveEntrySignatures: 'allow-extension',
  plugins: [
    {
      name: 'what is loaded together',
      moduleParsed: ({ id, importedIds }) => void imported.set(id, importedIds),
    },
  ],
});
const { output } = await bundle.generate({
  format: 'esm',
  codeSplitting: { groups: [{ name: 'check', test: isOfCheck, includeDependenciesRecursively: false }] },
  chunkFileNames: ({ moduleIds }) => `src/${moduleIds.includes(starter) ? 'run' : 'parts'}/[name].js`,
});
await bundle.close();
for (const file of globSync(`${folder}/{src,validators}/**/*.js`)) rmSync(file);
for (const file of output) {
  if (file.type !== 'chunk') throw new Error(`${file.fileName} is no module`);
  const path = join(folder, file.fileName);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, file.fileName === worker ? file.code : takeBuiltins(file.code));
}
