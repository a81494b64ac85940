import type { ColumnType, Generated } from 'kysely';

/** A row of `items`, as Kysely reads and writes it. */
export interface ItemsTable {
  readonly id: string;
  readonly workspace_id: ColumnType<string, string, never>;
  readonly sku: string;
  readonly name: string;
  /** `bigint`: the driver gives text, because not every one fits a number. */
  readonly price_minor_units: ColumnType<string, number, number>;
  readonly price_currency: string;
  readonly stock: number;
  readonly tags: string[];
  readonly status: string;
  readonly version: number;
  readonly created_at: ColumnType<Date, Date, never>;
  readonly updated_at: Date;
}

/** A row of `reservations`. */
export interface ReservationsTable {
  readonly id: string;
  readonly workspace_id: string;
  readonly item_id: string;
  readonly quantity: number;
  readonly reserved_by: string;
  readonly reserved_at: Date;
  readonly released_at: Date | null;
}

/** A row of `users`, as Kysely reads and writes it. */
export interface UsersTable {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly password_hash: string;
  readonly version: number;
  readonly created_at: ColumnType<Date, Date, never>;
  readonly updated_at: Date;
}

/** A row of `sessions`. */
export interface SessionsTable {
  readonly id: string;
  readonly user_id: string;
  readonly device: string;
  readonly created_at: ColumnType<Date, Date, never>;
  readonly refreshed_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
  readonly end_reason: string | null;
}

/** A row of `refresh_tokens`. */
export interface RefreshTokensTable {
  /** SHA-256 of the token. */
  readonly hash: Buffer;
  readonly session_id: string;
  readonly issued_at: Date;
  readonly replaced_at: Date | null;
}

/** A row of `signing_keys`. */
export interface SigningKeysTable {
  readonly id: string;
  readonly private_key: string;
  readonly created_at: Date;
  readonly retires_at: Date | null;
}

/** A row of `workspaces`. */
export interface WorkspacesTable {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly created_at: ColumnType<Date, Date, never>;
  readonly updated_at: Date;
}

/** A row of `memberships`. */
export interface MembershipsTable {
  readonly workspace_id: string;
  readonly user_id: string;
  readonly role: string;
  readonly joined_at: ColumnType<Date, Date, never>;
}

/** A row of `invitations`. */
export interface InvitationsTable {
  readonly id: string;
  readonly workspace_id: string;
  /** SHA-256 of the token. */
  readonly token_hash: Buffer;
  readonly role: string;
  readonly invited_by: string;
  readonly created_at: Date;
  readonly expires_at: Date;
}

/** A row of `events`. Rows are only ever added. */
export interface EventsTable {
  /** The order in which events were kept. */
  readonly position: Generated<string>;
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly payload: ColumnType<unknown, string, never>;
  readonly occurred_at: Date;
  readonly request_id: string;
  readonly actor_id: string | null;
  /** The trace in which it happened (W3C Trace Context). */
  readonly traceparent: string | null;
}

/** A row of `outbox`. */
export interface OutboxTable {
  readonly event_id: string;
  readonly due_at: Date;
  readonly attempts: number;
  readonly claim: string | null;
  readonly reason: string | null;
}

/** A row of `inbox`. */
export interface InboxTable {
  readonly event_id: string;
  readonly subscriber: string;
  readonly handled_at: Date;
}

/** A row of `dead_letters`. */
export interface DeadLettersTable {
  readonly event_id: string;
  readonly attempts: number;
  readonly reason: string;
  readonly died_at: Date;
}

/** A row of `idempotency_keys`. */
export interface IdempotencyKeysTable {
  readonly user_id: string;
  readonly key: string;
  /** SHA-256 of the command, in hexadecimal. */
  readonly fingerprint: string;
  /** The answer as text, with its dates. */
  readonly answer: string;
  readonly expires_at: Date;
}

/** A row of `examples`. */
export interface ExamplesTable {
  readonly id: string;
  readonly workspace_id: ColumnType<string, string, never>;
  readonly name: string;
  readonly version: number;
  readonly created_at: ColumnType<Date, Date, never>;
  readonly updated_at: Date;
}

/** A row of `audit_log`. Rows are only ever added. */
export interface AuditLogTable {
  readonly id: string;
  readonly occurred_at: Date;
  readonly action: string;
  readonly workspace_id: string | null;
  readonly subject_id: string | null;
  readonly actor_id: string | null;
  readonly request_id: string;
  readonly address: string | null;
  readonly agent: string | null;
  readonly details: ColumnType<unknown, string, never>;
}

/** A row of `rate_limits`. */
export interface RateLimitsTable {
  readonly key: string;
  readonly window_start: Date;
  readonly taken: number;
}

/** A row of `activity`. */
export interface ActivityTable {
  readonly event_id: string;
  readonly workspace_id: string;
  readonly event: string;
  readonly actor_id: string | null;
  readonly details: ColumnType<unknown, string, never>;
  readonly occurred_at: Date;
}

/** Which migrations have run. Kysely's migrator keeps it. */
export interface MigrationsTable {
  readonly name: string;
  readonly timestamp: Generated<string>;
}

/** The tables of the database. */
export interface Database {
  readonly items: ItemsTable;
  readonly reservations: ReservationsTable;
  readonly users: UsersTable;
  readonly sessions: SessionsTable;
  readonly refresh_tokens: RefreshTokensTable;
  readonly signing_keys: SigningKeysTable;
  readonly workspaces: WorkspacesTable;
  readonly memberships: MembershipsTable;
  readonly invitations: InvitationsTable;
  readonly events: EventsTable;
  readonly outbox: OutboxTable;
  readonly inbox: InboxTable;
  readonly dead_letters: DeadLettersTable;
  readonly activity: ActivityTable;
  readonly audit_log: AuditLogTable;
  readonly examples: ExamplesTable;
  readonly rate_limits: RateLimitsTable;
  readonly idempotency_keys: IdempotencyKeysTable;
  readonly schema_migrations: MigrationsTable;
}
