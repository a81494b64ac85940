import type { Validator } from '../src/check/validator.ts';
import { loadValidators } from './load.ts';

/** Every validator, in the order in which they run. */
export const validators: readonly Validator[] = await loadValidators();
