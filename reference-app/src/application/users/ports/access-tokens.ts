import type { Failure } from '../../../core/errors/define-error.ts';
import type { Result } from '../../../core/types/result.ts';
import type { Actor } from '../../shared/cqrs/execution-context.ts';

/** A token for requests, and how long it is valid. */
export interface AccessToken {
  readonly token: string;
  /** In seconds. */
  readonly expiresIn: number;
}

/** Makes and reads the tokens that requests carry. */
export interface AccessTokens {
  issue(actor: Actor): Promise<AccessToken>;
  /** Who a token was given to. Whether their session still goes on is another question. */
  verify(token: string): Promise<Result<Actor, Failure<'not-signed-in'>>>;
}
