import type { Logger } from 'pino';
import type { AuditLog } from '../application/audit/audit-log.ts';
import type { AlmanacCommand, AlmanacQuery, Buses } from '../application/messages.ts';
import type { CopyRules } from '../application/shared/cache/copy-rules.ts';
import type { Clock } from '../application/shared/clock.ts';
import type { Subscriber } from '../application/shared/events/subscriber.ts';
import type { RateLimiter } from '../application/shared/rate-limits/rate-limiter.ts';
import type { UnitOfWork } from '../application/shared/unit-of-work.ts';
import type { Authenticate } from '../application/users/authenticate.ts';
import type { AccessTokens } from '../application/users/ports/access-tokens.ts';
import type { PasswordHasher } from '../application/users/ports/password-hasher.ts';
import type { ServiceRegistrations } from '../core/container/container.ts';
import type { ExampleRepository } from '../domain/examples/example.repository.ts';
import type { ItemRepository } from '../domain/items/item.repository.ts';
import type { ReservationRepository } from '../domain/items/reservation.repository.ts';
import type { SessionRepository } from '../domain/users/session.repository.ts';
import type { SessionLifetimes } from '../domain/users/session.ts';
import type { UserRepository } from '../domain/users/user.repository.ts';
import type { ActivityRepository } from '../domain/workspaces/activity.ts';
import type { WorkspaceRepository } from '../domain/workspaces/workspace.repository.ts';
import type { KeyRing } from '../infrastructure/auth/key-ring.ts';
import type { MemoryCache } from '../infrastructure/cache/memory-cache.ts';
import type { RedisConnection } from '../infrastructure/cache/redis-connection.ts';
import type { TwoLevelCache } from '../infrastructure/cache/two-level-cache.ts';
import type { Connection } from '../infrastructure/database/connect.ts';
import type { EventStore } from '../infrastructure/event-store/event-store.ts';
import type { EventBroker } from '../infrastructure/messaging/event-broker.ts';
import type { Deliver, Inbox } from '../infrastructure/messaging/inbox-delivery.ts';
import type { Outbox } from '../infrastructure/messaging/outbox.ts';
import type { Relay } from '../infrastructure/messaging/relay.ts';
import type { Telemetry } from '../infrastructure/observability/telemetry.ts';
import type { AlmanacSettings } from './settings.ts';

/** Everything that Almanac is made of, by name. */
export interface Services {
  readonly telemetry: Telemetry;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly database: Connection;
  /** Absent when the environment names none. */
  readonly redis: RedisConnection | undefined;
  /** The copies of this instance. */
  readonly nearCopies: MemoryCache;
  readonly cache: TwoLevelCache;
  readonly copyRules: CopyRules<AlmanacQuery, AlmanacCommand>;
  readonly items: ItemRepository;
  readonly reservations: ReservationRepository;
  readonly users: UserRepository;
  readonly sessions: SessionRepository;
  readonly workspaces: WorkspaceRepository;
  readonly activity: ActivityRepository;
  readonly auditLog: AuditLog;
  readonly examples: ExampleRepository;
  readonly rateLimiter: RateLimiter;
  readonly unitOfWork: UnitOfWork;
  readonly passwords: PasswordHasher;
  readonly keyRing: KeyRing;
  readonly accessTokens: AccessTokens;
  readonly lifetimes: SessionLifetimes;
  readonly authenticate: Authenticate;
  readonly buses: Buses;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly eventStore: EventStore;
  /** Who is told of events. */
  readonly subscribers: readonly Subscriber[];
  /** Tells the subscribers in this instance. */
  readonly deliver: Deliver;
  /** Absent when the environment names none: then the relay delivers by itself. */
  readonly broker: EventBroker | undefined;
  readonly relay: Relay;
  readonly warming: Warming;
}

/** Reads answers into copies before anybody asks for them. Never fails. */
export interface Warming {
  warm(): Promise<void>;
}

/** What a program is for: it serves, or it carries out one command and leaves the delivery of events to those that serve. */
export type Purpose = 'service' | 'command';

/** What services are made from. */
export interface Ground {
  readonly values: AlmanacSettings;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  /** The address of the database. */
  readonly databaseUrl: string;
  readonly purpose: Purpose;
}

/** How some of the services are made. */
export type Registrations<Names extends keyof Services> = Pick<ServiceRegistrations<Services>, Names>;
