import type { AskAhead } from './ahead.ts';

/** The same question about many files or names, which are asked about one after the other. */
export interface Series {
  /** Says what comes next, in this order. */
  announce(subjects: readonly string[]): void;
  /** To be called before one of them is asked about. */
  reach(subject: string): void;
}

/** How many questions are sent together. */
const batch = 16;

/** Where each of some subjects stands among them. */
const placesOf = (subjects: readonly string[]): ReadonlyMap<string, number> =>
  new Map(subjects.map((subject, index) => [subject, index]));

/** Keeps questions on their way, as far as they were announced. */
export function createSeries(askAhead: AskAhead, question: (subject: string) => unknown): Series {
  let subjects: readonly string[] = [];
  let places = placesOf(subjects);
  /** How many of them were sent, or passed. */
  let done = 0;
  return {
    announce(next) {
      subjects = next;
      places = placesOf(next);
      done = 0;
    },
    reach(subject) {
      const place = places.get(subject);
      if (place === undefined || askAhead.underway() >= batch) return;
      const from = Math.max(done, place);
      done = from + askAhead(subjects.slice(from, from + batch).map((one) => () => question(one)));
    },
  };
}

/**
 * Keeps questions on their way that need an answer to another one first, such as the tree of a file. While the compiler looks
 * for the answers of some files, those of the ones before are read.
 */
export function createSeriesInSteps(
  askAhead: AskAhead,
  first: (subject: string) => unknown,
  second: (subjects: readonly string[]) => readonly (() => unknown)[],
): Series {
  let subjects: readonly string[] = [];
  let places = placesOf(subjects);
  /** How many of them were sent with their second question. */
  let done = 0;
  const sliceAt = (from: number): readonly string[] => subjects.slice(from, from + batch);
  const askFirst = (some: readonly string[]) => askAhead(some.map((one) => () => first(one)));
  return {
    announce(next) {
      subjects = next;
      places = placesOf(next);
      done = 0;
      askFirst(sliceAt(0));
    },
    reach(subject) {
      const place = places.get(subject);
      if (place === undefined) return;
      while (done < subjects.length && done <= place + batch) {
        const some = sliceAt(done);
        done += some.length;
        askFirst(sliceAt(done));
        askAhead(second(some));
      }
    },
  };
}
