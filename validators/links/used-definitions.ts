import type { Page } from '../../src/docs/page.ts';

/** The destinations that a reference on the page leads to. A definition that none uses leads nobody anywhere. */
export function usedDefinitions(page: Page): ReadonlySet<string> {
  return new Set(page.links.filter(({ form }) => form === 'reference').map(({ target }) => target ?? ''));
}
