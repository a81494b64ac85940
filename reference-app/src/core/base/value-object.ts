import { isDeepStrictEqual } from 'node:util';

declare const brand: unique symbol;

/**
 * A value that was checked when it was made, and has no identity: two that hold the same are the same (Evans,
 * "Domain-Driven Design", 2003, chapter 5). The brand exists for the compiler only, so that an unchecked value is never
 * passed where a checked one is meant.
 */
export type ValueObject<Value, Name extends string> = Value & { readonly [brand]: Name };

/** Whether two values hold the same. */
export function equalValues<Value>(a: Value, b: Value): boolean {
  return isDeepStrictEqual(a, b);
}
