/** A run that the user may end early. */
export interface Interruptible {
  readonly signal: AbortSignal;
  /** Gives the keyboard back. */
  stop(): void;
}

/** The exit code of a program that was ended with Ctrl-C. */
export const interruptedCode = 130;

/**
 * Turns the first Ctrl-C into a signal, so that what was learnt from the network is still written down. The second one
 * ends the program at once, as it would without this.
 */
export function interruptible(): Interruptible {
  const controller = new AbortController();
  const onInterrupt = (): void => controller.abort();
  process.once('SIGINT', onInterrupt);
  return { signal: controller.signal, stop: () => void process.removeListener('SIGINT', onInterrupt) };
}
