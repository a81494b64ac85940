/** A module that the compiler found, as it is handed to the worker. Nothing of it is read from the disk again. */
export interface ExampleModule {
  /** Absolute POSIX path. For an example there is no file at it. */
  readonly path: string;
  readonly text: string;
  readonly format: 'module' | 'commonjs' | 'json';
  /** Whether types have to be taken out of it. */
  readonly typed: boolean;
  /** Where its imports lead, by what it writes; others are Node's to find. */
  readonly imports: Readonly<Record<string, string>>;
}

/** Something that a comment in an example says of a value. Its id is unique in a plan. */
export interface Expectation {
  readonly id: number;
  readonly kind: 'value' | 'printed' | 'throws';
  /** As the comment writes it. */
  readonly text: string;
}

/** An example that is to run. */
export interface RunnableExample {
  readonly id: number;
  /** The path of the module to run. */
  readonly path: string;
  /** The ids of the examples that it continues, and that must have run before it, in the order in which they run. */
  readonly needs: readonly number[];
  readonly expectations: readonly Expectation[];
  /** What it prints, when a block says so. */
  readonly output?: { readonly text: string; readonly json: boolean } | undefined;
}

/** Everything that a run needs, as plain data. */
export interface RunPlan {
  /** Absolute path of the repository: examples may read what is in it. */
  readonly root: string;
  readonly modules: readonly ExampleModule[];
  /** The modules that the names of documented packages stand for, wherever they are imported. */
  readonly packages: Readonly<Record<string, string>>;
  /** In the order of the pages, and of each page. */
  readonly examples: readonly RunnableExample[];
}

/** What an example threw. Paths in the stack are those of the plan's modules. */
export interface ThrownError {
  /** Empty for something that is no error. */
  readonly name: string;
  readonly message: string;
  /** Empty when there is none. */
  readonly stack: string;
}

/** How an example ended. */
export type RunEnd =
  | { readonly kind: 'finished' }
  | { readonly kind: 'threw'; readonly error: ThrownError }
  /** It ended the process itself. */
  | { readonly kind: 'exited'; readonly code: number }
  /** It did not end in time, and what it was waiting for: empty for a loop or a promise that nothing settles. */
  | { readonly kind: 'overran'; readonly waitsFor: readonly string[] }
  /** The process died under it. */
  | { readonly kind: 'died'; readonly of: 'memory' | 'unknown'; readonly signal: string }
  /** Node cannot run one of its modules, and what is in that. */
  | { readonly kind: 'unsupported'; readonly path: string; readonly reason: string }
  /** A package that it needs is not installed. */
  | { readonly kind: 'not-installed'; readonly package: string }
  /** It continues an example that failed. */
  | { readonly kind: 'held-up' };

/** What became of one expectation. One whose line was never reached has no answer. */
export interface Answer {
  readonly id: number;
  readonly met: boolean;
  /** What was found instead, on one line as a comment would show it. */
  readonly actual: string;
  /** Whether that text, written into the comment, would meet the value. */
  readonly writable: boolean;
}

/** What became of one example. */
export interface RunReport {
  readonly end: RunEnd;
  /** What it printed, standard output and standard error in their order. */
  readonly output: string;
  /** Whether it printed more than is kept. */
  readonly cut: boolean;
  readonly answers: readonly Answer[];
}

/** Runs examples. The only way from a validator to running code. */
export interface ExampleRunner {
  /** Whether the config asks for every example of a page to run. */
  runsPage(file: string): boolean;
  /** Seconds that one example may take. */
  readonly timeout: number;
  /** Megabytes that a process may take. */
  readonly memory: number;
  /** The reports by the ids of the examples. Never throws because of what an example does. */
  run(plan: RunPlan): Promise<ReadonlyMap<number, RunReport>>;
}
