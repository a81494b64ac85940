import type { Answer, ExampleModule, RunEnd, RunPlan } from '../port.ts';

/** A module that the worker loads, as JavaScript. */
export interface WorkerModule extends Pick<ExampleModule, 'path' | 'format' | 'imports'> {
  readonly script: string;
  /** A source map as JSON, where the script has other places than the text of the module. */
  readonly map?: string | undefined;
  /** What is in the module that Node cannot run; there is no script then. */
  readonly unsupported?: string | undefined;
}

/** What the worker reads from its standard input, as JSON. */
export interface WorkerTask extends Pick<RunPlan, 'packages' | 'examples'> {
  readonly modules: readonly WorkerModule[];
  /** Seconds that one example may take. */
  readonly timeout: number;
  readonly network: boolean;
}

/** What the worker writes to its fourth channel, one JSON text a line. Each is written before the worker goes on. */
export type WorkerMessage =
  /** It loads what an example imports. */
  | { readonly kind: 'loading'; readonly id: number }
  /** The example's own code runs now. */
  | { readonly kind: 'running'; readonly id: number }
  | {
      readonly kind: 'ended';
      readonly id: number;
      readonly end: RunEnd;
      readonly output: string;
      readonly cut: boolean;
      readonly answers: readonly Answer[];
    };

/** The channel that the worker writes its messages to. Standard output belongs to the examples. */
export const messageChannel = 3;
