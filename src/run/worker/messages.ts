import type { Answer, RunEnd, RunPlan } from '../port.ts';

/** What the worker reads from its standard input, as JSON. */
export interface WorkerTask extends Pick<RunPlan, 'modules' | 'packages' | 'examples'> {
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
