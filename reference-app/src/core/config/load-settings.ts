import type { z } from 'zod';
import { Secret } from '../types/secret.ts';
import type { SettingDefinition } from './define-setting.ts';

type Read<Definition extends SettingDefinition> = Definition extends { readonly secret: true }
  ? Secret<z.output<Definition['schema']>>
  : z.output<Definition['schema']>;

/** The value that a definition gives: wrapped when it is a secret, `undefined` when it may be left out. */
export type SettingValue<Definition extends SettingDefinition> = Definition extends { readonly optional: true }
  ? Read<Definition> | undefined
  : Read<Definition>;

/** The values of a set of settings, by the names that the set gives them. */
export type SettingValues<Definitions extends Readonly<Record<string, SettingDefinition>>> = {
  readonly [Name in keyof Definitions]: SettingValue<Definitions[Name]>;
};

/** Settings that cannot be used. The message lists every one that is wrong, by its variable. */
export class SettingsError extends Error {
  constructor(problems: readonly string[]) {
    super(`The settings are not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

/** Where settings come from: texts by the name of their variable, such as the environment. */
export type SettingSource = Readonly<Record<string, string | undefined>>;

/** A variable that is set to nothing counts as not set, as a shell or a deployment file often leaves it. */
const textOf = (sources: readonly SettingSource[], name: string): string | undefined =>
  sources.map((source) => source[name]).find((text) => text !== undefined && text !== '');

/**
 * Reads settings from sources, of which the first that has a value wins. Throws {@link SettingsError} with all that is
 * wrong at once.
 */
export function loadSettings<const Definitions extends Readonly<Record<string, SettingDefinition>>>(
  definitions: Definitions,
  ...sources: readonly SettingSource[]
): SettingValues<Definitions> {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    const { env, schema, secret, optional } = definition;
    const text = textOf(sources, env);
    if (text === undefined) {
      if (definition.default === undefined && !optional) problems.push(`${env} is not set: ${definition.description}`);
      values[name] = definition.default;
      continue;
    }
    const result = schema.safeParse(text);
    if (!result.success) {
      const reason = result.error.issues.map(({ message }) => message).join('; ');
      problems.push(`${env}${secret ? '' : `=${text}`}: ${reason}`);
    } else values[name] = secret ? new Secret(result.data) : result.data;
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return values as SettingValues<Definitions>;
}
