import type { AnyRule, CheckContext } from './validator.ts';

/** What was told of some claims, to be told again as long as nothing changes that it rests on. */
export interface Telling {
  readonly settled: Parameters<CheckContext['settle']>[];
  readonly asked: (readonly [rules: readonly AnyRule[], subject: unknown])[];
}

/** Writes down what is told. */
export interface Recorder {
  /** Tells whatever it is told, and writes it down while something is recorded. */
  readonly context: CheckContext;
  /** Writes down what a function tells. */
  record<Told>(tell: () => Told): { readonly value: Told; readonly telling: Telling };
  /** Tells what was told before. */
  repeat(telling: Telling): void;
}

/** Makes a recorder of what a validator tells the run. */
export function createRecorder(context: CheckContext): Recorder {
  let current: Telling | undefined;
  const own: Pick<CheckContext, 'settle' | 'ask'> = {
    settle(...told) {
      current?.settled.push(told);
      context.settle(...told);
    },
    ask(rules, subject) {
      current?.asked.push([rules, subject]);
      context.ask(rules, subject);
    },
  };
  return {
    // The compiler is started by whoever looks at it, so that the context is not copied.
    context: Object.setPrototypeOf(own, context) as CheckContext,
    record(tell) {
      const telling: Telling = { settled: [], asked: [] };
      current = telling;
      try {
        return { value: tell(), telling };
      } finally {
        current = undefined;
      }
    },
    repeat({ settled, asked }) {
      for (const told of settled) context.settle(...told);
      for (const [rules, subject] of asked) context.ask(rules, subject);
    },
  };
}
