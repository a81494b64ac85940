/** What a run leaves in the process that the next one would see: global names, variables of the environment, the folder. */
export interface Traces {
  /** Takes back whatever came since. */
  clear(): void;
}

/** Remembers how the process is now. */
export function rememberTraces(): Traces {
  const names = new Map(
    Reflect.ownKeys(globalThis).map((key) => [key, Object.getOwnPropertyDescriptor(globalThis, key)!]),
  );
  const environment = { ...process.env };
  const folder = process.cwd();
  return {
    clear() {
      for (const key of Reflect.ownKeys(globalThis)) {
        const before = names.get(key);
        if (!before) Reflect.deleteProperty(globalThis, key);
        else if (before.configurable && before.writable) Object.defineProperty(globalThis, key, before);
      }
      for (const key of Object.keys(process.env)) if (!(key in environment)) delete process.env[key];
      Object.assign(process.env, environment);
      process.chdir(folder);
      process.exitCode = undefined;
    },
  };
}
