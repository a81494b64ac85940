import type { API } from 'typescript/unstable/sync';

/** What the compiler asks of the file system of whoever started it. */
type Question = 'readFile' | 'fileExists' | 'directoryExists';

/**
 * What is known of a path at once: whether it is there, or `disk` when the compiler is to look itself. `undefined` leaves the
 * question to the functions that the compiler was started with.
 */
export type QuickAnswer = (question: Question, path: string) => boolean | 'disk' | undefined;

/** The pipe to the compiler. It is no part of what its package promises. */
interface Channel {
  readonly child: { kill(signal: string): void };
  /** What was read from the pipe and not yet looked at, and where it begins and ends. */
  readonly readBuf: Buffer;
  readBufPos: number;
  readonly readBufLen: number;
  /** Waits until there is something to read. */
  fillReadBuffer(): void;
  /** Reads the next message. */
  readTuple(): void;
  writeAllBuf(data: Uint8Array): void;
}

interface Client {
  readonly channel: Channel;
  close(): void;
}

const clientOf = (api: API): Client => (api as unknown as { readonly client: Client }).client;

// A message is a list of three in MessagePack: its type, the name of what is asked, and the question or the answer.
const listOfThree = 0x93;
const callType = 6;
const answerType = 2;
const shortBytes = 0xc4;
const longBytes = 0xc5;

const questions: readonly Question[] = ['readFile', 'fileExists', 'directoryExists'];

/** The whole message that answers a question. */
function frame(question: Question, answer: string): Buffer {
  const head = Buffer.from([listOfThree, answerType, shortBytes, question.length]);
  return Buffer.concat([head, Buffer.from(question), Buffer.from([shortBytes, answer.length]), Buffer.from(answer)]);
}

/**
 * Answers what the compiler asks of files without unpacking the question. While a program of two thousand files is opened it
 * asks ten thousand times, mostly for files that are not there, and waits for each answer.
 */
export function answerQuickly(api: API, answerOf: QuickAnswer): void {
  const { channel } = clientOf(api);
  // No two of them have the same length.
  const byLength = new Map(
    questions.map((question) => {
      const answers = { disk: frame(question, ''), true: frame(question, 'true'), false: frame(question, 'false') };
      return [question.length, { question, answers }];
    }),
  );
  /** Takes one question from what was read and answers it; `false` when it is none, or only a part of one. */
  const answerNext = (): boolean => {
    if (channel.readBufPos >= channel.readBufLen) channel.fillReadBuffer();
    const { readBuf: bytes, readBufPos: start, readBufLen: end } = channel;
    if (bytes[start] !== listOfThree || bytes[start + 1] !== callType || bytes[start + 2] !== shortBytes) return false;
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
