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

/** The length of an answer that has arrived as a whole, and its status. Knows bodies with a length, and none. */
function readAnswer(bytes: Buffer): { readonly length: number; readonly status: number } | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const length = end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return bytes.length < length ? undefined : { length, status: Number(head.slice(9, 12)) };
}

/** Sends requests at an open rate (Schroeder, Wierman, Harchol-Balter, "Open versus closed", NSDI 2006). */
export async function loadAtOpenRate({ port, rate, seconds, connections, make }: Load): Promise<LoadResult> {
  const waiting: number[] = [];
  const idle: ((due: number) => void)[] = [];
  const times: number[] = [];
  let errors = 0;
  let ended = false;
  const sockets = new Set<Socket>();

  const open = (): Promise<void> =>
    new Promise((ready, fail) => {
      const socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      sockets.add(socket);
      let due = 0;
      let arrived: Buffer<ArrayBufferLike> = Buffer.alloc(0);
      const send = (when: number): void => {
        due = when;
        socket.write(make());
      };
      const next = (): void => {
        const first = waiting.shift();
        if (first === undefined) idle.push(send);
        else send(first);
      };
      socket.once('connect', () => {
        next();
        ready();
      });
      socket.on('data', (piece) => {
        arrived = arrived.length === 0 ? piece : Buffer.concat([arrived, piece]);
        const answer = readAnswer(arrived);
        if (!answer) return;
        arrived = arrived.subarray(answer.length);
        if (!ended) {
          if (answer.status < 200 || answer.status > 299) errors += 1;
          times.push(performance.now() - due);
        }
        next();
      });
      socket.once('error', (error) => {
        errors += 1;
        fail(error);
      });
      socket.once('close', () => {
        if (ended || due === 0) return;
        errors += 1;
        open().catch(() => {});
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
  for (const socket of sockets) socket.destroy();
  // What was due long ago and never sent has waited until now at the least.
  for (const due of waiting) times.push(performance.now() - due);
  const answers = times.length - waiting.length;
  times.sort((one, other) => one - other);
  return {
    perSecond: Math.round(answers / elapsed),
    answers,
    errors,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
  };
}
