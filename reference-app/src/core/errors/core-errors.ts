import { defineError } from './define-error.ts';

/** The request is not of the shape that the operation asks for. */
export const validationFailed = defineError({
  code: 'validation-failed',
  status: 422,
  title: 'The request is not valid',
  help: 'Correct every value that `errors` lists. Each entry names its place by a JSON pointer.',
});

/** The body of the request is not what its media type says. */
export const malformedRequest = defineError({
  code: 'malformed-request',
  status: 400,
  title: 'The request cannot be read',
  help: 'Send a body that is valid JSON, and name its length rightly.',
});

/** The request did not come within its time. */
export const requestTimedOut = defineError({
  code: 'request-timed-out',
  status: 408,
  title: 'The request did not come in time',
  help: 'Send the whole request within 30 seconds, and its headers first.',
});

/** The address and the headers are larger than the service takes. */
export const headersTooLarge = defineError({
  code: 'headers-too-large',
  status: 431,
  title: 'The address and the headers are too large',
  help: 'Send shorter ones: together they may have 16 KiB.',
});

/** Nothing is at the address. */
export const routeNotFound = defineError({
  code: 'route-not-found',
  status: 404,
  title: 'There is nothing at this address',
  help: 'Compare the address with the OpenAPI document at `/openapi.json`.',
});

/** The address exists, but not for this method. */
export const methodNotAllowed = defineError({
  code: 'method-not-allowed',
  status: 405,
  title: 'This address does not take this method',
  help: 'Use one of the methods that the `Allow` header lists.',
});

/** The body is larger than the service takes. */
export const payloadTooLarge = defineError({
  code: 'payload-too-large',
  status: 413,
  title: 'The body is too large',
  help: 'Send less at once, or raise `HTTP_BODY_LIMIT` where the service is yours.',
});

/** The body is of a media type that the service does not read. */
export const unsupportedMediaType = defineError({
  code: 'unsupported-media-type',
  status: 415,
  title: 'The media type of the body is not supported',
  help: 'Send JSON, and say so with `Content-Type: application/json`.',
});

/** The client holds another version than the one that is stored. */
export const preconditionFailed = defineError({
  code: 'precondition-failed',
  status: 412,
  title: 'It was changed in the meantime',
  help: 'Read it again, apply the change to what it is now, and send the new `ETag` in `If-Match`.',
});

/** The operation changes something and was not told which version it means. */
export const preconditionRequired = defineError({
  code: 'precondition-required',
  status: 428,
  title: 'The version to change is not named',
  help: 'Send the `ETag` that you read in the `If-Match` header.',
});

/** More was asked for than a limit allows. */
export const rateLimited = defineError({
  code: 'rate-limited',
  status: 429,
  title: 'Too many requests',
  help: 'Wait for the time that `Retry-After` names. The `RateLimit` header tells how many are left.',
});

/** A server that the service needs does not answer. */
export const serviceUnavailable = defineError({
  code: 'service-unavailable',
  status: 503,
  title: 'The service cannot answer now',
  help: 'Try again after the time that `Retry-After` names.',
});

/** Something went wrong that nobody thought of. */
export const internalError = defineError({
  code: 'internal-error',
  status: 500,
  title: 'The service failed',
  help: 'Report it with the `instance` of the problem: the log has an entry with the same id.',
});
