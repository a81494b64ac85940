import { createHash } from 'node:crypto';
import { ApplicationError } from '../../../core/errors/define-error.ts';
import type { Clock } from '../clock.ts';
import { failureOf } from '../cqrs/failure-of.ts';
import type { Middleware } from '../cqrs/middleware.ts';
import { idempotencyKeyInUse, idempotencyKeyReused } from '../idempotency/idempotency.errors.ts';

/** How long an answer is kept, in milliseconds: a day. */
export const keptAnswerMs = 86_400_000;

/**
 * Carries out a command that has an idempotency key once, and answers its repetitions as it was answered. It stands behind
 * {@link transact}: the key is part of the transaction of the command, so both are kept, or neither is. What has failed has
 * changed nothing, and is tried anew. A key that cannot be used is thrown, since not every command answers failures.
 */
export function answerOnce(clock: Clock): Middleware {
  return (next, { kind }) => {
    if (kind === 'query') return next;
    return async (dispatch) => {
      const { message, work, context } = dispatch;
      const { actor, idempotency } = context;
      if (!work || !idempotency || !actor) return next(dispatch);
      const key = { userId: actor.userId, key: idempotency.key };
      const fingerprint = createHash('sha256').update(JSON.stringify(message)).digest('hex');
      const now = clock();
      const known = await work.answers.take(key, now);
      if (known.state === 'in-use')
        throw new ApplicationError(idempotencyKeyInUse.failure(`A request with the key ${key.key} is being handled.`));
      if (known.state === 'used') {
        if (known.fingerprint !== fingerprint)
          throw new ApplicationError(idempotencyKeyReused.failure(`The key ${key.key} belongs to another request.`));
        idempotency.onReplay();
        return known.answer;
      }
      const answer = await next(dispatch);
      if (!failureOf(answer)) await work.answers.keep(key, fingerprint, answer, new Date(now.getTime() + keptAnswerMs));
      return answer;
    };
  };
}
