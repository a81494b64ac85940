import { ApplicationError } from '../../../core/errors/define-error.ts';
import type { SessionId } from '../../../domain/users/session.ts';
import { notSignedIn } from '../../../domain/users/user.errors.ts';
import type { UserId } from '../../../domain/users/user.ts';

/** A user who is signed in, and the session in which they are. */
export interface Actor {
  readonly userId: UserId;
  readonly sessionId: SessionId;
}

/** Says that a command is to be carried out once, however often it is sent. */
export interface IdempotencyRequest {
  /** What whoever asks calls it: 1 to 255 visible characters of ASCII. */
  readonly key: string;
  /** Called when it was carried out before, and the answer is that of then. */
  onReplay(): void;
}

/** Where a request came from. */
export interface RequestOrigin {
  /** The network address. */
  readonly address: string;
  /** What the client calls itself. */
  readonly agent: string;
}

/** What is known of whoever asks, whichever interface the question came through. */
export interface ExecutionContext {
  /** The id of the request, a UUID: the log and the answer carry it. */
  readonly requestId: string;
  /** Who asks. Absent while nobody is signed in. */
  readonly actor?: Actor | undefined;
  /** Absent when it came over no network. */
  readonly origin?: RequestOrigin | undefined;
  readonly idempotency?: IdempotencyRequest | undefined;
  /** Whether the answer must come from its source. Else a copy may be the answer. */
  readonly fresh?: boolean | undefined;
}

/** The user who asks. Throws [not-signed-in](https://docproof.dev/api/problems/not-signed-in/) when there is none. */
export function actorOf({ actor }: ExecutionContext): Actor {
  if (!actor) throw new ApplicationError(notSignedIn.failure('The operation needs a user who is signed in.'));
  return actor;
}
