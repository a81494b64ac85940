import type { Failure } from '../../../../core/errors/define-error.ts';

/** What can go wrong when a session is refreshed. */
export type RefreshSessionError =
  | Failure<'session-over'>
  | Failure<'refresh-token-reused'>
  | Failure<'refresh-token-replaced'>;
