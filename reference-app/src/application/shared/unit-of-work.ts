import type { Failure } from '../../core/errors/define-error.ts';
import type { Result } from '../../core/types/result.ts';
import type { ExampleRepository } from '../../domain/examples/example.repository.ts';
import type { ItemRepository } from '../../domain/items/item.repository.ts';
import type { ReservationRepository } from '../../domain/items/reservation.repository.ts';
import type { SessionRepository } from '../../domain/users/session.repository.ts';
import type { UserRepository } from '../../domain/users/user.repository.ts';
import type { ActivityRepository } from '../../domain/workspaces/activity.ts';
import type { WorkspaceRepository } from '../../domain/workspaces/workspace.repository.ts';
import type { AuditRecorder } from '../audit/audit-log.ts';
import type { EventRecorder } from './events/event-recorder.ts';
import type { KeptAnswers } from './idempotency/kept-answers.ts';

/** The repositories of one transaction, and what keeps its events. Outside of it they must not be used. */
export interface Work {
  readonly items: ItemRepository;
  readonly reservations: ReservationRepository;
  readonly users: UserRepository;
  readonly sessions: SessionRepository;
  readonly workspaces: WorkspaceRepository;
  readonly activity: ActivityRepository;
  readonly examples: ExampleRepository;
  readonly events: EventRecorder;
  readonly audit: AuditRecorder;
  readonly answers: KeptAnswers;
}

/** Keeps all changes that belong together, or none of them. */
export interface UnitOfWork {
  /**
   * Runs an action in one transaction. What it changed is kept when it succeeds, and undone when it answers a failure or
   * throws. A unit of work inside another one is a part of it: it can be undone alone, and is kept when the other one is.
   */
  run<Outcome extends Result<unknown, Failure>>(action: (work: Work) => Promise<Outcome>): Promise<Outcome>;
}
