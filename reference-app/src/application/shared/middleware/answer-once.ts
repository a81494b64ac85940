import { createHash } from 'node:crypto';
import { ApplicationError, type Failure } from '../../../core/errors/define-error.ts';
import { type Result, success } from '../../../core/types/result.ts';
import type { Clock } from '../clock.ts';
import type { Answering, Dispatch, Middleware } from '../cqrs/middleware.ts';
import { idempotencyKeyInUse, idempotencyKeyReused } from '../idempotency/idempotency.errors.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** How long an answer is kept, in milliseconds: a day. */
export const keptAnswerMs = 86_400_000;

const isFailure = (answer: unknown): answer is Result<never, Failure> =>
  (answer as { readonly ok?: boolean } | undefined)?.ok === false;

/**
 * Carries out a command that has an idempotency key once, and answers its repetitions as it was answered. The key is part
 * of the transaction of the command: both are kept, or neither is. What has failed has changed nothing, and is tried anew.
 * A key that cannot be used is thrown, since not every command answers failures. `names` are the commands whose answers may be kept; they hold no secret.
 */
export function answerOnce(unitOfWork: UnitOfWork, names: ReadonlySet<string>, clock: Clock): Middleware {
  const once = async (next: Answering, dispatch: Dispatch): Promise<unknown> => {
    const { message, context } = dispatch;
    const { actor, idempotency } = context;
    if (!idempotency || !actor) return next(dispatch);
    const key = { userId: actor.userId, key: idempotency.key };
    const fingerprint = createHash('sha256').update(JSON.stringify(message)).digest('hex');
    const outcome = await unitOfWork.run(async ({ answers }): Promise<Result<unknown, Failure>> => {
      const now = clock();
      const known = await answers.take(key, now);
      if (known.state === 'in-use')
        throw new ApplicationError(idempotencyKeyInUse.failure(`A request with the key ${key.key} is being handled.`));
      if (known.state === 'used') {
        if (known.fingerprint !== fingerprint)
          throw new ApplicationError(idempotencyKeyReused.failure(`The key ${key.key} belongs to another request.`));
        idempotency.onReplay();
        return success(known.answer);
      }
      const answer = await next(dispatch);
      if (isFailure(answer)) return answer;
      await answers.keep(key, fingerprint, answer, new Date(now.getTime() + keptAnswerMs));
      return success(answer);
    });
    return outcome.ok ? outcome.value : outcome;
  };
  return (next, { name }) => (names.has(name) ? (dispatch) => once(next, dispatch) : next);
}
