import type { Command, Query } from '../../../core/protocols/messages.ts';
import type { Work } from '../unit-of-work.ts';
import type { ExecutionContext } from './execution-context.ts';

/** One command or query on its way to its handler. */
export interface Dispatch {
  readonly kind: 'command' | 'query';
  /** The name of the command or query. */
  readonly name: string;
  readonly message: Command | Query;
  readonly context: ExecutionContext;
  /** The transaction that it is a part of, when middleware has begun one. */
  readonly work?: Work;
}

/** Answers what is on its way: the handler, or middleware in front of it. */
export type Answering = (dispatch: Dispatch) => Promise<unknown>;

/**
 * Something that a command or query passes on its way to the handler, and its answer on the way back. It is asked once for
 * each command and query, when the bus is made, and gives what these pass: it answers what `next` answers, or an answer of its
 * own without calling `next`; it may call `next` again. Where there is nothing to do for a message, it gives `next` itself.
 */
export type Middleware = (next: Answering, message: Pick<Dispatch, 'kind' | 'name'>) => Answering;
