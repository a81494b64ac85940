import { SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace';
import { forgetAfterCommit } from '../../src/application/shared/cache/forget-copies.ts';
import type { Labels } from '../../src/application/shared/telemetry.ts';
import { createTelemetry } from '../../src/infrastructure/observability/telemetry.ts';
import { createLeasingRateLimiter } from '../../src/infrastructure/rate-limits/leasing-rate-limiter.ts';
import { describeActivityRepository } from '../kit/activity-repository-contract.ts';
import { describeAuditLog } from '../kit/audit-log-contract.ts';
import { describeCache } from '../kit/cache-contract.ts';
import { createTestCache, createTestCaches } from '../kit/caches.ts';
import { describeEventRecorder } from '../kit/event-recorder-contract.ts';
import { describeEventStore } from '../kit/event-store-contract.ts';
import { describeInbox } from '../kit/inbox-contract.ts';
import { describeItemRepository } from '../kit/item-repository-contract.ts';
import { describeKeptAnswers } from '../kit/kept-answers-contract.ts';
import { createMemoryActivityRepository } from '../kit/memory-activity-repository.ts';
import { createMemoryAuditLog } from '../kit/memory-audit-log.ts';
import { createMemoryEventRecorder } from '../kit/memory-event-recorder.ts';
import { createMemoryEventStore } from '../kit/memory-event-store.ts';
import { createMemoryInbox } from '../kit/memory-inbox.ts';
import { createMemoryItemRepository } from '../kit/memory-item-repository.ts';
import { createMemoryKeptAnswers } from '../kit/memory-kept-answers.ts';
import { createMemoryMetrics } from '../kit/memory-metrics.ts';
import { createMemoryOutbox } from '../kit/memory-outbox.ts';
import { createMemoryReservationRepository } from '../kit/memory-reservation-repository.ts';
import { createMemorySessionRepository } from '../kit/memory-session-repository.ts';
import { createMemorySigningKeyStore } from '../kit/memory-signing-keys.ts';
import { createMemoryTracing } from '../kit/memory-tracing.ts';
import { createMemoryUnitOfWork } from '../kit/memory-unit-of-work.ts';
import { createMemoryUserRepository } from '../kit/memory-user-repository.ts';
import { createMemoryWorkspaceRepository } from '../kit/memory-workspace-repository.ts';
import { describeMetrics, type Shown } from '../kit/metrics-contract.ts';
import { describeOutbox } from '../kit/outbox-contract.ts';
import { describePermitStore } from '../kit/permit-store-contract.ts';
import { describeRateLimiter } from '../kit/rate-limiter-contract.ts';
import { createMemoryPermitStore } from '../kit/rate-limits.ts';
import { describeReservationRepository } from '../kit/reservation-repository-contract.ts';
import { describeSessionRepository } from '../kit/session-repository-contract.ts';
import { describeSigningKeyStore } from '../kit/signing-key-store-contract.ts';
import { describeTracing } from '../kit/tracing-contract.ts';
import { describeUnitOfWork } from '../kit/unit-of-work-contract.ts';
import { describeUserRepository } from '../kit/user-repository-contract.ts';
import { createPlainHasher, plainTokens, someUser } from '../kit/users.ts';
import { describeAccessTokens, describePasswordHasher } from '../kit/users-ports-contract.ts';
import { describeWorkspaceRepository } from '../kit/workspace-repository-contract.ts';

// Every fake that other tests are written with keeps the contract of what it stands for.
describeItemRepository('the repository of items in memory', async () => createMemoryItemRepository());
describeReservationRepository('the repository of reservations in memory', async () =>
  createMemoryReservationRepository(),
);
describeUserRepository('the repository of users in memory', async () => createMemoryUserRepository());
describeSessionRepository(
  'the repository of sessions in memory',
  async () => createMemorySessionRepository(),
  someUser,
);
describeWorkspaceRepository('the repository of workspaces in memory', async () => createMemoryWorkspaceRepository());
describeActivityRepository('the activity in memory', async () => createMemoryActivityRepository());
describeKeptAnswers('the answers in memory', async () => createMemoryKeptAnswers());
describeEventRecorder('the recorder of events in memory', async (clock) => {
  const recorder = createMemoryEventRecorder(clock);
  return { recorder, recorded: async () => recorder.recorded() };
});
describeAuditLog('the audit log in memory', async (clock) => {
  const log = createMemoryAuditLog(clock);
  return { recorder: log, log };
});
describeUnitOfWork('the unit of work in memory', async () => {
  const items = createMemoryItemRepository();
  return { unitOfWork: createMemoryUnitOfWork({ items }), find: items.find };
});
describeUnitOfWork('a unit of work that forgets copies', async () => {
  const items = createMemoryItemRepository();
  const unitOfWork = forgetAfterCommit(createMemoryUnitOfWork({ items }), createTestCache(), {});
  return { unitOfWork, find: items.find };
});
describeInbox('the inbox in memory', async () => {
  const items = createMemoryItemRepository();
  return { inbox: createMemoryInbox(createMemoryUnitOfWork({ items })), find: items.find };
});
describeOutbox('the outbox in memory', async () => {
  const { outbox, add } = createMemoryOutbox();
  return { outbox, put: async (...events) => events.forEach(add) };
});
describeSigningKeyStore('signing keys in memory', async () => createMemorySigningKeyStore());
{
  const store = createMemoryPermitStore();
  describePermitStore('permits in memory', () => store);
  describeRateLimiter('limits that are counted in memory', (clock) => createLeasingRateLimiter(store, clock));
}
describePasswordHasher('the hasher that hashes nothing', createPlainHasher);
describeAccessTokens('the tokens that say in plain words whose they are', () => plainTokens);
describeCache('the cache of an instance that is alone', async () => createTestCache());
describeCache('the cache of one of two instances', async () => createTestCaches(2)[0]!);

describeEventStore('the event store in memory', async (...events) => {
  const inbox = createMemoryInbox();
  return { store: createMemoryEventStore(events, inbox.hasHad), inbox };
});
describeMetrics('metrics in memory', async () => {
  const metrics = createMemoryMetrics();
  return { metrics, shown: metrics.shown };
});
describeTracing('tracing in memory', () => {
  const tracing = createMemoryTracing();
  return { tracing, ended: tracing.ended };
});

const service = { name: 'almanac', version: 'test' };
describeMetrics('metrics by OpenTelemetry, as Prometheus is told', async () => {
  const { metrics, exposition } = createTelemetry({ service, ratio: 0 });
  return {
    metrics,
    async shown({ name }) {
      const shown = new Map<string, Record<string, unknown>>();
      for (const line of (await exposition()).split('\n')) {
        const [, part, labels = '', value] =
          new RegExp(`^${name}(_count|_sum|)(?:\\{(.*)\\})? (\\S+)`).exec(line) ?? [];
        if (part === undefined) continue;
        const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, text]) => [key, text]);
        const told = shown.get(labels) ?? { labels: Object.fromEntries(pairs) };
        shown.set(labels, { ...told, [part.slice(1) || 'value']: Number(value) });
      }
      return [...shown.values()] as unknown as readonly Shown[];
    },
  };
});
describeTracing('tracing by OpenTelemetry', () => {
  const exporter = new InMemorySpanExporter();
  const processor = (to: SpanExporter) => new SimpleSpanProcessor({ exporter: to });
  const { tracing } = createTelemetry({ service, exporter, ratio: 1, processor });
  return {
    tracing,
    ended: () =>
      exporter.getFinishedSpans().map((span) => ({
        name: span.name,
        attributes: span.attributes as Labels,
        failed: span.status.code === SpanStatusCode.ERROR,
        id: span.spanContext().spanId,
        trace: span.spanContext().traceId,
        parent: span.parentSpanContext?.spanId,
      })),
  };
});
