/** The outcome of something that can fail in ways its caller must think of. */
export type Result<Value, Problem> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

/** A result that holds a value. */
export function success<Value>(value: Value): Result<Value, never> {
  return { ok: true, value };
}

/** A result that says what went wrong. */
export function failure<Problem>(problem: Problem): Result<never, Problem> {
  return { ok: false, problem };
}
