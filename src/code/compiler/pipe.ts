import type { API } from 'typescript/unstable/sync';

/** What the compiler asks of the file system of whoever started it. */
type Question = 'readFile' | 'fileExists' | 'directoryExists';

/**
 * What is known of a path at once: whether it is there, or `disk` when the compiler is to look itself. `undefined` leaves the
 * question to the functions that the compiler was started with.
 */
export type QuickAnswer = (question: Question, path: string) => boolean | 'disk' | undefined;

/** The pipe to the compiler. It is no part of what its package promises. */
export interface Channel {
  readonly child: {
    kill(signal: string): void;
    /** What it says comes through this. Not every platform has it. */
    readonly stdout?: { readonly _handle?: { setBlocking?(blocks: boolean): unknown } | null } | null;
  };
  readonly readFd: number;
  /** What was read from the pipe and not yet looked at, and where it begins and ends. */
  readonly readBuf: Buffer;
  readBufPos: number;
  readBufLen: number;
  /** The message that was read last: its type, the name of what it is about, and what it says. */
  readonly _msgType: number;
  readonly _msgName: Buffer;
  readonly _msgPayload: Buffer;
  /** Waits until there is something to read. */
  fillReadBuffer(): void;
  /** Reads the next message. */
  readTuple(): void;
  writeAllBuf(data: Uint8Array): void;
  /** Answers what the compiler asks. */
  handleCall(name: string, payload: Buffer): void;
  /** Asks the compiler, and waits for its answer. */
  requestBytesSync(method: string, payload: string | Uint8Array): Buffer;
}

interface Client {
  readonly channel: Channel;
  close(): void;
}

const clientOf = (api: API): Client => (api as unknown as { readonly client: Client }).client;

/** The pipe of a compiler that was started. */
export const channelOf = (api: API): Channel => clientOf(api).channel;

/** What a message is: a question to the compiler, the answer to one of its own, or what it says. */
export const messageType = { question: 1, answer: 2, told: 4, failed: 5, call: 6 } as const;

// A message is a list of three in MessagePack: its type, the name of what is asked, and the question or the answer.
const listOfThree = 0x93;
const shortBytes = 0xc4;
const longBytes = 0xc5;
const longerBytes = 0xc6;

/** Bytes with their length before them. */
function withLength(bytes: Buffer): Buffer[] {
  const { length } = bytes;
  if (length < 2 ** 8) return [Buffer.from([shortBytes, length]), bytes];
  if (length < 2 ** 16) return [Buffer.from([longBytes, length >> 8, length & 0xff]), bytes];
  const head = Buffer.from([longerBytes, 0, 0, 0, 0]);
  head.writeUInt32BE(length, 1);
  return [head, bytes];
}

/** A whole message. */
export const frame = (type: number, name: string, text: string): Buffer =>
  Buffer.concat([Buffer.from([listOfThree, type]), ...withLength(Buffer.from(name)), ...withLength(Buffer.from(text))]);

const questions: readonly Question[] = ['readFile', 'fileExists', 'directoryExists'];

/**
 * Answers what the compiler asks of files without unpacking the question. While a program of two thousand files is opened it
 * asks ten thousand times, mostly for files that are not there, and waits for each answer.
 */
export function answerQuickly(api: API, answerOf: QuickAnswer): void {
  const channel = channelOf(api);
  // No two of them have the same length.
  const byLength = new Map(
    questions.map((question) => {
      const [disk, yes, no] = ['', 'true', 'false'].map((answer) => frame(messageType.answer, question, answer));
      const answers = { disk: disk!, true: yes!, false: no! };
      return [question.length, { question, answers }];
    }),
  );
  /** Takes one question from what was read and answers it; `false` when it is none, or only a part of one. */
  const answerNext = (): boolean => {
    if (channel.readBufPos >= channel.readBufLen) channel.fillReadBuffer();
    const { readBuf: bytes, readBufPos: start, readBufLen: end } = channel;
    if (bytes[start] !== listOfThree || bytes[start + 1] !== messageType.call || bytes[start + 2] !== shortBytes)
      return false;
    const nameLength = bytes[start + 3]!;
    const known = byLength.get(nameLength);
    const sizeAt = start + 4 + nameLength;
    const isLong = bytes[sizeAt] === longBytes;
    const pathAt = sizeAt + (isLong ? 3 : 2);
    if (!known || pathAt > end || (!isLong && bytes[sizeAt] !== shortBytes)) return false;
    const next = pathAt + (isLong ? bytes.readUInt16BE(sizeAt + 1) : bytes[sizeAt + 1]!);
    if (next > end) return false;
    // The path is a string in JSON. One with anything that had to be escaped is left to the reader of JSON.
    const path = bytes.toString('utf8', pathAt + 1, next - 1);
    const answer = path.includes('\\') ? undefined : answerOf(known.question, path);
    if (answer === undefined) return false;
    channel.readBufPos = next;
    channel.writeAllBuf(known.answers[`${answer}`]);
    return true;
  };
  const readTuple = channel.readTuple.bind(channel);
  channel.readTuple = () => {
    while (answerNext());
    readTuple();
  };
}

/**
 * Ends the compiler at once. Asked to end, it may print "context canceled" beside the report, and whoever says goodbye to it
 * waits until its memory is taken back. It holds nothing that could be lost.
 */
export function endCompiler(api: API): void {
  const client = clientOf(api);
  client.channel.child.kill('SIGKILL');
  client.close();
}
