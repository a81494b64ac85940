/** A name with what it is said to have: `Options.timeout`, `Store#get()`. */
export interface Chain {
  readonly root: string;
  /** The names behind the root, at least one. `prototype` is left out. */
  readonly rest: readonly string[];
}

const chain = /^(?:new\s+|typeof\s+)?([\p{L}_$][\p{L}\p{N}_$]*)((?:\??[.#][\p{L}_$][\p{L}\p{N}_$]*)+)(?=$|[(<])/u;

/** Endings of files, and of the names of programs such as `Node.js`. */
const fileEnding =
  /\.(?:[mc]?[jt]sx?|d|json[c5]?|mdx?|html?|s?css|less|vue|svelte|astro|ya?ml|toml|lock|env|local|config|test|spec|sh|sql|svg|png|txt|xml|wasm|io|dev|com|org|net|rs|py|rb|java|kt|swift|cpp|hpp|cs|php|lua|dart|prisma)$/;

/** Whether a piece of code is the name of a file or a site. */
export const isFileName = (code: string): boolean => fileEnding.test(code.trim());

/** Reads a piece of code as a chain; `undefined` when it is none, or the name of a file. */
export function readChain(code: string): Chain | undefined {
  const match = chain.exec(code.trim());
  if (!match || isFileName(match[0])) return undefined;
  const rest = match[2]!
    .split(/\??[.#]/)
    .slice(1)
    .filter((name) => name !== 'prototype');
  return rest.length === 0 ? undefined : { root: match[1]!, rest };
}
