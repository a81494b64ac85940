import type { LookupAddress } from 'node:dns';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { isPublicAddress } from './addresses.ts';
import { hostOf } from './names.ts';

/** What came back from one request. No body is ever read. */
export type Reply =
  | {
      readonly kind: 'reply';
      readonly status: number;
      /** The destination of a redirect, as sent. */
      readonly location?: string | undefined;
      readonly retryAfter?: string | undefined;
      /** Whether something in front of the server wants to see a browser. */
      readonly challenged: boolean;
    }
  | { readonly kind: 'failure'; readonly code: string };

/** How requests are sent. */
export interface Transport {
  request(method: 'HEAD' | 'GET', url: URL, signal: AbortSignal): Promise<Reply>;
}

/** What a transport stands on. Tests put their own in its place. */
export interface TransportParts {
  /** All addresses of a host. Throws the system's error. */
  resolve(host: string): Promise<readonly LookupAddress[]>;
  /** Whether an address may be connected to. */
  isAllowed(address: string): boolean;
}

/** The code of a failure when a host has an address that must not be connected to. */
export const privateAddress = 'PRIVATE_ADDRESS';

const machine: TransportParts = {
  async resolve(host) {
    const { lookup } = await import('node:dns/promises');
    return lookup(host, { all: true });
  },
  isAllowed: isPublicAddress,
};

const headers = {
  Accept: '*/*',
  'Accept-Encoding': 'identity',
  'User-Agent': 'docproof (+https://docproof.dev)',
};

const most = 64 * 2 ** 10;

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

const replyOf = (status: number, fields: IncomingHttpHeaders): Reply => ({
  kind: 'reply',
  status,
  location: fields.location,
  retryAfter: single(fields['retry-after']),
  challenged: fields['cf-mitigated'] !== undefined,
});

/**
 * Sends requests with Node's own HTTP. The addresses of a host are found once for each request, all of them are judged,
 * and the connection goes to one of the very addresses that were judged: what the name means a moment later plays no
 * part. Redirects are not followed here, so that each hop is judged alike.
 */
export function createTransport(parts: TransportParts = machine): Transport {
  /** The addresses to connect to, or the code of a failure. */
  const addressesOf = async (host: string): Promise<readonly LookupAddress[] | string> => {
    const literal = isIP(host);
    let addresses: readonly LookupAddress[];
    try {
      addresses = literal === 0 ? await parts.resolve(host) : [{ address: host, family: literal }];
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? 'EAI_FAIL';
    }
    if (addresses.length === 0) return 'ENOTFOUND';
    return addresses.every(({ address }) => parts.isAllowed(address)) ? addresses : privateAddress;
  };

  return {
    async request(method, url, signal) {
      if (signal.aborted) return { kind: 'failure', code: 'ABORT_ERR' };
      const found = await orAborted(addressesOf(hostOf(url)), signal);
      if (typeof found === 'string') return { kind: 'failure', code: found };
      const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
      return new Promise((resolve) => {
        const fail = (error?: NodeJS.ErrnoException): void =>
          resolve({ kind: 'failure', code: error?.code ?? 'ECONNRESET' });
        const sent = request(url, {
          method,
          headers,
          signal,
          agent: false,
          maxHeaderSize: most,
          lookup: (_host, { all }, done) => {
            if (all) done(null, [...found]);
            else done(null, found[0]!.address, found[0]!.family);
          },
        });
        sent.on('response', (response) => {
          response.on('error', () => {});
          resolve(replyOf(response.statusCode ?? 0, response.headers));
          sent.destroy();
        });
        sent.on('error', fail);
        sent.on('close', () => fail());
        sent.end();
      });
    },
  };
}

/** Waits for an answer, and no longer than until the signal. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | 'ABORT_ERR'> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve('ABORT_ERR');
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
