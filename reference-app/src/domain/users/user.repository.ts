import type { Email } from './email.ts';
import type { User, UserId } from './user.ts';

/** Where users are kept. */
export interface UserRepository {
  /** Adds a user. Returns false when another one has the address: then nothing was changed. */
  add(user: User): Promise<boolean>;
  find(id: UserId): Promise<User | undefined>;
  findByEmail(email: Email): Promise<User | undefined>;
  /** Replaces the user that is one version older. Returns false when that version is not the stored one any more. */
  replace(user: User): Promise<boolean>;
}
