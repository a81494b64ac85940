import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isPublicAddress } from '../../src/external/addresses.ts';
import { createTransport, type Transport } from '../../src/external/transport.ts';

/** What a path of the test server does. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on this machine that stands in for the whole internet. */
export interface ExternalServer {
  /** Requests so far, as `METHOD host/path`. */
  readonly asked: string[];
  /** An address of the server, by a name that looks public. */
  address(path: string, host?: string): string;
  on(path: string, handler: Handler): void;
  readonly transport: Transport;
  /** The hosts that were looked up, one entry a lookup. */
  readonly resolved: string[];
  close(): Promise<void>;
}

/**
 * Starts a server. Its transport finds every name of `acme.dev` on this machine, `inner.acme.dev` in a private network,
 * `half.acme.dev` in both, and no other. The guard is opened for the one address of the server and for nothing else.
 */
export async function startExternalServer(): Promise<ExternalServer> {
  const handlers = new Map<string, Handler>();
  const asked: string[] = [];
  const resolved: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://server');
    asked.push(`${request.method} ${request.headers.host?.split(':')[0]}${pathname}`);
    const handler = handlers.get(pathname);
    if (handler) handler(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const places: Readonly<Record<string, readonly string[]>> = {
    'inner.acme.dev': ['10.0.0.1'],
    'half.acme.dev': ['127.0.0.1', '192.168.0.1'],
    'mapped.acme.dev': ['::ffff:169.254.169.254'],
    'empty.acme.dev': [],
  };
  return {
    asked,
    resolved,
    address: (path, host = 'docs.acme.dev') => `http://${host}:${port}${path}`,
    on: (path, handler) => void handlers.set(path, handler),
    transport: createTransport({
      async resolve(host) {
        resolved.push(host);
        if (!host.endsWith('.acme.dev')) throw Object.assign(new Error('no such host'), { code: 'ENOTFOUND' });
        return (places[host] ?? ['127.0.0.1']).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      },
      isAllowed: (address) => address === '127.0.0.1' || isPublicAddress(address),
    }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
