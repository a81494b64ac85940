import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { loadAtOpenRate } from '../load/open-rate.ts';

const request = Buffer.from('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
const servers: Server[] = [];
const serve = async (listener: RequestListener): Promise<number> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
};
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});
const load = (port: number, rate: number, seconds: number) =>
  loadAtOpenRate({ port, rate, seconds, connections: 3, make: () => request });

describe('the errors of a load', () => {
  test('are none when a server closes the connections that nobody uses', async () => {
    const opened: Socket[] = [];
    const farewell = 'HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n';
    const port = await serve((_request, response) => {
      // Long before the next request is due.
      response.once('finish', () =>
        setTimeout(() => {
          for (const [at, socket] of opened.entries()) socket.end(at % 2 ? farewell : '');
        }, 5),
      );
      response.end('ok');
    });
    servers[0]!.on('connection', (socket) => opened.push(socket));
    const result = await load(port, 4, 1);
    expect(opened.length).toBeGreaterThan(3);
    expect(result.errorKinds).toEqual({});
    expect(result.answers).toBeGreaterThan(1);
  });

  test('are told by the status and the problem, or as lost with their connection', async () => {
    const problem = JSON.stringify({ type: 'https://docproof.dev/api/problems/service-unavailable/', status: 503 });
    let asked = 0;
    const port = await serve((request, response) => {
      asked += 1;
      response.statusCode = [200, 500, 503][asked - 1] ?? 200;
      if (asked === 1) request.destroy();
      else response.end(asked === 3 ? problem : 'ok');
    });
    const result = await load(port, 100, 0.3);
    expect(result.errorKinds).toEqual({ 'connection lost': 1, '500': 1, '503 service-unavailable': 1 });
    expect(result.errors).toBe(3);
  });
});
