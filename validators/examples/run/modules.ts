import type { Program } from '../../../src/code/compiler/port.ts';
import { packageOfFile, packagePaths } from '../../../src/code/package-paths.ts';
import type { ExampleModule } from '../../../src/run/port.ts';
import type { Workspace } from '../../../src/workspace/workspace.ts';
import { applyEdits, blanked, type EditedText, type TextEdit } from './edits.ts';

/** What is known of a module of an example before it is made. */
export interface ExampleSource {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** The modules of a run. */
export interface RunModules {
  readonly modules: readonly ExampleModule[];
  readonly packages: Readonly<Record<string, string>>;
  /** The texts of the examples as they run, by path. */
  readonly texts: ReadonlyMap<string, EditedText>;
}

const script = /(?<!\.d)\.([mc]?[jt]s|[jt]sx)$/;
const importsOrExports = /^[ \t]*(import|export)\b/m;

function formatOf(workspace: Workspace, path: string, text: string, isExample: boolean): ExampleModule['format'] {
  if (path.endsWith('.json')) return 'json';
  if (/\.c[jt]s$/.test(path)) return 'commonjs';
  if (/\.m[jt]s$/.test(path)) return 'module';
  if (isExample) return /\brequire\(/.test(text) && !importsOrExports.test(text) ? 'commonjs' : 'module';
  const isModule = packageOfFile(workspace, path)?.manifest.type === 'module' || importsOrExports.test(text);
  return isModule ? 'module' : 'commonjs';
}

/**
 * Follows the imports of the examples to every file of the repository that they reach, as the compiler resolved them.
 * Installed packages are left to Node. Imports that name types only are blanks, because nothing stands for them when the
 * program runs.
 */
export function gatherModules(
  workspace: Workspace,
  program: Program,
  examples: ReadonlyMap<string, ExampleSource>,
): RunModules {
  const modules = new Map<string, ExampleModule>();
  const texts = new Map<string, EditedText>();
  const own = `${workspace.root}/`;
  const isOwn = (path: string): boolean =>
    path.startsWith(own) && !path.includes('/node_modules/') && (script.test(path) || path.endsWith('.json'));
  const waiting = [...examples.keys()];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (modules.has(path)) continue;
    const example = examples.get(path);
    const text = example?.text ?? program.textOf(path);
    if (text === undefined) continue;
    const erased = program.erasableSpansOf(path).map(({ start, end }) => blanked(text, start, end));
    const edited = applyEdits(text, [...(example?.edits ?? []), ...erased]);
    const imports: Record<string, string> = {};
    for (const { specifier, target } of program.importsOf(path)) {
      if (target === undefined || !isOwn(target)) continue;
      imports[specifier] = target;
      waiting.push(target);
    }
    modules.set(path, {
      path,
      text: edited.text,
      format: formatOf(workspace, path, text, example !== undefined),
      typed: !/\.([mc]?js|json)$/.test(path),
      imports,
    });
    if (example) texts.set(path, edited);
  }
  const packages = Object.fromEntries(
    Object.entries(packagePaths(workspace)).flatMap(([name, [source = '']]) =>
      modules.has(source) ? [[name, source]] : [],
    ),
  );
  return { modules: [...modules.values()], packages, texts };
}
