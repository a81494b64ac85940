import { type Literal, LiteralReader } from './literal.ts';

/** A config module that is read and never run. */
export interface StaticConfig {
  readonly text: string;
  /** What the module exports by default, calls such as `defineConfig` taken off. */
  readonly root: Literal;
  /** The value behind a name or a call that only passes its argument on; the literal itself where there is none. */
  resolve(literal: Literal | undefined): Literal | undefined;
  /** The value at a path of keys below a literal. */
  get(literal: Literal | undefined, ...path: readonly string[]): Literal | undefined;
  /** The arguments of every call of a function, anywhere in the module. */
  calls(name: string): readonly (readonly Literal[])[];
}

const passesOn = /^(defineConfig|withMermaid|defineUserConfig|withMDX|createMDX|define[A-Z]\w*)$/;

const escapeName = (name: string): string => name.replace(/\$/g, '\\$');

/** Reads a module next to the config: its text, and how to read what it imports in turn. */
export interface ImportedModule {
  readonly text: string;
  load?(specifier: string): ImportedModule | undefined;
}

/** Finds where a name is imported from: the module and the name that it has there. */
function importOf(text: string, name: string): { specifier: string; exported: string } | undefined {
  const escaped = escapeName(name);
  const listed = new RegExp(`import\\s+(?:type\\s+)?[^'"]*\\b${escaped}\\b[^'"]*from\\s*['"]([^'"]+)['"]`).exec(text);
  if (!listed) return undefined;
  const renamed = new RegExp(`\\b(\\w+)\\s+as\\s+${escaped}\\b`).exec(listed[0])?.[1];
  const braced = listed[0].slice(listed[0].indexOf('{'), listed[0].indexOf('}')).includes(name);
  return { specifier: listed[1]!, exported: renamed ?? (braced ? name : 'default') };
}

/** Reads a config module. Names are followed to the `const` that declares them, there or in a module that it imports. */
export function readStaticConfig(text: string, load?: ImportedModule['load'], depth = 0): StaticConfig {
  const declaration = (name: string): Literal | undefined => {
    const match = new RegExp(`\\b(?:const|let|var)\\s+${escapeName(name)}\\b(?:\\s*:[^=]+)?\\s*=(?![=>])`).exec(text);
    if (match) return new LiteralReader(text, match.index + match[0].length).read();
    const made = new RegExp(`\\bfunction\\s+${escapeName(name)}\\s*\\(`).exec(text);
    if (made) return new LiteralReader(text, made.index).read();
    const imported = depth < 4 ? importOf(text, name) : undefined;
    const found = imported && load?.(imported.specifier);
    if (!found) return undefined;
    const config = readStaticConfig(found.text, found.load, depth + 1);
    return imported.exported === 'default'
      ? config.root
      : config.resolve({ kind: 'reference', name: imported.exported });
  };
  const resolve = (literal: Literal | undefined, steps = 0): Literal | undefined => {
    if (steps > 8) return undefined;
    if (literal?.kind === 'reference') return resolve(declaration(literal.name), steps + 1);
    if (literal?.kind === 'call' && passesOn.test(literal.callee)) return resolve(literal.args[0], steps + 1);
    return literal;
  };
  const find = (literal: Literal | undefined, key: string, steps: number): Literal | undefined => {
    const value = resolve(literal);
    // A config may spread itself into itself by mistake; following that would never end.
    if (value?.kind !== 'object' || steps > 8) return undefined;
    const own = resolve(value.entries.get(key));
    if (own) return own;
    for (const spread of [...value.spreads].reverse()) {
      const found = find(spread, key, steps + 1);
      if (found) return found;
    }
    return undefined;
  };
  const get = (literal: Literal | undefined, ...path: readonly string[]): Literal | undefined => {
    let value = resolve(literal);
    for (const key of path) value = find(value, key, 0);
    return value;
  };
  const exported = /(?:^|\n)\s*(?:export\s+default|module\.exports\s*=)\s*/.exec(text);
  const root = exported ? new LiteralReader(text, exported.index + exported[0].length).read() : undefined;
  return {
    text,
    root: resolve(root) ?? { kind: 'unknown' },
    resolve,
    get,
    calls(name) {
      const found: (readonly Literal[])[] = [];
      for (const match of text.matchAll(new RegExp(`(?<![\\w$.])${escapeName(name)}\\s*(?:<[^>()]*>)?\\(`, 'g'))) {
        const literal = new LiteralReader(text, match.index).read();
        if (literal.kind === 'call') found.push(literal.args);
      }
      return found;
    },
  };
}

/** The string that a literal is. */
export const stringOf = (literal: Literal | undefined): string | undefined =>
  literal?.kind === 'string' ? literal.value : undefined;
