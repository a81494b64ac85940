import type { Validator } from '../src/check/validator.ts';
import { coverage } from './coverage/index.ts';
import { examples } from './examples/index.ts';
import { external } from './external/index.ts';
import { links } from './links/index.ts';
import { pages } from './pages/index.ts';
import { site } from './site/index.ts';

/**
 * Every validator, in the order in which they run. External links are settled before the others say that they are skipped,
 * and examples are checked before coverage asks what they use.
 */
export const validators: readonly Validator[] = [pages, external, links, examples, site, coverage];
