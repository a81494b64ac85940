import type { Identifier } from '../../core/types/identifier.ts';
import type { UserId } from '../../domain/users/user.ts';
import type { WorkspaceId } from '../../domain/workspaces/workspace.ts';
import type { ExecutionContext } from '../shared/cqrs/execution-context.ts';

/** The identifier of a line of the audit log. */
export type AuditId = Identifier<'audit'>;

/** What is written down: everything that changes who may do what, or proves who somebody is. */
export const auditActions = [
  'account-made',
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'session-ended',
  'token-reused',
  'password-changed',
  'workspace-made',
  'workspace-renamed',
  'member-invited',
  'member-joined',
  'role-changed',
  'member-removed',
] as const;
/** One of {@link auditActions}. */
export type AuditAction = (typeof auditActions)[number];

/** What a line tells beside the request and whoever sent it. */
export interface AuditEntry {
  readonly action: AuditAction;
  /** Where it happened. Absent when it concerns no workspace. */
  readonly workspaceId?: WorkspaceId | undefined;
  /** Whose account it concerns. Absent when no account has the address that was given. */
  readonly subjectId?: UserId | undefined;
  /** Further facts, never a secret. */
  readonly details?: Readonly<Record<string, string>> | undefined;
}

/** A line of the audit log. */
export interface AuditLine extends AuditEntry {
  readonly id: AuditId;
  readonly occurredAt: Date;
  /** Who did it. Absent when nobody was signed in. */
  readonly actorId?: UserId | undefined;
  readonly requestId: string;
  /** The network address that the request came from. Absent when it came over no network. */
  readonly address?: string | undefined;
  /** What the client calls itself. */
  readonly agent?: string | undefined;
}

/** Writes lines in the transaction of what they tell of. */
export interface AuditRecorder {
  record(entry: AuditEntry, context: ExecutionContext): Promise<void>;
}

/** Reads lines, the newest first. */
export interface AuditLog {
  listOfWorkspace(workspaceId: WorkspaceId, limit: number): Promise<readonly AuditLine[]>;
  listOfUser(userId: UserId, limit: number): Promise<readonly AuditLine[]>;
}
