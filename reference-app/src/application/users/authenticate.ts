import type { Failure } from '../../core/errors/define-error.ts';
import { failure, type Result } from '../../core/types/result.ts';
import type { SessionRepository } from '../../domain/users/session.repository.ts';
import { notSignedIn } from '../../domain/users/user.errors.ts';
import type { Clock } from '../shared/clock.ts';
import type { Actor } from '../shared/cqrs/execution-context.ts';
import type { AccessTokens } from './ports/access-tokens.ts';

/** Tells who sends an access token. */
export type Authenticate = (accessToken: string) => Promise<Result<Actor, Failure<'not-signed-in'>>>;

/**
 * Wires {@link Authenticate}. Each time the session is asked for, so that one that has ended ends at once, whatever its
 * tokens say (ASVS 5.0, 7.4.1).
 */
export function createAuthenticate({
  accessTokens,
  sessions,
  clock,
}: {
  accessTokens: AccessTokens;
  sessions: SessionRepository;
  clock: Clock;
}): Authenticate {
  return async (accessToken) => {
    const actor = await accessTokens.verify(accessToken);
    if (!actor.ok || (await sessions.isLive(actor.value.sessionId, clock()))) return actor;
    return failure(notSignedIn.failure('The session of the access token has ended.'));
  };
}
