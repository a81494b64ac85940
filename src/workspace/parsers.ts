import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/**
 * Parsers of formats that many runs never meet. Each takes longer to load than a small repository takes to read, so it
 * is loaded for the first text that needs it, and from then on it is there.
 */
export const yamlParser = (): typeof import('yaml') => load('yaml');
/** As {@link yamlParser}, for TOML. */
export const tomlParser = (): typeof import('smol-toml') => load('smol-toml');
/** As {@link yamlParser}, for JSON with comments. */
export const jsoncParser = (): typeof import('jsonc-parser') => load('jsonc-parser');
