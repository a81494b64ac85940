import {
  internalError,
  malformedRequest,
  payloadTooLarge,
  serviceUnavailable,
  unsupportedMediaType,
  validationFailed,
} from '../../../core/errors/core-errors.ts';

/** The problems that every route can answer with. */
export const alwaysPossible = [internalError, serviceUnavailable] as const;

/** Those of a route that takes a body. */
export const possibleWithBody = [malformedRequest, payloadTooLarge, unsupportedMediaType, validationFailed] as const;
