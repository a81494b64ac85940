import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { requestDuration } from '../../../application/metrics.ts';
import type { Metrics } from '../../../application/shared/telemetry.ts';

/** A request as a part of a trace. */
export interface RequestSpan {
  /** Runs something, and all that comes of it, as a part of the request. */
  run(work: () => void): void;
  /** Ends it. `route` is the pattern of the address; absent when there is none. */
  end(answer: { readonly method: string; readonly route: string | undefined; readonly status: number }): void;
}

/** Where requests become part of a trace. */
export interface RequestTelemetry {
  /** Begins a span, as a part of the one that the headers name (W3C Trace Context). */
  begin(headers: IncomingHttpHeaders): RequestSpan;
  readonly metrics: Metrics;
  /** All metrics in the text format of Prometheus. */
  exposition(): Promise<string>;
}

/** For an interface that nobody observes. */
export const noTelemetry: RequestTelemetry = {
  begin: () => ({ run: (work) => work(), end() {} }),
  metrics: { count() {}, measure() {}, watch() {} },
  exposition: async () => '',
};

declare module 'fastify' {
  interface FastifyRequest {
    /** The request as a part of a trace. */
    span: RequestSpan;
  }
}

/** Traces, measures and logs every request. All that is logged while it is handled belongs to its span. */
export function addRequestTelemetry(app: FastifyInstance, telemetry: RequestTelemetry): void {
  app.decorateRequest('span');
  app.addHook('onRequest', (request, _reply, done) => {
    request.span = telemetry.begin(request.headers);
    request.span.run(() => {
      request.log.info({ req: request }, 'incoming request');
      done();
    });
  });
  // A body is read outside of what the request had begun, so it is taken up again.
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.body === undefined) done();
    else request.span.run(done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { method, span } = request;
    const route = request.routeOptions.url;
    const [status, ms] = [reply.statusCode, reply.elapsedTime];
    span.run(() => request.log.info({ res: reply, responseTime: ms }, 'request completed'));
    span.end({ method, route, status });
    telemetry.metrics.measure(requestDuration, ms / 1000, { method, route: route ?? 'none', status });
    done();
  });
}
