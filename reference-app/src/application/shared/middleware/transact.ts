import type { Failure } from '../../../core/errors/define-error.ts';
import { failure, type Result, success } from '../../../core/types/result.ts';
import { failureOf } from '../cqrs/failure-of.ts';
import type { Middleware } from '../cqrs/middleware.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/**
 * Carries out a command that has an idempotency key in one transaction, which is undone when it answers a failure. `names` are
 * the commands that take a key. Any other command says itself what belongs together, so that no connection is held while it
 * does something slow.
 */
export function transact(unitOfWork: UnitOfWork, names: ReadonlySet<string>): Middleware {
  return (next, { name }) => {
    if (!names.has(name)) return next;
    return async (dispatch) => {
      const { actor, idempotency } = dispatch.context;
      if (!idempotency || !actor) return next(dispatch);
      const outcome = await unitOfWork.run(async (work): Promise<Result<unknown, Failure>> => {
        const answer = await next({ ...dispatch, work });
        const problem = failureOf(answer);
        return problem ? failure(problem) : success(answer);
      });
      return outcome.ok ? outcome.value : outcome;
    };
  };
}
