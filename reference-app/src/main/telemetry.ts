import { createTelemetry, type Telemetry } from '../infrastructure/observability/telemetry.ts';
import type { AlmanacSettings } from './settings.ts';

/** How the service calls itself in traces and metrics. */
export const service = { name: 'almanac', version: '0.1.0' };

/** The telemetry that the settings ask for. The exporters are loaded only when there is somebody to export to. */
export async function openTelemetry({
  telemetryEndpoint,
  tracePercent,
  metricIntervalMs,
}: AlmanacSettings): Promise<Telemetry> {
  if (telemetryEndpoint === undefined) return createTelemetry({ service, ratio: 0 });
  const [{ OTLPTraceExporter }, { OTLPMetricExporter }] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/exporter-metrics-otlp-http'),
  ]);
  const at = (signal: string) => ({ url: `${telemetryEndpoint.replace(/\/$/, '')}/v1/${signal}` });
  return createTelemetry({
    service,
    exporter: new OTLPTraceExporter(at('traces')),
    ratio: tracePercent / 100,
    metricExport: { exporter: new OTLPMetricExporter(at('metrics')), intervalMs: metricIntervalMs },
  });
}
