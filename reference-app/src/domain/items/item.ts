import { type AggregateRoot, revise } from '../../core/base/entity.ts';
import type { Failure } from '../../core/errors/define-error.ts';
import { createIdentifier, type Identifier } from '../../core/types/identifier.ts';
import { failure, type Result, success } from '../../core/types/result.ts';
import type { WorkspaceId } from '../workspaces/workspace.ts';
import { type InvalidItem, invalidItem, outOfStock } from './item.errors.ts';
import { createMoney, type Money } from './money.ts';

/** The identifier of an item. */
export type ItemId = Identifier<'item'>;

/** What an item can be: offered, or kept for the record. */
export const itemStatuses = ['active', 'archived'] as const;
/** One of {@link itemStatuses}. */
export type ItemStatus = (typeof itemStatuses)[number];

/** Something that can be given: what it is, what it costs and how many there are. */
export interface Item extends AggregateRoot<'item'> {
  /** Where it belongs. It never moves. */
  readonly workspaceId: WorkspaceId;
  /** The stock keeping unit: 1 to 64 capital letters, digits and single hyphens. No two items of a workspace share one. */
  readonly sku: string;
  /** 1 to 200 characters, without white space around them. */
  readonly name: string;
  readonly price: Money;
  /** How many there are: a whole number from 0 to 1,000,000. */
  readonly stock: number;
  /** At most 20 lower-case words with hyphens, sorted, none twice. */
  readonly tags: readonly string[];
  readonly status: ItemStatus;
}

/** What makes an item. */
export interface NewItem {
  readonly sku: string;
  readonly name: string;
  readonly price: Money;
  readonly stock: number;
  readonly tags: readonly string[];
}

/** What of an item can be changed. What is left out stays. */
export interface ItemChange {
  readonly name?: string | undefined;
  readonly price?: Money | undefined;
  readonly stock?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly status?: ItemStatus | undefined;
}

/** The limits of an item's values. The constraints of the table mirror them. */
export const itemLimits = { sku: 64, name: 200, tags: 20, tag: 40, stock: 1_000_000 } as const;

const skuPattern = /^[A-Z0-9]+(-[A-Z0-9]+)*$/;
const tagPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

type Rules = {
  readonly [Name in 'sku' | 'name' | 'price' | 'stock' | 'tags']: (item: Item) => InvalidItem | undefined;
};

/** The rules of an item's values, by the value. */
const rules: Rules = {
  sku: ({ sku }) =>
    sku.length <= itemLimits.sku && skuPattern.test(sku)
      ? undefined
      : invalidItem('/sku', `must be 1 to ${itemLimits.sku} capital letters, digits and single hyphens`),
  name: ({ name }) => {
    // Neither could be stored: PostgreSQL keeps no NUL, and half of a surrogate pair is no character in UTF-8.
    if (name.includes('\u0000') || !name.isWellFormed())
      return invalidItem('/name', 'must be Unicode text without the character NUL');
    return name.length >= 1 && name.length <= itemLimits.name && name === name.trim()
      ? undefined
      : invalidItem('/name', `must be 1 to ${itemLimits.name} characters, without white space around them`);
  },
  price: ({ price }) => {
    const money = createMoney(price.minorUnits, price.currency);
    return money.ok ? undefined : money.problem;
  },
  stock: ({ stock }) =>
    Number.isInteger(stock) && stock >= 0 && stock <= itemLimits.stock
      ? undefined
      : invalidItem('/stock', `must be a whole number from 0 to ${itemLimits.stock}`),
  tags: ({ tags }) => {
    if (tags.length > itemLimits.tags) return invalidItem('/tags', `must be at most ${itemLimits.tags}`);
    const wrong = tags.findIndex((tag) => tag.length > itemLimits.tag || !tagPattern.test(tag));
    return wrong < 0
      ? undefined
      : invalidItem(`/tags/${wrong}`, `must be lower-case words with hyphens, at most ${itemLimits.tag} characters`);
  },
};

function checked(item: Item): Result<Item, InvalidItem> {
  for (const rule of Object.values(rules)) {
    const problem = rule(item);
    if (problem) return failure(problem);
  }
  return success(item);
}

/** Tags as an item keeps them: sorted by code unit, none twice, so that the order in which they were given says nothing. */
const sortedTags = (tags: readonly string[]): readonly string[] => [...new Set(tags)].sort();

/** Makes an item of a workspace, or says which rule its values break. */
export function createItem(workspaceId: WorkspaceId, values: NewItem, now: Date): Result<Item, InvalidItem> {
  return checked({
    id: createIdentifier<'item'>(),
    workspaceId,
    sku: values.sku,
    name: values.name,
    price: values.price,
    stock: values.stock,
    tags: sortedTags(values.tags),
    status: 'active',
    version: 1,
    createdAt: now,
    updatedAt: now,
  });
}

/** The item after a change, one version later, or the rule that the change breaks. */
export function changeItem(item: Item, change: ItemChange, now: Date): Result<Item, InvalidItem> {
  return checked({
    ...item,
    name: change.name ?? item.name,
    price: change.price ?? item.price,
    stock: change.stock ?? item.stock,
    tags: change.tags === undefined ? item.tags : sortedTags(change.tags),
    status: change.status ?? item.status,
    ...revise(item, now),
  });
}

/** The item with so many fewer in stock, one version later. What is reserved is there, and the item is offered. */
export function takeStock(
  item: Item,
  quantity: number,
  now: Date,
): Result<Item, InvalidItem | Failure<'out-of-stock'>> {
  if (item.status !== 'active') return failure(outOfStock.failure(`The item ${item.sku} is not offered any more.`));
  if (item.stock < quantity)
    return failure(
      outOfStock.failure(`${quantity} of the item ${item.sku} are wanted, and ${item.stock} are in stock.`, {
        stock: item.stock,
      }),
    );
  return changeItem(item, { stock: item.stock - quantity }, now);
}

/** The item with so many more in stock, one version later. */
export function returnStock(item: Item, quantity: number, now: Date): Result<Item, InvalidItem> {
  return changeItem(item, { stock: item.stock + quantity }, now);
}
