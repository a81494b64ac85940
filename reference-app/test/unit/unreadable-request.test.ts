import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { securityHeaders } from '../../src/interface/http/middleware/security-headers.ts';
import { answerUnreadableRequest } from '../../src/interface/http/problems/unreadable-request.ts';
import { createAppAlone } from '../kit/app-alone.ts';

const lines: Record<string, unknown>[] = [];
let app: FastifyInstance;

beforeEach(async () => {
  lines.length = 0;
  app = await createAppAlone(pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  lines.length = 0;
});
afterEach(() => app.close());

/** Sends a text as it is, and gives what comes back until the connection ends. */
async function send(port: number, sent: string) {
  const socket = connect(port, '127.0.0.1', () => socket.write(sent));
  const answer = await text(socket);
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [first, ...fields] = head.split('\r\n');
  const headers = Object.fromEntries(fields.map((field) => field.split(/: (.*)/s).slice(0, 2)));
  return { first, headers, problem: JSON.parse(body) as Record<string, unknown> };
}
const portOf = () => (app.server.address() as AddressInfo).port;

test.each([
  ['no HTTP at all', 'Hello\r\n\r\n', '400 Bad Request', 'malformed-request'],
  [
    'two lengths that contradict each other',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
    '400 Bad Request',
    'malformed-request',
  ],
  [
    'a header that is too large',
    `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`,
    '431 Request Header Fields Too Large',
    'headers-too-large',
  ],
  [
    'an address that is too long',
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
    '431 Request Header Fields Too Large',
    'headers-too-large',
  ],
])('%s is answered with a problem, and logged without what was sent', async (_what, sent, status, code) => {
  const { first, headers, problem } = await send(portOf(), sent);
  expect(first).toBe(`HTTP/1.1 ${status}`);
  expect(headers).toMatchObject({
    ...securityHeaders,
    'content-type': 'application/problem+json',
    connection: 'close',
  });
  expect(problem).toMatchObject({ code, instance: `urn:uuid:${headers['x-request-id']}` });
  expect(lines).toMatchObject([{ msg: 'a request could not be read', code, reqId: headers['x-request-id'] }]);
  expect(JSON.stringify(lines).length).toBeLessThan(400);
});

test('what comes too late is told so, and a connection that is gone is told nothing', async () => {
  const sockets: Socket[] = [];
  const codes = ['ERR_HTTP_REQUEST_TIMEOUT', 'ECONNRESET'];
  const server = createServer((socket) => {
    sockets.push(socket);
    answerUnreadableRequest(app.log, { code: codes.shift()! }, socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const { first, problem } = await send(port, '');
  expect([first, problem.code]).toEqual(['HTTP/1.1 408 Request Timeout', 'request-timed-out']);
  const socket = connect(port, '127.0.0.1');
  expect(await text(socket).catch(() => '')).toBe('');
  await new Promise((closed) => server.close(closed));
  expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  expect(lines).toHaveLength(1);
});
