import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy on 127.0.0.1 that stands between a program and a server, and disturbs the two. */
export interface FaultProxy {
  readonly port: number;
  /** How many connections are open now. */
  connections(): number;
  /** Lets everything through, each piece `delayMs` milliseconds late. Listens again after {@link FaultProxy.refuse}. */
  pass(delayMs?: number): Promise<void>;
  /** Another server stands behind it from now on, for connections that are still to come. */
  retarget(port: number): void;
  /** Resets every connection. New ones are taken as before. */
  cut(): void;
  /** Keeps connections open and lets nothing through in either direction: nobody learns that the other is gone. */
  stall(): void;
  /** Resets every connection and refuses new ones. */
  refuse(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a proxy on a free port. */
export async function createFaultProxy(targetPort: number): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  let target = targetPort;
  let stalled = false;
  let delay = 0;
  let port = 0;

  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const lead = (from: Socket, to: Socket): void => {
    // Pieces keep their order: each waits for the one before it.
    let before = Promise.resolve();
    from.on('data', (piece) => {
      if (stalled) return;
      if (delay === 0) return void to.write(piece);
      const due = new Promise<void>((done) => setTimeout(done, delay));
      before = before.then(() => due).then(() => void (stalled || to.destroyed || to.write(piece)));
    });
    from.on('end', () => stalled || to.end()).on('close', () => stalled || to.destroy());
  };
  const listener: Server = createServer((inner) => {
    const outer = connect(target, '127.0.0.1');
    keep(inner);
    keep(outer);
    outer.on('error', () => inner.destroy());
    lead(inner, outer);
    lead(outer, inner);
  });
  const listen = (): Promise<void> =>
    new Promise((done, fail) => {
      listener.once('error', fail).listen(port, '127.0.0.1', () => {
        listener.off('error', fail);
        done();
      });
    });
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const refuse = async (): Promise<void> => {
    const closed = listener.listening && new Promise<void>((done) => listener.close(() => done()));
    cut();
    await closed;
  };
  await listen();
  ({ port } = listener.address() as { port: number });
  return {
    port,
    connections: () => sockets.size / 2,
    async pass(delayMs = 0) {
      // What was swallowed is missing from a stream for ever, so those connections are of no use any more.
      if (stalled) cut();
      stalled = false;
      delay = delayMs;
      if (!listener.listening) await listen();
    },
    retarget(next) {
      target = next;
    },
    cut,
    stall() {
      stalled = true;
    },
    refuse,
    close: refuse,
  };
}
