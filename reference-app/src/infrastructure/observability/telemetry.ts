import { randomUUID } from 'node:crypto';
import {
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader, type PushMetricExporter } from '@opentelemetry/sdk-metrics';
import {
  AlwaysOffSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Metrics, Tracing } from '../../application/shared/telemetry.ts';
import type { MetricDefinition } from '../../core/observability/define-metric.ts';
import { withTimeout } from '../resilience/timeout.ts';

/** How the service is observed. */
export interface TelemetryOptions {
  /** How it calls itself: the attributes `service.name` and `service.version`. `service.instance.id` is drawn anew each time. */
  readonly service: { readonly name: string; readonly version: string };
  /** Where spans go. Without it none are kept, and the log still tells which trace a line belongs to. */
  readonly exporter?: SpanExporter | undefined;
  /** Which part of the traces that begin here is kept, from 0 to 1. Those that began elsewhere follow their caller. */
  readonly ratio: number;
  /** How spans get to the exporter: in batches, when it is absent. */
  readonly processor?: (exporter: SpanExporter) => SpanProcessor;
  /** Where metrics are sent to, and how often, in milliseconds. Without it they are told to those who ask. */
  readonly metricExport?: { readonly exporter: PushMetricExporter; readonly intervalMs: number } | undefined;
}

/** A request as a part of a trace. */
export interface TracedRequest {
  run(work: () => void): void;
  end(answer: { readonly method: string; readonly route: string | undefined; readonly status: number }): void;
}

/** Traces and metrics by OpenTelemetry. */
export interface Telemetry {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** Begins the span of a request, as a part of what its headers name (W3C Trace Context). */
  begin(headers: Readonly<Record<string, string | readonly string[] | undefined>>): TracedRequest;
  /** `trace_id` and `span_id` of what is under way, for the log. Nothing while nothing is. */
  logFields(): Readonly<Record<string, string>>;
  /** All metrics in the text format of Prometheus, version 0.0.4. */
  exposition(): Promise<string>;
  /** Sends what is left, and waits for it, for two seconds at the most: a collector that is away must not keep the service. */
  close(): Promise<void>;
}

/** How long the last traces and metrics may take to be sent, in milliseconds. */
const closingMs = 2000;

/** The instruments of the definitions, made when they are used first. */
function createInstruments(provider: MeterProvider): Metrics {
  const meter = provider.getMeter('almanac');
  const once = <Instrument>(create: (definition: MetricDefinition) => Instrument) => {
    const made = new Map<string, Instrument>();
    return (definition: MetricDefinition): Instrument => {
      const known = made.get(definition.name);
      if (known) return known;
      const instrument = create(definition);
      made.set(definition.name, instrument);
      return instrument;
    };
  };
  const counters = once(({ name, description }) => meter.createCounter(name, { description }));
  const histograms = once(({ name, description, buckets }) =>
    meter.createHistogram(name, {
      description,
      ...(buckets && { advice: { explicitBucketBoundaries: [...buckets] } }),
    }),
  );
  const gauges = once(({ name, description }) => meter.createObservableGauge(name, { description }));
  return {
    count: (metric, labels) => counters(metric).add(1, labels),
    measure: (metric, value, labels) => histograms(metric).record(value, labels),
    watch(metric, read, labels) {
      gauges(metric).addCallback(async (result) => {
        try {
          result.observe(await read(), labels);
        } catch {
          // What cannot be read now is not shown now: a stale number would be believed.
        }
      });
    },
  };
}

/** Makes the telemetry of a service. Nothing of it is global, so several services can live in one process. */
export function createTelemetry({ service, exporter, ratio, processor, metricExport }: TelemetryOptions): Telemetry {
  const resource = resourceFromAttributes({
    'service.name': service.name,
    'service.version': service.version,
    // Without it, a collector takes the counters of two instances for one that jumps.
    'service.instance.id': randomUUID(),
  });
  const manager = new AsyncLocalStorageContextManager().enable();
  const propagator = new W3CTraceContextPropagator();
  const spanProcessors = exporter ? [processor?.(exporter) ?? new BatchSpanProcessor({ exporter })] : [];
  const tracers = new TracerProvider({
    resource,
    sampler: exporter ? new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }) : new AlwaysOffSampler(),
    spanProcessors,
  });
  const tracer = tracers.getTracer('almanac');
  const reader = new PrometheusExporter({ preventServerStart: true });
  const sender = metricExport && [
    new PeriodicExportingMetricReader({
      exporter: metricExport.exporter,
      exportIntervalMillis: metricExport.intervalMs,
      exportTimeoutMillis: metricExport.intervalMs,
    }),
  ];
  const meters = new MeterProvider({ resource, readers: [reader, ...(sender ?? [])] });
  const serializer = new PrometheusSerializer('', false, undefined, false, true);

  const fieldsOf = (span: Span | undefined): Readonly<Record<string, string>> => {
    if (!span) return {};
    const { traceId, spanId } = span.spanContext();
    return { trace_id: traceId, span_id: spanId };
  };
  const fail = (span: Span, error: unknown): void => {
    span.recordException(error instanceof Error ? error : String(error));
    span.setStatus({ code: SpanStatusCode.ERROR });
  };
  return {
    metrics: createInstruments(meters),
    tracing: {
      span(name, attributes, work, origin) {
        const parent: Context =
          origin === undefined
            ? manager.active()
            : propagator.extract(ROOT_CONTEXT, { traceparent: origin }, defaultTextMapGetter);
        // What is a part of something that is not kept is not kept either, and costs nothing.
        const whole = trace.getSpanContext(parent);
        if (!exporter || (whole && !(whole.traceFlags & TraceFlags.SAMPLED)))
          return origin === undefined ? work() : manager.with(parent, work);
        const kind = origin === undefined ? SpanKind.INTERNAL : SpanKind.CONSUMER;
        const span = tracer.startSpan(name, { attributes, kind }, parent);
        return manager.with(trace.setSpan(parent, span), async () => {
          try {
            return await work();
          } catch (error) {
            fail(span, error);
            throw error;
          } finally {
            span.end();
          }
        });
      },
      current() {
        const whole = trace.getSpanContext(manager.active());
        if (!whole) return undefined;
        return `00-${whole.traceId}-${whole.spanId}-${whole.traceFlags.toString(16).padStart(2, '0')}`;
      },
    },
    begin(headers) {
      const caller = propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
      const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, caller);
      const own = trace.setSpan(caller, span);
      return {
        run: (work) => manager.with(own, work),
        end({ method, route, status }) {
          span.updateName(route === undefined ? method : `${method} ${route}`);
          span.setAttributes({
            'http.request.method': method,
            'http.response.status_code': status,
            ...(route !== undefined && { 'http.route': route }),
          });
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    logFields: () => fieldsOf(trace.getSpan(manager.active())),
    async exposition() {
      const { resourceMetrics } = await reader.collect();
      return serializer.serialize(resourceMetrics);
    },
    async close() {
      const sent = Promise.allSettled([tracers.shutdown(), meters.shutdown()]);
      await withTimeout(closingMs, () => sent).catch(() => {});
    },
  };
}
