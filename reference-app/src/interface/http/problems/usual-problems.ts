import {
  idempotencyKeyInUse,
  idempotencyKeyReused,
} from '../../../application/shared/idempotency/idempotency.errors.ts';
import {
  internalError,
  malformedRequest,
  payloadTooLarge,
  rateLimited,
  serviceUnavailable,
  unsupportedMediaType,
  validationFailed,
} from '../../../core/errors/core-errors.ts';
import { notSignedIn } from '../../../domain/users/user.errors.ts';
import { workspaceNotFound } from '../../../domain/workspaces/workspace.errors.ts';

/** The problems that every route can answer with. */
export const possibleAnywhere = [internalError, serviceUnavailable] as const;

/** Those of every route below `/api/`, which counts against a limit. */
export const alwaysPossible = [rateLimited, ...possibleAnywhere] as const;

/** Those of a route that takes a body. */
export const possibleWithBody = [malformedRequest, payloadTooLarge, unsupportedMediaType, validationFailed] as const;

/** Those of a route below a workspace, for whoever is no member of it. */
export const possibleInWorkspace = [notSignedIn, workspaceNotFound] as const;

/** Those of a route that takes an idempotency key. */
export const possibleWithKey = [idempotencyKeyInUse, idempotencyKeyReused] as const;
