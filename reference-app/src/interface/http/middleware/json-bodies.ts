import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { malformedRequest } from '../../../core/errors/core-errors.ts';
import { ApplicationError } from '../../../core/errors/define-error.ts';

/**
 * Reads bodies of JSON, and no others. JSON is UTF-8 (RFC 8259, section 8.1): of other bytes something would be kept that
 * nobody has sent, so that they are refused.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  // The framework reads plain text by itself too, and then no schema of a body fits.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (isUtf8(body)) return void parse(request, body.toString(), done);
    done(new ApplicationError(malformedRequest.failure('The body is not UTF-8.')));
  });
}
