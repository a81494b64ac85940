import type { BrokenAnswer } from './port.ts';
import { privateAddress, type Reply } from './transport.ts';

/** What one reply says about the page behind an address. */
export type Judgement =
  | { readonly kind: 'answers' }
  | { readonly kind: 'redirect'; readonly location: string; readonly permanent: boolean }
  | { readonly kind: 'broken'; readonly answer: BrokenAnswer }
  | { readonly kind: 'unknown'; readonly reason: string }
  /** It may be otherwise in a moment. What it says then holds. */
  | {
      readonly kind: 'again';
      /** What holds when it stays so. */
      readonly otherwise: Extract<Judgement, { kind: 'broken' | 'unknown' }>;
      /** Milliseconds that the server asks to wait. */
      readonly wait?: number | undefined;
    };

const unknown = (reason: string): Extract<Judgement, { kind: 'unknown' }> => ({ kind: 'unknown', reason });

/** Statuses with which a server turns programs away and says nothing about the page. */
const refusing = new Set([401, 402, 403, 406, 407, 421, 451, 999]);

/** Statuses that pass. */
const passing = new Set([408, 425, 429]);

const certificate =
  /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_|EPROTO|CRL_|ERR_OSSL)/;

/** Milliseconds that a `Retry-After` names, in seconds or as a date. */
function waitOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+(\.\d*)?\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

function judgeFailure(code: string): Judgement {
  if (code === privateAddress) return unknown('its host has a private address');
  if (certificate.test(code)) return unknown('its certificate or encryption is not accepted');
  if (code === 'ENOTFOUND') return { kind: 'again', otherwise: { kind: 'broken', answer: 'no host' } };
  if (code.startsWith('HPE_')) return unknown('its server does not answer in HTTP');
  const late = code === 'ABORT_ERR' || code === 'ETIMEDOUT';
  return {
    kind: 'again',
    otherwise: unknown(late ? 'its server does not answer in time' : 'its server cannot be reached'),
  };
}

/** Judges a reply. `now` is the time in milliseconds, for waits that are given as a date. */
export function judge(reply: Reply, now: number): Judgement {
  if (reply.kind === 'failure') return judgeFailure(reply.code);
  const { status, location, challenged } = reply;
  if (challenged) return unknown('its server wants to see a browser');
  if (status >= 200 && status < 300) return { kind: 'answers' };
  if ([301, 302, 303, 307, 308].includes(status)) {
    if (location === undefined) return unknown(`its server redirects to nowhere (${status})`);
    return { kind: 'redirect', location, permanent: status === 301 || status === 308 };
  }
  if (status === 404 || status === 410) return { kind: 'broken', answer: `${status}` };
  if (refusing.has(status)) return unknown(`its server refuses programs (${status})`);
  if (passing.has(status) || status >= 500) {
    const reason = status === 429 ? 'its server asks to be left alone (429)' : `its server has a fault (${status})`;
    return { kind: 'again', otherwise: unknown(reason), wait: waitOf(reply.retryAfter, now) };
  }
  return unknown(`its server answers ${status}`);
}
