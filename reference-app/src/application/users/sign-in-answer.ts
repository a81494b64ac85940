import type { Session } from '../../domain/users/session.ts';
import type { AccessToken } from './ports/access-tokens.ts';

/** What a client gets when it signs in, and each time it refreshes its session. */
export interface SignedIn {
  readonly accessToken: AccessToken;
  /** For the next refresh, once. */
  readonly refreshToken: string;
  readonly session: Session;
}
