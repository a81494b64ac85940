import { failureOf } from '../cqrs/failure-of.ts';
import type { Dispatch, Middleware } from '../cqrs/middleware.ts';

/** Is told how a command or a query ended: `done`, the code of its failure, or `thrown`; and after how many milliseconds. */
export type TellEnd = (dispatch: Dispatch, outcome: string, ms: number) => void;

/** Tells how each command and query ended, and how long it took. */
export function timeMessages(tell: TellEnd, now: () => number = performance.now.bind(performance)): Middleware {
  return (next) => async (dispatch) => {
    const begun = now();
    let outcome = 'thrown';
    try {
      const answer = await next(dispatch);
      outcome = failureOf(answer)?.code ?? 'done';
      return answer;
    } finally {
      tell(dispatch, outcome, now() - begun);
    }
  };
}
