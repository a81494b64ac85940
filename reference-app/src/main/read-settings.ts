import { loadSettings, type SettingSource } from '../core/config/load-settings.ts';
import { readSecretFiles } from '../infrastructure/config/secret-files.ts';
import { type AlmanacSettings, settings } from './settings.ts';

/** The settings of Almanac from an environment and the files that it names. Throws a `SettingsError`. */
export function readSettings(environment: SettingSource): AlmanacSettings {
  return loadSettings(settings, environment, readSecretFiles(Object.values(settings), environment));
}
