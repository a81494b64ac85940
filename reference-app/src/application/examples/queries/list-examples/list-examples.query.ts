import type { Query } from '../../../../core/protocols/messages.ts';
import type { Example } from '../../../../domain/examples/example.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';

/** Asks for the newest of a workspace, the newest first. */
export interface ListExamples extends Query<'list-examples', readonly Example[]>, InWorkspace {
  /** How many at the most. */
  readonly limit: number;
}
