import type { z } from 'zod';

/** One setting, as it is read and as it is documented. */
export interface SettingDefinition<Value = unknown> {
  /** How the program names it: words with dots. */
  readonly key: string;
  /** The environment variable that it is read from. */
  readonly env: string;
  /** Turns the text of the variable into the value, and says what is wrong with it. */
  readonly schema: z.ZodType<Value>;
  /** The value when the variable is not set. Absent when the setting is required, or has none. */
  readonly default?: Value;
  /** Whether it may be left out though it has no default. */
  readonly optional?: boolean;
  /** Whether its value is never to be printed. */
  readonly secret?: boolean;
  /** What it does, with its unit. */
  readonly description: string;
}

/** Declares a setting. Throws when it is a secret with a default: one that everybody knows is none. */
export function defineSetting<const Definition extends SettingDefinition>(definition: Definition): Definition {
  if (definition.secret && definition.default !== undefined) {
    throw new Error(`The setting "${definition.key}" is a secret and must not have a default.`);
  }
  return definition;
}
