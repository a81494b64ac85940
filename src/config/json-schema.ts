import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JSON schema of the config. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Two folders above the files of the build, where it is published; there is none above the sources. */
const published = join(import.meta.dirname, '../../config.schema.json');

/** The schema of the config as the build wrote it; `undefined` where the sources run. */
export function builtJsonSchema(): JsonSchema | undefined {
  try {
    return JSON.parse(readFileSync(published, 'utf8')) as JsonSchema;
  } catch {
    return undefined;
  }
}

let known: JsonSchema | undefined;

/** The schema of the config. Where the sources run a library makes it, which is loaded for this alone. */
export async function configJsonSchema(): Promise<JsonSchema> {
  known ??= builtJsonSchema() ?? (await import('./schema.ts')).makeConfigJsonSchema();
  return known;
}
