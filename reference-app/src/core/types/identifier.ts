import { randomUUIDv7 } from 'node:crypto';

declare const brand: unique symbol;

/**
 * An identifier of one kind of thing: a UUID version 7 (RFC 9562, section 5.7) in its canonical lower-case form. The brand
 * exists for the compiler only, so that the identifier of an item is never passed where that of a user is meant.
 */
export type Identifier<Kind extends string> = string & { readonly [brand]: Kind };

const canonical = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A new identifier. Later ones sort after earlier ones, to the millisecond. */
export function createIdentifier<Kind extends string>(): Identifier<Kind> {
  return randomUUIDv7() as Identifier<Kind>;
}

/** Whether a text is an identifier in its canonical form. */
export function isIdentifier<Kind extends string>(text: string): text is Identifier<Kind> {
  return canonical.test(text);
}
