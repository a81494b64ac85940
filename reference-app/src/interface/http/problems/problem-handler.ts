import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod';
import {
  internalError,
  malformedRequest,
  methodNotAllowed,
  payloadTooLarge,
  routeNotFound,
  unsupportedMediaType,
  validationFailed,
} from '../../../core/errors/core-errors.ts';
import { ApplicationError, type Failure } from '../../../core/errors/define-error.ts';
import { setSecurityHeaders } from '../middleware/security-headers.ts';
import { sendProblem } from './problem-reply.ts';

/** What of a request the framework has checked, and the verb that goes with it. */
const partNames: Readonly<Record<string, string>> = {
  body: 'body is',
  headers: 'headers are',
  params: 'address is',
  querystring: 'query is',
};
/** How many values that are not valid the sentence of a problem names. Its `errors` have all of them. */
const namedPlaces = 5;
/** How long it may be what is wrong with one value, in characters: it may tell what the client has sent. */
const longestDetail = 200;

const shorten = (text: string): string => (text.length <= longestDetail ? text : `${text.slice(0, longestDetail)}…`);

/** What the framework reports, in the words of the service. */
function failureOf(error: FastifyError): Failure {
  if (error instanceof ApplicationError) return error.failure;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      // The pointer to the whole document is empty (RFC 6901, section 5).
      pointer: instancePath === '/' ? '' : instancePath,
      detail: shorten(message ?? 'is not valid'),
    }));
    const where = error.validationContext ?? 'body';
    const places = errors.slice(0, namedPlaces).map(({ pointer, detail }) => `${pointer || 'the whole'}: ${detail}`);
    const more = errors.length - places.length;
    if (more > 0) places.push(`and ${more} more`);
    return validationFailed.failure(`The ${partNames[where] ?? where} not valid: ${places.join('; ')}.`, {
      in: where,
      errors,
    });
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return payloadTooLarge.failure('The body is larger than the service takes.');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return unsupportedMediaType.failure('The body is of a media type that the service does not read.');
    case 'FST_ERR_BAD_URL':
      return malformedRequest.failure(
        'The address has a percent sign that two hexadecimal digits of UTF-8 do not follow.',
      );
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return malformedRequest.failure('The body says that it is JSON and is empty.');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return malformedRequest.failure('The body is not what its headers say.');
  }
  if (error instanceof SyntaxError) return malformedRequest.failure('The body is not valid JSON.');
  if (
    !isResponseSerializationError(error) &&
    error.statusCode !== undefined &&
    error.statusCode >= 400 &&
    error.statusCode < 500
  ) {
    return malformedRequest.failure('The request cannot be read.');
  }
  return internalError.failure('Something went wrong that nobody thought of.');
}

/** Whether a path is one of a route's pattern: `/items/:id` takes `/items/7`. */
function takes(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => (segment.startsWith(':') ? given[index] !== '' : segment === given[index]))
  );
}

/** Answers an address that the router cannot read, such as one with `%zz`. It is asked before any hook has run. */
export function handleUnreadableAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  setSecurityHeaders(request, reply);
  sendProblem(reply, failureOf(error));
}

/** Answers everything that goes wrong with a problem document, and logs what is the service's own fault. */
export function handleProblems(app: FastifyInstance): void {
  const routes: { readonly method: string; readonly pattern: string }[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push({ method: each, pattern: url });
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = failureOf(error);
    if (failure.definition.status >= 500) request.log.error({ err: error, code: failure.code }, 'request failed');
    return sendProblem(reply, failure);
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const [path = '/'] = request.url.split('?');
    const allowed = [
      ...new Set(routes.filter(({ pattern }) => takes(pattern, path)).map(({ method }) => method)),
    ].sort();
    if (allowed.length === 0) return sendProblem(reply, routeNotFound.failure(`There is nothing at ${path}.`));
    return sendProblem(
      reply.header('allow', allowed.join(', ')),
      methodNotAllowed.failure(`${path} does not take ${request.method}.`, { allowed }),
    );
  });
}
