import { defineConfig } from './src/index.ts';

/** Docproof's own docs, held at its strictest level. */
export default defineConfig({ level: 'strict' });
