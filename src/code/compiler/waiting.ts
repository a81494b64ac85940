import type { API } from 'typescript/unstable/sync';
import { readAvailable } from '../../workspace/file-system.ts';
import { channelOf } from './pipe.ts';

/** Work in small steps, done when somebody has time for it. */
export type Steps = Iterator<unknown>;

/** Steps of several works, one work after the other. A work may be added to while it is done. */
export function* stepsOf(works: Iterable<Steps>): Generator<unknown> {
  for (const steps of works) {
    while (!steps.next().done) yield;
  }
}

/**
 * Asks the compiler something, and does steps while it is silent. Where the pipe cannot be asked whether there is something to
 * read, none are done.
 */
export function whileWaiting<Answer>(api: API, steps: Steps, ask: () => Answer): Answer {
  const channel = channelOf(api);
  const handle = channel.child.stdout?._handle;
  if (!handle?.setBlocking) return ask();
  const waitAndRead = channel.fillReadBuffer;
  let isDone = false;
  /** Reads what there is; `false` when there is nothing. That there will be no more is told by whoever waits for it. */
  const readNow = (): boolean => {
    const length = readAvailable(channel.readFd, channel.readBuf);
    isDone ||= length === 0;
    if (!length) return false;
    channel.readBufPos = 0;
    channel.readBufLen = length;
    return true;
  };
  /** Does one step. What fails is left to whoever needs it: here it would tear a message apart. */
  const step = (): void => {
    try {
      isDone = steps.next().done === true;
    } catch {
      isDone = true;
    }
  };
  const block = (): void => void handle.setBlocking?.(true);
  channel.fillReadBuffer = () => {
    while (!isDone) {
      if (readNow()) return;
      if (!isDone) step();
      if (isDone) block();
    }
    waitAndRead.call(channel);
  };
  handle.setBlocking(false);
  try {
    return ask();
  } finally {
    channel.fillReadBuffer = waitAndRead;
    block();
  }
}
