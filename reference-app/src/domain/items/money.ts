import { failure, type Result, success } from '../../core/types/result.ts';
import { type InvalidItem, invalidItem } from './item.errors.ts';

/** An amount in the smallest unit of a currency, such as cents: whole numbers only, so that nothing is lost in rounding. */
export interface Money {
  readonly minorUnits: number;
  /** A code of ISO 4217, such as `EUR`. */
  readonly currency: string;
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** The most that an amount can be: what a number holds exactly. */
export const mostMinorUnits = Number.MAX_SAFE_INTEGER;

/** Makes an amount. It is not negative, and its currency is one that exists. */
export function createMoney(minorUnits: number, currency: string): Result<Money, InvalidItem> {
  if (!Number.isSafeInteger(minorUnits) || minorUnits < 0) {
    return failure(invalidItem('/price/minorUnits', `must be a whole number from 0 to ${mostMinorUnits}`));
  }
  if (!currencies.has(currency)) {
    return failure(
      invalidItem('/price/currency', 'must be a currency code of ISO 4217 in capital letters, such as EUR'),
    );
  }
  return success({ minorUnits, currency });
}
