import type { Validator } from '../src/check/validator.ts';

/**
 * Every validator by its name, in the order in which they run. External links are settled before the others say that they
 * are skipped, and examples are checked before coverage asks what they use.
 */
const loaders: Readonly<Record<string, () => Promise<Validator>>> = {
  pages: async () => (await import('./pages/index.ts')).pages,
  external: async () => (await import('./external/index.ts')).external,
  links: async () => (await import('./links/index.ts')).links,
  examples: async () => (await import('./examples/index.ts')).examples,
  site: async () => (await import('./site/index.ts')).site,
  coverage: async () => (await import('./coverage/index.ts')).coverage,
  references: async () => (await import('./references/index.ts')).references,
};

/** The names of all validators, known without loading any. */
export const validatorNames: readonly string[] = Object.keys(loaders);

/** Loads validators, all unless names say which. What a run has no use for costs it nothing. */
export function loadValidators(names: readonly string[] = validatorNames): Promise<readonly Validator[]> {
  const wanted = Object.entries(loaders).filter(([name]) => names.includes(name));
  return Promise.all(wanted.map(([, load]) => load()));
}
