import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What somebody has sent, and where to. */
export interface Collected {
  readonly path: string;
  // biome-ignore lint/suspicious/noExplicitAny: OTLP as JSON, of which a test reads what it wants.
  readonly body: any;
}

/** A collector of OTLP over HTTP: it takes JSON at any path. */
export interface Collector {
  readonly url: string;
  readonly collected: readonly Collected[];
  /** From now on it takes requests and does not answer. */
  fallSilent(): void;
  close(): Promise<void>;
}

/** Starts a collector on a free port. */
export async function createCollector(): Promise<Collector> {
  const collected: Collected[] = [];
  let silent = false;
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request.setEncoding('utf8')) text += piece;
    if (silent) return;
    collected.push({ path: request.url ?? '', body: JSON.parse(text) });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    collected,
    fallSilent() {
      silent = true;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
