import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const sourceOf = (path: string): string => join(root, `${path}.ts`);

/** What is found by its path: the command, what users import, and the process that examples run in. */
const entries = ['src/cli/main', 'src/index', 'src/run/worker/main'];

/** The module that finds the process of examples beside it, and so has to stay where it is. */
const starter = sourceOf('src/run/worker-process');

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
type Imported = ReadonlyMap<string, readonly string[]>;

/** A module with everything that is loaded with it. */
function loadedWith(imported: Imported, path: string): Set<string> {
  const found = new Set<string>();
  const add = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const next of imported.get(id) ?? []) add(next);
  };
  add(sourceOf(path));
  return found;
}

/** What every check loads, and what is loaded without one. */
const ofChecks = ['src/cli/commands/check', 'validators/links/index', 'src/report/terminal', 'src/report/json'];
const ofOthers = [...entries, 'src/cli/output', 'src/cli/help', 'src/cli/version'];

/** Whether a module belongs to the one file of what every check loads. */
function isOfCheck(imported: Imported, id: string): boolean {
  const isAmong = (paths: readonly string[]) => paths.some((path) => loadedWith(imported, path).has(id));
  return isAmong(ofChecks) && !isAmong(ofOthers);
}

/** A file of the build: its path below the folder of the build, and its text. */
export interface BuiltFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Joins the modules of the sources into few files of JavaScript, because each takes Node a while to find and to load. Packages
 * are left out: they are installed.
 */
export async function joinModules(): Promise<readonly BuiltFile[]> {
  const imported = new Map<string, readonly string[]>();
  const bundle = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry, sourceOf(entry)])),
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
    codeSplitting: {
      groups: [{ name: 'check', test: (id) => isOfCheck(imported, id), includeDependenciesRecursively: false }],
    },
    chunkFileNames: ({ moduleIds }) => `src/${moduleIds.includes(starter) ? 'run' : 'parts'}/[name].js`,
  });
  await bundle.close();
  return output.map((file) => {
    if (file.type !== 'chunk') throw new Error(`${file.fileName} is no module`);
    return { path: file.fileName, text: file.fileName === worker ? file.code : takeBuiltins(file.code) };
  });
}

// Run by `npm run build` with the folder of the build.
if (import.meta.main) {
  const [folder = 'dist'] = process.argv.slice(2);
  for (const { path, text } of await joinModules()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
