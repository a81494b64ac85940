import type { Failure } from '../../../core/errors/define-error.ts';
import type { Result } from '../../../core/types/result.ts';

/** The failure that the answer to a command or a query is. `undefined` when it is none, or no result at all. */
export function failureOf(answer: unknown): Failure | undefined {
  const { ok, problem } = (answer ?? {}) as Partial<Extract<Result<never, Failure>, { ok: false }>>;
  return ok === false ? problem : undefined;
}
