/** The method of an adapter in memory that notes how things stand, and gives what puts them back. */
export const remember = Symbol('remember');

/** An adapter in memory that can be a part of a transaction. */
export interface Undoable {
  readonly [remember]: () => () => void;
}

/** Lets what an adapter keeps in maps be put back. What they hold is never changed, but replaced. */
// biome-ignore lint/suspicious/noExplicitAny: maps of whatever an adapter keeps.
export function undoable(...maps: readonly Map<any, any>[]): Undoable {
  return {
    [remember]: () => {
      const before = maps.map((map) => [...map]);
      return () => {
        for (const [index, map] of maps.entries()) {
          map.clear();
          for (const [key, value] of before[index]!) map.set(key, value);
        }
      };
    },
  };
}
