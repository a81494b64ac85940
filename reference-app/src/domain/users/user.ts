import { type AggregateRoot, revise } from '../../core/base/entity.ts';
import type { ValueObject } from '../../core/base/value-object.ts';
import { createIdentifier, type Identifier } from '../../core/types/identifier.ts';
import { failure, type Result, success } from '../../core/types/result.ts';
import type { Email } from './email.ts';
import { type InvalidUser, invalidUser } from './user.errors.ts';

/** The identifier of a user. */
export type UserId = Identifier<'user'>;

/** What a password became: the hash with everything that is needed to compare another password with it. */
export type PasswordHash = ValueObject<string, 'password-hash'>;

/** A person who has registered. */
export interface User extends AggregateRoot<'user'> {
  /** No two users share one. */
  readonly email: Email;
  /** 1 to 100 characters, without white space around them. */
  readonly name: string;
  readonly passwordHash: PasswordHash;
}

/** The most characters that the name of a user can have. The constraint of the table mirrors it. */
export const longestUserName = 100;

/** The name of a user, or the rule that it breaks. */
export function checkUserName(name: string): Result<string, InvalidUser> {
  if (name.includes('\u0000') || !name.isWellFormed())
    return failure(invalidUser('/name', 'must be Unicode text without the character NUL'));
  return name.length >= 1 && name.length <= longestUserName && name === name.trim()
    ? success(name)
    : failure(invalidUser('/name', `must be 1 to ${longestUserName} characters, without white space around them`));
}

/** Makes a user of values that were checked. */
export function createUser(values: Pick<User, 'email' | 'name' | 'passwordHash'>, now: Date): User {
  return { id: createIdentifier<'user'>(), ...values, version: 1, createdAt: now, updatedAt: now };
}

/** The user with another password, one version later. */
export function changePassword(user: User, passwordHash: PasswordHash, now: Date): User {
  return { ...user, passwordHash, ...revise(user, now) };
}
