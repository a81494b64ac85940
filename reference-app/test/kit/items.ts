import fc from 'fast-check';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { createItem, type Item, itemLimits, type NewItem } from '../../src/domain/items/item.ts';
import type { WorkspaceId } from '../../src/domain/workspaces/workspace.ts';
import { anyText } from './texts.ts';

/** The workspace of the items that a test makes without naming another. */
export const team: WorkspaceId = createIdentifier<'workspace'>();

/** A valid item, with what a test wants to be different. */
export const newItem = (values: Partial<NewItem> = {}): NewItem => ({
  sku: 'MUG-BLUE',
  name: 'Blue mug',
  price: { minorUnits: 1250, currency: 'EUR' },
  stock: 3,
  tags: ['kitchen'],
  ...values,
});

let made = 0;

/** A valid item that was made, with an SKU that no other call gives. */
export function someItem(
  values: Partial<NewItem> = {},
  now = new Date('2026-01-02T03:04:05.678Z'),
  workspaceId = team,
): Item {
  made += 1;
  const item = createItem(workspaceId, newItem({ sku: `ITEM-${made}`, ...values }), now);
  if (!item.ok) throw new Error(item.problem.detail);
  return item.value;
}

const segment = (pattern: RegExp) => fc.stringMatching(pattern);

/** Every item that the rules allow. */
export const validItems: fc.Arbitrary<NewItem> = fc.record({
  sku: segment(/^[A-Z0-9]{1,8}(-[A-Z0-9]{1,8}){0,3}$/),
  name: fc
    .oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), anyText({ maxLength: itemLimits.name }))
    .map((name) => name.replaceAll('\u0000', '').trim())
    .filter((name) => name.length >= 1 && name.length <= 200),
  price: fc.record({ minorUnits: fc.maxSafeNat(), currency: fc.constantFrom(...Intl.supportedValuesOf('currency')) }),
  stock: fc.integer({ min: 0, max: 1_000_000 }),
  tags: fc.array(segment(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/), { maxLength: 20 }),
});
