import { format } from 'node:util';
import { printed, samePrinted, sameThrown, sameValue, type Thrown, written } from '../compare.ts';
import type { Answer, Expectation } from '../port.ts';

/** The name under which an example finds what watches it. Nobody else would take it. */
export const watcherName = '__docproof';

/** What the code that watches an example calls. Each takes the id of an expectation. */
export interface Watcher {
  /** Says that the example's own code runs now. */
  begin(id: number): void;
  /** Looks at a value and hands it on. */
  value<Value>(id: number, value: Value): Value;
  /** Looks at the arguments of a call that prints and hands them on. */
  printed<Values extends readonly unknown[]>(id: number, values: Values): Values;
  /** Runs what should throw. */
  throws(id: number, run: () => unknown): void;
  throwsLater(id: number, run: () => Promise<unknown>): Promise<void>;
}

/** What was thrown, as a comment can speak of it. */
function thrownOf(thrown: unknown): Thrown {
  if (!(thrown instanceof Error)) return { names: [], message: format(thrown) };
  return { names: [thrown.name, thrown.constructor.name], message: thrown.message };
}

const thrownText = ({ names, message }: Thrown): string => [...names.slice(0, 1), message].filter(Boolean).join(': ');

/** Compares what an example does with what its comments say. The first answer that differs stays. */
export function createWatcher(
  expectations: readonly Expectation[],
  begin: (id: number) => void,
): Watcher & { answers(): readonly Answer[] } {
  const expected = new Map(expectations.map((expectation) => [expectation.id, expectation]));
  const answers = new Map<number, Answer>();
  const answer = (id: number, met: boolean, actual: string, writable: boolean): void => {
    if (answers.get(id)?.met === false) return;
    answers.set(id, { id, met, actual, writable: writable && !actual.includes('\n') });
  };
  const textOf = (id: number): string => expected.get(id)?.text ?? '';
  const caught = (id: number, error: unknown): void => {
    const thrown = thrownOf(error);
    const actual = thrownText(thrown);
    answer(id, sameThrown(textOf(id), thrown), actual, sameThrown(actual, thrown));
  };
  const missed = (id: number): void => answer(id, false, 'nothing', false);
  return {
    begin,
    value(id, value) {
      const actual = written(value);
      answer(id, sameValue(textOf(id), value), actual, sameValue(actual, value));
      return value;
    },
    printed(id, values) {
      const actual = printed(values);
      answer(id, samePrinted(textOf(id), values), actual, samePrinted(actual, values));
      return values;
    },
    throws(id, run) {
      try {
        run();
      } catch (error) {
        caught(id, error);
        return;
      }
      missed(id);
    },
    async throwsLater(id, run) {
      try {
        await run();
      } catch (error) {
        caught(id, error);
        return;
      }
      missed(id);
    },
    answers: () => [...answers.values()],
  };
}
