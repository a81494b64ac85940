import type { API } from 'typescript/unstable/sync';
import { type Channel, channelOf, frame, messageType } from './pipe.ts';

/**
 * The compiler asked for a file while questions were on their way to it, and took the next of them for the answer. Nothing
 * that it says afterwards counts.
 */
class OutOfStepError extends Error {
  override readonly name = 'OutOfStepError';
  constructor() {
    super('the compiler asked for a file while it was asked ahead');
  }
}

/** Sends questions whose answers are asked for later. */
export interface AskAhead {
  /**
   * Sends questions, each a function that asks the API once, and returns how many of them, from the first on, need not be sent
   * any more.
   */
  (questions: readonly (() => unknown)[]): number;
  /** How many questions were sent and not answered yet. */
  underway(): number;
}

/**
 * How many bytes of questions are on their way at most. The smallest pipe holds them, so that they can be written while the
 * compiler writes a long answer, and neither waits for the other for ever.
 */
const mostBytes = 6 * 1024;

/** Thrown by a question that is only noted, so that it does not go on without its answer. */
const noted = new Error('noted');

/**
 * Lets questions be sent together, before their answers are needed. To wait for each answer before the next question is sent
 * takes longer than to find most answers. Whoever asks the API a question that was sent gets the answer that came.
 * `whenOutOfStep` is called when that went wrong; from then on every question throws.
 */
export function createAhead(api: API, whenOutOfStep: () => void): AskAhead {
  const channel = channelOf(api);
  const askNow = channel.requestBytesSync.bind(channel);
  /** Reads a message without answering what the compiler asks. */
  const readPlain = (Object.getPrototypeOf(channel) as Channel).readTuple.bind(channel);
  /** What was sent and not answered yet. The compiler answers one after the other. */
  const sent: string[] = [];
  const bytesSent: number[] = [];
  const answers = new Map<string, Buffer | Error>();
  /** Takes down a question that is to be sent, while they are noted. */
  let note: ((key: string, frame: Buffer) => void) | undefined;

  let isOutOfStep = false;
  /** Reads the answer to the question that was sent first. */
  const receive = (): void => {
    if (sent.length > 1) {
      readPlain();
      if (channel._msgType === messageType.call) {
        isOutOfStep = true;
        whenOutOfStep();
        throw new OutOfStepError();
      }
    } else {
      // Nothing is on its way behind the last question that could be taken for the answer to one of the compiler.
      for (channel.readTuple(); channel._msgType === messageType.call; channel.readTuple())
        channel.handleCall(channel._msgName.toString(), channel._msgPayload);
    }
    const failed = channel._msgType === messageType.failed;
    bytesSent.shift();
    answers.set(sent.shift()!, failed ? new Error(channel._msgPayload.toString()) : channel._msgPayload);
  };

  const decoder = new TextDecoder();
  channel.requestBytesSync = (method, payload) => {
    if (isOutOfStep) throw new OutOfStepError();
    const text = typeof payload === 'string' ? payload : decoder.decode(payload);
    const key = `${method} ${text}`;
    if (note) {
      if (!answers.has(key) && !sent.includes(key)) note(key, frame(messageType.question, method, text));
      throw noted;
    }
    if (sent.includes(key)) while (!answers.has(key)) receive();
    const answer = answers.get(key);
    if (answer === undefined) {
      while (sent.length > 0) receive();
      // What was asked about a program is not asked about the next one.
      if (method === 'updateSnapshot') answers.clear();
      return askNow(method, payload);
    }
    answers.delete(key);
    if (answer instanceof Error) throw answer;
    return answer;
  };

  const send = (questions: readonly (() => unknown)[]): number => {
    const frames = new Map<string, Buffer>();
    let bytes = bytesSent.reduce((sum, one) => sum + one, 0);
    let isFull = false;
    note = (key, written) => {
      // One that is alone may be longer: the compiler reads all of it before it says anything.
      isFull ||= bytes > 0 && bytes + written.length > mostBytes;
      if (isFull || frames.has(key)) return;
      frames.set(key, written);
      bytes += written.length;
    };
    let taken = 0;
    try {
      for (const question of questions) {
        try {
          question();
        } catch (error) {
          if (error !== noted) throw error;
        }
        if (isFull) break;
        taken += 1;
      }
    } finally {
      note = undefined;
    }
    if (frames.size === 0) return taken;
    sent.push(...frames.keys());
    bytesSent.push(...[...frames.values()].map(({ length }) => length));
    channel.writeAllBuf(Buffer.concat([...frames.values()]));
    return taken;
  };
  return Object.assign(send, { underway: () => sent.length });
}
