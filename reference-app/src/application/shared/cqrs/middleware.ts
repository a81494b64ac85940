import type { Command, Query } from '../../../core/protocols/messages.ts';
import type { ExecutionContext } from './execution-context.ts';

/** One command or query on its way to its handler. */
export interface Dispatch {
  readonly kind: 'command' | 'query';
  /** The name of the command or query. */
  readonly name: string;
  readonly message: Command | Query;
  readonly context: ExecutionContext;
}

/**
 * Something that every command or query passes on its way to the handler, and its answer on the way back. It answers what
 * `next` answers, or an answer of its own without calling `next`; it may call `next` again.
 */
export type Middleware = (dispatch: Dispatch, next: () => Promise<unknown>) => Promise<unknown>;
