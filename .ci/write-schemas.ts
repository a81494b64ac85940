import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeConfigJsonSchema } from '../src/config/schema.ts';
import { reportJsonSchema } from '../src/report/schema.ts';

/**
 * Writes the JSON schemas that are published with the package into the folder that is named; `npm run build` does. With
 * `src/config` it writes that of the config where the sources have it: run it when the config gets another key.
 */
const [folder = 'dist'] = process.argv.slice(2);
const own = 'src/config';
const write = (name: string, schema: object): string => {
  const file = join(folder, `${name}.schema.json`);
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
  return file;
};
mkdirSync(folder, { recursive: true });
const config = write('config', makeConfigJsonSchema());
if (folder === own) execFileSync('biome', ['format', '--write', config]);
else write('report', reportJsonSchema());
