import { validators } from '../../validators/index.ts';
import type { AnyRule } from '../check/validator.ts';

/** Every rule, in the order of the validators. */
export const rules: readonly AnyRule[] = validators.flatMap((validator) => validator.rules);

/** The ids of all rules, those that they had before included. */
export const ruleIds: readonly string[] = rules.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
