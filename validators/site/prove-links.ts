import type { BuiltSite } from '../../src/built/built-site.ts';
import type { CheckContext } from '../../src/check/validator.ts';
import type { Authored, KeyOf } from './authored.ts';
import type { Judge } from './judge.ts';

/** Settles the links of authored pages that the built page has, and that lead where they should. */
export function proveLinks(
  context: CheckContext,
  built: BuiltSite,
  judge: Judge,
  authored: Authored,
  keyOf: KeyOf,
): void {
  for (const page of built.pages) {
    const source = authored.pageOf(page);
    if (!source) continue;
    const right = page.links.filter((link) => judge(page, link).state === 'good');
    const targets = new Set(right.map(({ target }) => target));
    let keys: Set<string | undefined> | undefined;
    for (const link of source.links) {
      if (link.target === undefined) continue;
      if (!targets.has(link.target)) {
        const key = keyOf(page, link.target);
        keys ??= new Set(right.map(({ target }) => keyOf(page, target)));
        if (key === undefined || !keys.has(key)) continue;
      }
      context.settle(link, 'checked');
    }
  }
}
