import type { DomainEvent } from '../../../core/events/define-event.ts';
import type { ExecutionContext } from '../cqrs/execution-context.ts';

/** Keeps what has happened in the transaction of what has made it happen: both are kept, or neither is. */
export interface EventRecorder {
  /** `context` is that of the command. */
  record(event: DomainEvent, context: ExecutionContext): Promise<void>;
}
