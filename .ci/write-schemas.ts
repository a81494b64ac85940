import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeConfigJsonSchema } from '../src/config/schema.ts';
import { reportJsonSchema } from '../src/report/schema.ts';

/** Writes the JSON schemas that are published with the package into the folder that is named. Run by `npm run build`. */
const [folder = 'dist'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const [name, schema] of [
  ['config', makeConfigJsonSchema()],
  ['report', reportJsonSchema()],
] as const) {
  writeFileSync(join(folder, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
}
