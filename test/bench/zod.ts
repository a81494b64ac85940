import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A checkout of https://github.com/colinhacks/zod, which `ZOD=DIR` names; `undefined` without one. */
export const zod = ((): string | undefined => {
  const { ZOD: folder } = process.env;
  if (folder === undefined) return undefined;
  if (!existsSync(join(folder, 'packages/zod/src/index.ts'))) throw new Error(`${folder} is no checkout of zod.`);
  return folder;
})();

/** Why nothing was run without a checkout. */
export const noZod = 'for `ZOD` names no checkout of github.com/colinhacks/zod';

/** What a snippet of zod's docs that imports nothing means. */
export const zodImport = 'import * as z from "zod"; ';

/** Where the source of zod stands, as `paths` of TypeScript's options. */
export const zodPaths = (folder: string): Record<string, string[]> => ({
  zod: [join(folder, 'packages/zod/src/index.ts')],
  'zod/mini': [join(folder, 'packages/zod/src/mini/index.ts')],
  'zod/v4': [join(folder, 'packages/zod/src/v4/index.ts')],
  'zod/v4/core': [join(folder, 'packages/zod/src/v4/core/index.ts')],
  'zod/v3': [join(folder, 'packages/zod/src/v3/index.ts')],
});
