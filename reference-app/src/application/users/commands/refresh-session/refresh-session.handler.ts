import { createOpaqueToken, hashOpaqueToken } from '../../../../core/types/opaque-token.ts';
import { failure, success } from '../../../../core/types/result.ts';
import {
  judgeRefresh,
  type RefreshVerdict,
  type Session,
  type SessionLifetimes,
} from '../../../../domain/users/session.ts';
import { refreshTokenReplaced, refreshTokenReused, sessionOver } from '../../../../domain/users/user.errors.ts';
import { sessionEnded } from '../../../../domain/users/user.events.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { AccessTokens } from '../../ports/access-tokens.ts';
import type { RefreshSession } from './refresh-session.command.ts';

const latest = (...times: readonly Date[]): Date => new Date(Math.max(...times.map((time) => time.getTime())));

/** What was decided, and the session that goes on. */
type Judged =
  | { readonly verdict: 'next'; readonly session: Session }
  | { readonly verdict: Exclude<RefreshVerdict, 'next'> };

/** Replaces the tokens of a session. A refresh token that was replaced long ago ends the session. */
export function createRefreshSessionHandler({
  unitOfWork,
  accessTokens,
  lifetimes,
  clock,
}: {
  unitOfWork: UnitOfWork;
  accessTokens: AccessTokens;
  lifetimes: SessionLifetimes;
  clock: Clock;
}): MessageHandler<RefreshSession> {
  return async ({ refreshToken }, context) => {
    const hash = hashOpaqueToken(refreshToken);
    const next = createOpaqueToken();
    const outcome = await unitOfWork.run(async ({ sessions, events, audit }) => {
      const found = await sessions.findByToken(hash);
      if (!found) return success<Judged>({ verdict: 'over' });
      // Instances' clocks differ a little, and what a session records never goes back.
      const now = latest(clock(), found.issuedAt, found.session.refreshedAt);
      const verdict = judgeRefresh(found.session, found, now, lifetimes);
      // The end of the session is kept, though the request fails.
      if (verdict === 'reused') {
        const [{ id, userId }, reason] = [found.session, 'token-reused'] as const;
        // Several that come at once end the session once.
        if (await sessions.end(id, userId, reason, now)) {
          await events.record(sessionEnded.event({ userId, sessionId: id, reason }), context);
          await audit.record({ action: 'token-reused', subjectId: userId, details: { session: id } }, context);
        }
      }
      if (verdict !== 'next') return success<Judged>({ verdict });
      await sessions.replaceToken(found.session, hash, next.hash, now);
      return success<Judged>({ verdict, session: { ...found.session, refreshedAt: now } });
    });
    if (!outcome.ok) return outcome;
    const judged = outcome.value;
    switch (judged.verdict) {
      case 'next':
        return success({
          accessToken: await accessTokens.issue({ userId: judged.session.userId, sessionId: judged.session.id }),
          refreshToken: next.token,
          session: judged.session,
        });
      case 'replaced':
        return failure(refreshTokenReplaced.failure('Another request has just used this refresh token.'));
      case 'reused':
        return failure(
          refreshTokenReused.failure('The refresh token was replaced long ago. The session has been ended.'),
        );
      case 'over':
        return failure(sessionOver.failure('The refresh token belongs to no session that goes on.'));
    }
  };
}
