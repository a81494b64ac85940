import { randomUUID } from 'node:crypto';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definedMetrics } from '../../src/core/observability/define-metric.ts';
import { createTelemetry, type Telemetry } from '../../src/infrastructure/observability/telemetry.ts';
import { type Almanac, startAlmanac } from '../../src/main/composition.ts';
import { createLogger } from '../../src/main/logger.ts';
import { readSettings } from '../../src/main/read-settings.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { until } from '../kit/until.ts';

let database: TestDatabase;
let almanac: Almanac;
let telemetry: Telemetry;
const exporter = new InMemorySpanExporter();
const log: Record<string, unknown>[] = [];

const [traceId, callerId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
const traceparent = `00-${traceId}-${callerId}-01`;

beforeAll(async () => {
  database = await createTestDatabase();
  telemetry = createTelemetry({
    service: { name: 'almanac', version: 'test' },
    exporter,
    ratio: 0,
    processor: (to) => new SimpleSpanProcessor({ exporter: to }),
  });
  const values = readSettings({ DATABASE_URL: database.url, LOG_LEVEL: 'trace' });
  const write = (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>);
  almanac = await startAlmanac(values, createLogger('trace', telemetry.logFields, { write }), telemetry);
});
afterAll(async () => {
  await almanac?.stop();
  await database?.drop();
});

test('reusable-patterns.txt, Property 10: Trace Span Creation, and Property 11: Log Trace Correlation: a request, its command and each line of the log are parts of the trace of the caller', async () => {
  const requestId = randomUUID();
  const answer = await almanac.app.inject({
    method: 'POST',
    url: '/api/v1/auth/sign-in',
    headers: { traceparent, 'x-request-id': requestId },
    payload: { email: 'nobody@example.org', password: 'a long enough password' },
  });
  expect(answer.statusCode).toBe(401);
  await until(() => exporter.getFinishedSpans().length >= 2);
  const [message, request] = ['command sign-in', 'POST /api/v1/auth/sign-in'].map(
    (name) => exporter.getFinishedSpans().find((span) => span.name === name)!,
  ) as [ReturnType<typeof exporter.getFinishedSpans>[number], ReturnType<typeof exporter.getFinishedSpans>[number]];
  expect(request.spanContext().traceId).toBe(traceId);
  expect(request.parentSpanContext?.spanId).toBe(callerId);
  expect(request.attributes).toMatchObject({
    'http.request.method': 'POST',
    'http.route': '/api/v1/auth/sign-in',
    'http.response.status_code': 401,
  });
  expect(message.parentSpanContext?.spanId).toBe(request.spanContext().spanId);
  const lines = log.filter(({ reqId, requestId: id }) => reqId === requestId || id === requestId);
  expect(lines.map(({ msg }) => msg)).toEqual(
    expect.arrayContaining(['incoming request', 'command handled', 'request completed']),
  );
  expect(new Set(lines.map(({ trace_id }) => trace_id))).toEqual(new Set([traceId]));
  const spans = new Set([request, message].map((span) => span.spanContext().spanId));
  expect(lines.filter(({ span_id }) => !spans.has(span_id as string))).toEqual([]);
});

test('a trace that begins here and is not chosen is not kept, and its lines still say which it is', async () => {
  exporter.reset();
  await almanac.app.inject({ url: '/api/v1/me' });
  const last = log.findLast(({ msg }) => msg === 'request completed')!;
  expect(last.trace_id).toMatch(/^[0-9a-f]{32}$/);
  expect(last.trace_id).not.toBe(traceId);
  expect(exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === last.trace_id)).toEqual([]);
});

test('what fails is noted in its span and thrown on', async () => {
  const failure = new Error('it leaks');
  const request = telemetry.begin({ traceparent });
  await new Promise<void>((done) => {
    request.run(() => {
      const work = telemetry.tracing.span('boil', { kettle: 'green' }, () => Promise.reject(failure));
      void work.catch((error: unknown) => {
        expect(error).toBe(failure);
        done();
      });
    });
  });
  const span = exporter.getFinishedSpans().find(({ name }) => name === 'boil');
  expect(span).toMatchObject({ attributes: { kettle: 'green' }, status: { code: 2 } });
  expect(span?.events.map(({ name }) => name)).toEqual(['exception']);
  expect(telemetry.logFields()).toEqual({});
});

describe('/metrics', () => {
  test('shows what is measured, by its documented names and labels', async () => {
    await almanac.app.inject({ url: '/nowhere' });
    const { statusCode, headers, body } = await almanac.app.inject({ url: '/metrics' });
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(body).toMatch(
      /^almanac_http_request_duration_seconds_count\{method="GET",route="none",status="404"\} \d+$/m,
    );
    expect(body).toMatch(
      /^almanac_message_duration_seconds_count\{kind="command",name="sign-in",outcome="sign-in-failed"\} 1$/m,
    );
    expect(body).toMatch(/^almanac_message_duration_seconds_bucket\{[^}]*le="0.0025"\} \d+$/m);
    expect(body).toMatch(/^almanac_outbox_waiting 0$/m);
    expect(body).toMatch(/^almanac_dead_letters 0$/m);
    expect(body).toMatch(/^almanac_database_connections\{state="used"\} \d+$/m);
    expect(body).toMatch(/^almanac_database_connections\{state="idle"\} \d+$/m);
    expect(body).toMatch(/^almanac_database_waiting \d+$/m);
    const shown = new Set([...body.matchAll(/^# TYPE (\S+) /gm)].map((match) => match[1]!));
    for (const name of shown) if (name !== 'target_info') expect([...definedMetrics().keys()]).toContain(name);
    for (const [, name, labels] of body.matchAll(/^(almanac_\w+?)(?:_bucket|_sum|_count)?\{([^}]*)\}/gm)) {
      const given = [...labels!.matchAll(/(\w+)="/g)].map((match) => match[1]!).filter((label) => label !== 'le');
      expect(given.sort(), name).toEqual([...definedMetrics().get(name!)!.labels].sort());
    }
  });

  test('no label holds what a user has sent', async () => {
    await almanac.app.inject({ url: '/secret-word' });
    await almanac.app.inject({ url: `/api/v1/workspaces/${randomUUID()}` });
    const { body } = await almanac.app.inject({ url: '/metrics' });
    expect(body).not.toContain('secret-word');
    // The identifier of the instance is the only one.
    expect(body.replace(/^target_info\{.*$/m, '')).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });
});

test('a connection that ends while nobody uses it is no part of the request that opened it', async () => {
  await almanac.app.inject({ url: '/health/ready', headers: { traceparent } });
  const other = database.connect();
  const ended = () => log.filter(({ msg }) => msg === 'an idle database connection ended');
  await until(async () => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(other.db);
    return ended().length > 0;
  });
  await other.close();
  for (const line of ended()) expect(line).not.toHaveProperty('trace_id');
});

test('it says that it has started', async () => {
  const answer = await almanac.app.inject({ url: '/health/startup' });
  expect({ status: answer.statusCode, body: answer.json() }).toEqual({ status: 200, body: { status: 'started' } });
});
