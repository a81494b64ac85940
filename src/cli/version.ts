import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in Docproof's own package.json, which stands above the sources and above the build. */
export function readVersion(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (manifest.name === 'docproof' && manifest.version !== undefined) return manifest.version;
    } catch {
      // No package.json here: look further up.
    }
    if (folder === dirname(folder)) return '0.0.0';
  }
}
