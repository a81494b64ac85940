/** The formats of data that are parsed. */
export type DataFormat = 'JSON' | 'YAML' | 'TOML' | '.env';

/** A block of data that does not parse: what is wrong, and where in the block. */
export interface DataFault {
  readonly detail: string;
  /** Offsets in the block, the end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** The keys and indices that lead from the top of the data to a value. */
export type DataPath = readonly (string | number)[];

/** The one value that a block of data holds, with where its parts stand. */
export interface DataValue {
  readonly value: unknown;
  /** Offsets in the block of the value at a path, or of the key that it stands behind; `undefined` when there is none. */
  rangeOf(path: DataPath, part: 'key' | 'value'): readonly [start: number, end: number] | undefined;
}

/** What parsing a block gave: a fault, or its value where it holds exactly one. */
export interface DataReading {
  readonly fault?: DataFault | undefined;
  readonly data?: DataValue | undefined;
}
