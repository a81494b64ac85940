import { stripTypeScriptTypes } from 'node:module';
import type { ExampleModule } from './port.ts';
import type { WorkerModule } from './worker/messages.ts';

/** Takes types out of a text. Node says once in each process that this is an experiment, which is none of a report's business. */
function stripTypes(...given: Parameters<typeof stripTypeScriptTypes>): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(...given);
  } finally {
    process.emitWarning = emitWarning;
  }
}

const unsupported = (path: string, { message }: Error): Pick<WorkerModule, 'script' | 'unsupported'> => ({
  script: '',
  unsupported: path.endsWith('x') ? 'JSX' : message.split('\n')[0]!.trim(),
});

const inlineMap = /\n\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/;

/**
 * JavaScript of a module. Types become blanks, so that every place stays where it is. Only what has to be turned into
 * other code, such as an enum, moves places; a source map then leads back.
 */
function scriptOf({ path, text, typed }: ExampleModule): Pick<WorkerModule, 'script' | 'map' | 'unsupported'> {
  if (!typed) return { script: text };
  try {
    return { script: stripTypes(text, { mode: 'strip' }) };
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
      return unsupported(path, error as Error);
    }
  }
  try {
    const script = stripTypes(text, { mode: 'transform', sourceMap: true });
    const [, map] = inlineMap.exec(script) ?? [];
    return { script: script.replace(inlineMap, '\n'), map: map && Buffer.from(map, 'base64').toString('utf8') };
  } catch (error) {
    return unsupported(path, error as Error);
  }
}

const made = new WeakMap<ExampleModule, WorkerModule>();

/**
 * A module as the worker takes it, made once for all processes that load it: what takes the types out costs as much to start as
 * the whole process does.
 */
export function workerModule(module: ExampleModule): WorkerModule {
  const known = made.get(module);
  if (known) return known;
  const { path, format, imports } = module;
  const fresh = { path, format, imports, ...scriptOf(module) };
  made.set(module, fresh);
  return fresh;
}
