import { validationFailed } from '../../../core/errors/core-errors.ts';
import { ApplicationError } from '../../../core/errors/define-error.ts';
import { isIdentifier } from '../../../core/types/identifier.ts';
import type { Middleware } from '../cqrs/middleware.ts';

/** Whether a key of a command or a query holds an identifier: `id`, or a word that ends with `Id`. */
const namesIdentifier = (key: string): boolean => key === 'id' || key.endsWith('Id');

/**
 * Refuses a command or a query that holds something else where an identifier belongs. The compiler cannot see it when the
 * value came from outside, and every interface would have to check it by itself.
 */
export const validateIdentifiers: Middleware = (next) => async (dispatch) => {
  const wrong = Object.entries(dispatch.message).filter(
    ([key, value]) =>
      namesIdentifier(key) && value !== undefined && !(typeof value === 'string' && isIdentifier(value)),
  );
  if (wrong.length === 0) return next(dispatch);
  const errors = wrong.map(([key]) => ({ pointer: `/${key}`, detail: 'must be a UUID version 7 in lower case' }));
  const where = errors.map(({ pointer }) => pointer).join(', ');
  throw new ApplicationError(validationFailed.failure(`${where}: no identifier.`, { errors }));
};
