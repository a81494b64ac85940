import { readFileSync } from 'node:fs';
import type { SettingDefinition } from '../../core/config/define-setting.ts';
import { type SettingSource, SettingsError } from '../../core/config/load-settings.ts';

/** The variable that names the file of a secret, as container platforms mount them: `DATABASE_URL_FILE`. */
const fileVariable = ({ env }: SettingDefinition): string => `${env}_FILE`;

/**
 * The secrets that the environment names files for. One line break at the end of a file is not part of the secret. Throws
 * {@link SettingsError} when a file cannot be read, or a secret is given twice.
 */
export function readSecretFiles(definitions: Iterable<SettingDefinition>, environment: SettingSource): SettingSource {
  const problems: string[] = [];
  const secrets: Record<string, string> = {};
  for (const definition of definitions) {
    const variable = fileVariable(definition);
    const path = environment[variable];
    if (!definition.secret || !path) continue;
    if (environment[definition.env]) {
      problems.push(`${definition.env} and ${variable} are both set: keep one of them`);
      continue;
    }
    try {
      secrets[definition.env] = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    } catch (error) {
      problems.push(`${variable}=${path}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
    }
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return secrets;
}
