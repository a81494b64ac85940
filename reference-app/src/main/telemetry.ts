import { createTelemetry, type Telemetry } from '../infrastructure/observability/telemetry.ts';
import type { AlmanacSettings } from './settings.ts';

/** How the service calls itself in traces and metrics. */
export const service = { name: 'almanac', version: '0.1.0' };

/** The telemetry that the settings ask for. The exporter is loaded only when there is somebody to export to. */
export async function openTelemetry({ traceEndpoint, tracePercent }: AlmanacSettings): Promise<Telemetry> {
  if (traceEndpoint === undefined) return createTelemetry({ service, ratio: 0 });
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const exporter = new OTLPTraceExporter({ url: `${traceEndpoint.replace(/\/$/, '')}/v1/traces` });
  return createTelemetry({ service, exporter, ratio: tracePercent / 100 });
}
