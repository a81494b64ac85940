import type { DomainEvent } from '../core/events/define-event.ts';
import { exampleCopies } from './examples/example-copies.ts';
import { itemCopies } from './items/item-copies.ts';
import type { AlmanacCommand, AlmanacQuery } from './messages.ts';
import { type ByEvent, type CopyRules, consequencesOf } from './shared/cache/copy-rules.ts';
import { workspaceCopies } from './workspaces/workspace-copies.ts';

/** Rules of which each event has its consequences in all of several. */
function together<Consequence>(...rules: readonly ByEvent<Consequence>[]): ByEvent<Consequence> {
  const names = new Set(rules.flatMap(Object.keys));
  return Object.fromEntries(
    [...names].map((name) => [name, (event: DomainEvent) => rules.flatMap((each) => consequencesOf(each, event))]),
  );
}

/** The rules of all contexts. Items and lists of items are kept for `itemTtlMs` milliseconds at the most, or not at all for 0. */
export function copyRules({ itemTtlMs }: { readonly itemTtlMs: number }): CopyRules<AlmanacQuery, AlmanacCommand> {
  const items = itemCopies(itemTtlMs);
  return {
    answers: { ...workspaceCopies.answers, ...items.answers, ...exampleCopies.answers },
    touched: together(workspaceCopies.touched, items.touched, exampleCopies.touched),
    versioned: { ...workspaceCopies.versioned, ...items.versioned, ...exampleCopies.versioned },
    likely: together<AlmanacQuery>(workspaceCopies.likely, items.likely, exampleCopies.likely),
  };
}
