import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

/** What is smaller is sent as it is: compressing it would cost more than it saves. In bytes. */
export const leastCompressed = 1024;

/** Fast enough to be done for each answer. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** The better of the two encodings that a client accepts (RFC 9110, section 12.5.3). */
export function chooseEncoding(header: string | undefined): 'br' | 'gzip' | undefined {
  const weights = new Map(
    (header ?? '').split(',').map((each) => {
      const [name = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return [name, weight === undefined ? 1 : Number(weight.slice(2))] as const;
    }),
  );
  const weightOf = (name: string): number => weights.get(name) ?? weights.get('*') ?? 0;
  const [best] = (['br', 'gzip'] as const)
    .filter((name) => weightOf(name) > 0)
    .sort((a, b) => weightOf(b) - weightOf(a));
  return best;
}

/**
 * Compresses larger answers. One with an entity tag stays as it is: the tag is strong, and names these bytes and no others
 * (RFC 9110, section 8.8.3.3).
 */
export function addCompression(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const asItIs = () => done(null, payload);
    if (typeof payload !== 'string' || payload.length < leastCompressed || request.method === 'HEAD') return asItIs();
    if (reply.hasHeader('etag') || reply.hasHeader('content-encoding')) return asItIs();
    const vary = reply.getHeader('vary');
    reply.header('vary', vary === undefined ? 'accept-encoding' : `${vary}, accept-encoding`);
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    if (!encoding) return asItIs();
    reply.header('content-encoding', encoding).removeHeader('content-length');
    if (encoding === 'br') brotliCompress(payload, quality, done);
    else gzip(payload, done);
  });
}
