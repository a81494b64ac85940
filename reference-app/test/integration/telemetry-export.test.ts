import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { healthChanges } from '../../src/application/metrics.ts';
import { startAlmanac } from '../../src/main/composition.ts';
import { readSettings } from '../../src/main/read-settings.ts';
import { openTelemetry } from '../../src/main/telemetry.ts';
import { type Collector, createCollector } from '../kit/collector.ts';
import { startService } from '../kit/service.ts';
import { until } from '../kit/until.ts';
import { useDatabase } from '../kit/use-database.ts';

const database = useDatabase();
const collectors: Collector[] = [];
const collect = async (): Promise<Collector> => {
  const collector = await createCollector();
  collectors.push(collector);
  return collector;
};
afterEach(async () => {
  for (const collector of collectors.splice(0)) await collector.close();
});

const environment = (more: Readonly<Record<string, string>>) => ({ DATABASE_URL: database.url, ...more });

interface Point {
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly count?: number;
}
/** The points of a metric in what was sent last of it. */
const pointsOf = ({ collected }: Collector, name: string): readonly Point[] =>
  collected
    .flatMap(({ path, body }) => (path === '/v1/metrics' ? body.resourceMetrics : []))
    .flatMap(({ scopeMetrics }) => scopeMetrics)
    .flatMap(({ metrics }) => metrics)
    .findLast((metric) => metric.name === name)?.histogram?.dataPoints ?? [];
const labelsOf = ({ attributes }: Point) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
const attributesOf = ({ collected }: Collector, path: string): readonly Record<string, unknown>[] =>
  collected
    .filter((each) => each.path === path)
    .map(({ body }) => labelsOf((body.resourceMetrics ?? body.resourceSpans)[0].resource));

describe('a service with an endpoint', () => {
  test('sends its metrics again and again, the traces that it keeps, and what is left when it stops', async () => {
    const collector = await collect();
    const values = readSettings(
      environment({
        OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`,
        OTEL_METRIC_EXPORT_INTERVAL: '100',
        TRACE_PERCENT: '100',
      }),
    );
    const almanac = await startAlmanac(values, pino({ level: 'silent' }), await openTelemetry(values));
    await almanac.app.inject('/api/v1/me');
    const requests = () => pointsOf(collector, 'almanac_http_request_duration_seconds');
    await until(() => requests().length > 0);
    expect(requests().map(labelsOf)).toEqual([{ method: 'GET', route: '/api/v1/me', status: 401 }]);
    // The text of Prometheus is there beside it.
    expect((await almanac.app.inject('/metrics')).body).toContain('almanac_http_request_duration_seconds_count');
    const before = collector.collected.length;
    await until(() => collector.collected.length > before + 2);
    for (let count = 0; count < 3; count += 1) await almanac.app.inject('/api/v1/me');
    await almanac.stop();
    expect(requests().find((point) => labelsOf(point).route === '/api/v1/me')?.count).toBe(4);
    const known = { 'service.name': 'almanac', 'service.version': '0.1.0' };
    const [metrics, traces] = ['/v1/metrics', '/v1/traces'].map((path) => attributesOf(collector, path));
    expect(metrics![0]).toMatchObject({ ...known, 'service.instance.id': expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(traces![0]).toEqual(metrics![0]);
    expect(new Set(metrics!.map((each) => each['service.instance.id'])).size).toBe(1);
  });

  test('is told from another instance', async () => {
    const collector = await collect();
    const values = readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    for (const telemetry of [await openTelemetry(values), await openTelemetry(values)]) {
      telemetry.metrics.count(healthChanges, { check: 'kettle', healthy: false });
      await telemetry.close();
    }
    const ids = attributesOf(collector, '/v1/metrics').map((each) => each['service.instance.id']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  test.each([
    ['takes what it is sent and says nothing', (collector: Collector) => collector.fallSilent()],
    ['is not there any more', (collector: Collector) => collector.close()],
  ])('whose collector %s works, and stops in its time', async (_how, disturb) => {
    const collector = await collect();
    const almanac = await startService(
      environment({
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_METRIC_EXPORT_INTERVAL: '100',
        TRACE_PERCENT: '100',
        SHUTDOWN_TIMEOUT_MS: '8000',
        // What is on its way when the service stops could keep the process for so long.
        OTEL_EXPORTER_OTLP_TIMEOUT: '60000',
      }),
    );
    await until(() => collector.collected.length > 0);
    await disturb(collector);
    for (let count = 0; count < 20; count += 1)
      expect((await fetch(`${almanac.address}/health/ready`)).status).toBe(200);
    const begun = performance.now();
    almanac.child.kill('SIGTERM');
    // The service ends itself with 1 when stopping takes longer than it may.
    expect(await almanac.ended()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

test('a service without an endpoint sends nothing to anybody', async () => {
  const collector = await collect();
  const almanac = await startService(
    environment({
      OTEL_METRIC_EXPORT_INTERVAL: '100',
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: collector.url,
    }),
  );
  await fetch(`${almanac.address}/health/ready`);
  almanac.child.kill('SIGTERM');
  expect(await almanac.ended()).toBe(0);
  expect(collector.collected).toEqual([]);
});
