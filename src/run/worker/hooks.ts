import { registerHooks, SourceMap, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ExampleModule } from '../port.ts';
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

/**
 * JavaScript of a module. Types become blanks, so that every place stays where it is. Only what has to be turned into
 * other code, such as an enum, moves places; a source map then leads back.
 */
function javaScriptOf({ path, text, typed }: ExampleModule): string {
  if (!typed) return text;
  try {
    return stripTypeScriptTypes(text, { mode: 'strip' });
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code !== 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') throw unsupported(path, message);
  }
  let script: string;
  try {
    script = stripTypeScriptTypes(text, { mode: 'transform', sourceMap: true });
  } catch (error) {
    throw unsupported(path, (error as Error).message);
  }
  const [, data] = /\n\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/.exec(script) ?? [];
  if (data !== undefined) {
    maps.set(pathToFileURL(path).href, new SourceMap(JSON.parse(Buffer.from(data, 'base64').toString('utf8'))));
  }
  return script.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n');
}

const unsupported = (path: string, message: string): UnsupportedError =>
  new UnsupportedError(path, path.endsWith('x') ? 'JSX' : message.split('\n')[0]!.trim());

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
      if (decorator.test(module.text)) decorated.push(module.path);
      return { format: module.format, source: javaScriptOf(module), shortCircuit: true };
    },
  });
}
