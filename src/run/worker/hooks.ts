import { registerHooks, SourceMap } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { WorkerTask } from './messages.ts';

/** A module that Node cannot run. The message says what is in it. */
export class UnsupportedError extends Error {
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.name = 'UnsupportedError';
    this.path = path;
  }
}

/** A POSIX path from the address of a module; `undefined` for one that is no file. */
function pathOf(url: string | undefined): string | undefined {
  return url?.startsWith('file:') ? fileURLToPath(url).replaceAll('\\', '/') : undefined;
}

const maps = new Map<string, SourceMap>();

const decorator = /^[ \t]*(?:export[ \t]+(?:default[ \t]+)?)?@[A-Za-z_$][\w$.]*(?:[\s(]|$)/m;
const decorated: string[] = [];

/**
 * What was thrown, or what it comes from: V8 knows neither decorators nor JSX, and of code that it cannot read it does not
 * say which module it is in. `path` is that of the example.
 */
export function unreadable(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof SyntaxError)) return thrown;
  if (thrown.message === "Unexpected token '<'") return new UnsupportedError(path, 'JSX');
  const isDecorator = thrown.message === 'Invalid or unexpected token' && decorated[0] !== undefined;
  return isDecorator ? new UnsupportedError(decorated[0]!, 'decorators') : thrown;
}

/** The package that Node looked for in vain, when that is what was thrown; a relative path names none. */
export function missingPackage(thrown: unknown): string | undefined {
  const { code, message } = (thrown ?? {}) as { code?: unknown; message?: unknown };
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return undefined;
  return /^Cannot find (?:package|module) '((?:@[^/']+\/)?[^./'][^/']*)/.exec(String(message))?.[1];
}

/** Leads places of modules that were turned into other code back to their text. Other places stay. */
export function mapPlaces(text: string): string {
  if (maps.size === 0) return text;
  return text.replace(/(file:\/\/[^\s()]+?):(\d+):(\d+)/g, (place, url: string, line: string, column: string) => {
    const entry = maps.get(url)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !('originalLine' in entry)) return place;
    return `${url}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

/** Lets Node find and load the modules of a task, as the compiler found them. Whatever else is imported is Node's to find. */
export function registerModules({ modules, packages }: WorkerTask): void {
  const known = new Map(modules.map((module) => [module.path, module]));
  registerHooks({
    resolve(specifier, context, next) {
      const parent = pathOf(context.parentURL);
      const imported = parent === undefined ? undefined : known.get(parent)?.imports[specifier];
      const path = imported ?? packages[specifier] ?? pathOf(specifier);
      if (path === undefined || !known.has(path)) return next(specifier, context);
      return { url: pathToFileURL(path).href, shortCircuit: true };
    },
    load(url, context, next) {
      const path = pathOf(url);
      const module = path === undefined ? undefined : known.get(path);
      if (!module) return next(url, context);
      const { script, map, unsupported, format } = module;
      if (unsupported !== undefined) throw new UnsupportedError(module.path, unsupported);
      if (decorator.test(script)) decorated.push(module.path);
      if (map !== undefined) maps.set(url, new SourceMap(JSON.parse(map)));
      return { format, source: script, shortCircuit: true };
    },
  });
}
