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
export const validateIdentifiers: Middleware = async ({ message }, next) => {
  const errors = Object.entries(message).flatMap(([key, value]) =>
    namesIdentifier(key) && value !== undefined && !(typeof value === 'string' && isIdentifier(value))
      ? [{ pointer: `/${key}`, detail: 'must be a UUID version 7 in lower case' }]
      : [],
  );
  if (errors.length === 0) return next();
  const where = errors.map(({ pointer }) => pointer).join(', ');
  throw new ApplicationError(validationFailed.failure(`${where}: no identifier.`, { errors }));
};
