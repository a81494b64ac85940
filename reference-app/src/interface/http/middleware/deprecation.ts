import type { FastifyInstance } from 'fastify';
import { problemType } from '../../../core/errors/problem.ts';

/** A route that another one replaces. */
export interface Deprecation {
  /** Since when it should not be used in new programs. */
  readonly since: Date;
  /** From when on it may be gone. */
  readonly sunset: Date;
  /** Gives the path of the one that replaces it, from the path that was asked for. */
  successor(path: string): string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    deprecation?: Deprecation;
  }
}

/** The page that tells what changes, and until when. */
const explanation = new URL('/api/versions/', problemType('')).href;

/** Version 1 of what version 2 does better. */
export const replacedByVersion2: Deprecation = {
  since: new Date('2026-11-21T00:00:00Z'),
  sunset: new Date('2027-11-21T00:00:00Z'),
  successor: (path) => path.replace('/api/v1/', '/api/v2/'),
};

/** Tells with every answer of a deprecated route that it is one (RFC 9745), until when it stays (RFC 8594), and what to use. */
export function addDeprecation(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { deprecation } = request.routeOptions.config;
    if (!deprecation) return done();
    const [path = '/'] = request.url.split('?');
    reply.header('deprecation', `@${deprecation.since.getTime() / 1000}`);
    reply.header('sunset', deprecation.sunset.toUTCString());
    reply.header(
      'link',
      `<${deprecation.successor(path)}>; rel="successor-version", <${explanation}>; rel="deprecation"; type="text/html"`,
    );
    done();
  });
}
