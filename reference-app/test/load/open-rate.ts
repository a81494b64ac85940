import { connect, type Socket } from 'node:net';

/** One kind of request: its bytes, made anew for each. */
export type MakeRequest = () => Buffer;

/** What came of a load. */
export interface LoadResult {
  /** Answers a second that were given within the time of the load. */
  readonly perSecond: number;
  readonly answers: number;
  /** How many were not of the status 2xx, or never came. */
  readonly errors: number;
  /** The same by what went wrong: the status and the problem, a connection that was lost, or an answer that is overdue. */
  readonly errorKinds: Readonly<Record<string, number>>;
  /** In milliseconds, from the moment when a request was due and not when there was a connection for it. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** How a service is loaded. */
export interface Load {
  readonly port: number;
  /** Requests a second. They are due at even times, whatever becomes of those before them. */
  readonly rate: number;
  readonly seconds: number;
  /** How many connections there are. A request that is due while all are busy waits, and its waiting counts. */
  readonly connections: number;
  readonly make: MakeRequest;
}

const percentile = (sorted: readonly number[], part: number): number =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) / 10;

/** An answer that has arrived as a whole. */
interface Answer {
  readonly length: number;
  readonly status: number;
  readonly body: string;
}

/** The first answer among the bytes, when all of it is there. Knows bodies with a length, and none. */
function readAnswer(bytes: Buffer): Answer | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const length = end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  if (bytes.length < length) return undefined;
  return { length, status: Number(head.slice(9, 12)), body: bytes.toString('latin1', end + 4, length) };
}

/** What an answer that is none of the wanted ones is called: its status, and its problem if it is one (RFC 9457). */
const kindOf = ({ status, body }: Answer): string =>
  [status, /"type":"[^"]*?([^/"]+)\/?"/.exec(body)?.[1]].filter(Boolean).join(' ');

/** An answer that has not come after so long is counted as one that never comes, in milliseconds. */
const overdueMs = 10_000;

/** Sends requests at an open rate (Schroeder, Wierman, Harchol-Balter, "Open versus closed", NSDI 2006). */
export async function loadAtOpenRate({ port, rate, seconds, connections, make }: Load): Promise<LoadResult> {
  const waiting: number[] = [];
  const idle: ((due: number) => void)[] = [];
  const times: number[] = [];
  const errorKinds: Record<string, number> = {};
  const fails = (kind: string): void => {
    errorKinds[kind] = (errorKinds[kind] ?? 0) + 1;
  };
  let ended = false;
  /** When the request that each connection waits for was due. */
  const inFlight = new Map<Socket, number>();
  const sockets = new Set<Socket>();

  const open = (): Promise<void> =>
    new Promise((ready, refuse) => {
      const socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      sockets.add(socket);
      let arrived: Buffer<ArrayBufferLike> = Buffer.alloc(0);
      const send = (due: number): void => {
        inFlight.set(socket, due);
        socket.write(make());
      };
      const next = (): void => {
        const first = waiting.shift();
        if (first === undefined) idle.push(send);
        else send(first);
      };
      socket.on('data', (piece) => {
        // A server may say 408 to a connection on which nothing was asked, before it closes it (RFC 9110, section 15.5.9).
        const due = inFlight.get(socket);
        if (due === undefined) return;
        arrived = arrived.length === 0 ? piece : Buffer.concat([arrived, piece]);
        const answer = readAnswer(arrived);
        if (!answer) return;
        arrived = arrived.subarray(answer.length);
        if (!ended) {
          if (answer.status < 200 || answer.status > 299) fails(kindOf(answer));
          times.push(performance.now() - due);
        }
        inFlight.delete(socket);
        next();
      });
      socket.once('error', refuse);
      socket.once('connect', () => {
        next();
        ready();
        socket.once('close', () => {
          sockets.delete(socket);
          if (ended) return;
          // A server closes what nobody uses, and any client opens another. Only what was asked and not answered is lost.
          const at = idle.indexOf(send);
          if (at >= 0) idle.splice(at, 1);
          if (inFlight.delete(socket)) fails('connection lost');
          open().catch(() => fails('no connection'));
        });
      });
    });
  await Promise.all(Array.from({ length: connections }, open));

  const begun = performance.now();
  let sent = 0;
  await new Promise<void>((done) => {
    const tick = (): void => {
      const now = performance.now();
      const all = Math.min(rate * seconds, Math.floor(((now - begun) / 1000) * rate));
      for (; sent < all; sent += 1) {
        const due = begun + (sent / rate) * 1000;
        const send = idle.pop();
        if (send) send(due);
        else waiting.push(due);
      }
      if (now - begun >= seconds * 1000) done();
      else setTimeout(tick, 1);
    };
    tick();
  });
  const elapsed = (performance.now() - begun) / 1000;
  ended = true;
  for (const due of inFlight.values()) if (performance.now() - due > overdueMs) fails('no answer');
  for (const socket of sockets) socket.destroy();
  // What was due long ago and never sent has waited until now at the least.
  for (const due of waiting) times.push(performance.now() - due);
  const answers = times.length - waiting.length;
  times.sort((one, other) => one - other);
  return {
    perSecond: Math.round(answers / elapsed),
    answers,
    errors: Object.values(errorKinds).reduce((sum, count) => sum + count, 0),
    errorKinds,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
  };
}
