import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { headersTooLarge, malformedRequest, requestTimedOut } from '../../../core/errors/core-errors.ts';
import type { Failure } from '../../../core/errors/define-error.ts';
import { problemMediaType, toProblem } from '../../../core/errors/problem.ts';
import { securityHeaders } from '../middleware/security-headers.ts';

/** What the parser of HTTP reports, in the words of the service. */
function failureOf(code: string | undefined): Failure {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return requestTimedOut.failure('The request was not there within its time.');
    case 'HPE_HEADER_OVERFLOW':
      return headersTooLarge.failure('The address and the headers are larger than the service takes.');
    default:
      return malformedRequest.failure('What was sent is no request of HTTP/1.1.');
  }
}

/**
 * Answers what never became a request, because it is no HTTP, is too large or came too late, with a problem document, and ends
 * the connection. No hook runs for it, so that it is logged here.
 */
export function answerUnreadableRequest(
  log: Pick<FastifyBaseLogger, 'info'>,
  { code }: { readonly code?: string },
  socket: Socket,
): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const failure = failureOf(code);
  const { status } = failure.definition;
  const requestId = randomUUID();
  log.info({ reqId: requestId, reason: code, code: failure.code }, 'a request could not be read');
  const body = JSON.stringify(toProblem(failure, requestId));
  const headers = {
    ...securityHeaders,
    'x-request-id': requestId,
    'content-type': problemMediaType,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.write([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
  socket.destroySoon();
}
