import type { API } from 'typescript/unstable/sync';

/** A question that the compiler is asked: the name of a method of its API, with its parameters. */
export interface Question {
  readonly method: string;
  readonly params: unknown;
}

/** The client that comes with the compiler. It writes a question to a pipe and waits for the answer. */
interface Client {
  readonly channel: {
    _msgType: number;
    _msgPayload: Uint8Array;
    readTuple(): void;
    writeAllBuf(bytes: Uint8Array): void;
  };
  apiRequest(method: string, params: unknown): unknown;
  apiRequestBinary(method: string, params: unknown): Uint8Array | undefined;
}

/** Lets the compiler work on what will be asked. */
export interface Ahead {
  /**
   * Says what will be asked soon, in that order. Only for questions that the compiler answers from what it has read: while
   * it looks for files, it takes whatever is written to it for a reply.
   */
  expect(questions: readonly Question[]): void;
  /** Forgets what was expected and was not asked. */
  forget(): void;
}

/** An answer that nobody took yet. */
interface Answer {
  readonly failed: boolean;
  readonly bytes: Uint8Array;
}

/** How many questions are with the compiler at a time. */
const most = 48;
/** How many bytes are written at a time. They fit into a pipe, so that nobody waits while the other side waits too. */
const mostBytes = 1 << 15;

// The messages of the compiler's API, and the part of MessagePack that frames them: https://msgpack.org
const request = 1;
const response = 4;
const arrayOfThree = 0x93;
const binary16 = 0xc5;

function* framed({ method, params }: Question): Generator<Buffer> {
  yield Buffer.from([arrayOfThree, request]);
  for (const text of [method, JSON.stringify(params)]) {
    const bytes = Buffer.from(text);
    yield Buffer.from([binary16, bytes.length >> 8, bytes.length & 0xff]);
    yield bytes;
  }
}

/** The one thing that the compiler is told and not asked. Nobody waits until it has done it. */
const release = 'release';

const keyOf = ({ method, params }: Question): string => `${method} ${JSON.stringify(params)}`;

/**
 * Lets a client ask what is expected in batches: the compiler goes on to the next question while somebody looks at the answer
 * to the one before, and neither wakes the other up for each.
 */
export function askAhead(api: API): Ahead {
  const { client } = api as unknown as { readonly client: Client };
  const { apiRequest, apiRequestBinary } = client;
  /** What is to be asked, in its order. */
  const waiting = new Map<string, Question>();
  /** What was asked and is not answered, in its order. */
  const asked: string[] = [];
  const answers = new Map<string, Answer>();

  const askMore = (): void => {
    if (waiting.size === 0 || asked.length > most / 2) return;
    const parts: Buffer[] = [];
    let size = 0;
    for (const [key, question] of waiting) {
      if (asked.length === most || size > mostBytes) break;
      waiting.delete(key);
      asked.push(key);
      const bytes = Buffer.concat([...framed(question)]);
      parts.push(bytes);
      size += bytes.length;
    }
    client.channel.writeAllBuf(Buffer.concat(parts));
  };
  const receive = (): void => {
    const { channel } = client;
    channel.readTuple();
    answers.set(asked.shift()!, { failed: channel._msgType !== response, bytes: channel._msgPayload });
  };
  const take = (method: string, params: unknown): Answer | undefined => {
    if (waiting.size + asked.length + answers.size === 0) return undefined;
    const key = keyOf({ method, params });
    while (waiting.has(key)) {
      askMore();
      receive();
    }
    while (asked.includes(key)) receive();
    const answer = answers.get(key);
    answers.delete(key);
    if (answer) askMore();
    // What was not expected comes behind what was asked.
    else while (asked.length > 0) receive();
    if (answer?.failed) throw new Error(Buffer.from(answer.bytes).toString());
    return answer;
  };
  client.apiRequest = (method, params) => {
    if (method === release) {
      waiting.set(keyOf({ method, params }), { method, params });
      askMore();
      return undefined;
    }
    const answer = take(method, params);
    if (!answer) return apiRequest.call(client, method, params);
    return answer.bytes.length === 0 ? undefined : JSON.parse(Buffer.from(answer.bytes).toString());
  };
  client.apiRequestBinary = (method, params) => {
    const answer = take(method, params);
    if (!answer) return apiRequestBinary.call(client, method, params);
    return answer.bytes.length === 0 ? undefined : answer.bytes;
  };
  return {
    expect(questions) {
      for (const question of questions) {
        const key = keyOf(question);
        if (!asked.includes(key) && !answers.has(key)) waiting.set(key, question);
      }
      askMore();
    },
    forget() {
      waiting.clear();
      while (asked.length > 0) receive();
      answers.clear();
    },
  };
}
