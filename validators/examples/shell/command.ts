/** A word of a command as the program gets it. Offsets are those of the block. */
export interface ShellWord {
  /** Without its quotes; `undefined` when it holds a variable, a pattern or a part that the reader fills in. */
  readonly text: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** One simple command. What is assigned before it and where its output goes is left out. */
export interface ShellCommand {
  /** The program and its arguments; at least one. */
  readonly words: readonly ShellWord[];
  /**
   * The folder that it runs in, relative to where the block begins: what the `cd` before it lead to. `undefined` when
   * they lead to a folder that is not known.
   */
  readonly folder: string | undefined;
}

/** Something that a shell refuses. */
export interface ShellFault {
  readonly detail: string;
  readonly start: number;
  readonly end: number;
}

/** What a block of commands says. */
export interface ShellReading {
  readonly commands: readonly ShellCommand[];
  readonly faults: readonly ShellFault[];
  /** Paths that the commands make or write, as they name them. */
  readonly made: readonly string[];
}
