import { preconditionFailed } from '../../core/errors/core-errors.ts';
import type { Failure } from '../../core/errors/define-error.ts';

/** Says that a change was made from another version than the stored one, which is known or was replaced meanwhile. */
export function staleVersion(expected: number, current?: number): Failure<'precondition-failed'> {
  return preconditionFailed.failure(
    current === undefined
      ? `Version ${expected} was replaced while it was being changed.`
      : `The change is for version ${expected}, and the stored one is version ${current}.`,
    { expectedVersion: expected, ...(current !== undefined && { currentVersion: current }) },
  );
}
