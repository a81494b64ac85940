import type { ValueObject } from '../../core/base/value-object.ts';
import { failure, type Result, success } from '../../core/types/result.ts';
import { type InvalidUser, invalidUser } from './user.errors.ts';

/** An address of e-mail in lower case. Two that differ in case only are one. */
export type Email = ValueObject<string, 'email'>;

/** What the HTML standard takes for a valid address (section "Valid e-mail address"), with a domain of two names at least. */
const pattern =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** The most characters that an address can have (RFC 5321, section 4.5.3.1.3, without its angle brackets). */
export const longestEmail = 254;

/** Makes an address. Whether anybody reads what is sent there is another question. */
export function createEmail(text: string): Result<Email, InvalidUser> {
  const address = text.toLowerCase();
  return address.length <= longestEmail && pattern.test(address)
    ? success(address as Email)
    : failure(invalidUser('/email', 'must be an address of e-mail, such as ada@example.org'));
}
