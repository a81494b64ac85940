import { isIP } from 'node:net';

/** Top-level names that no public site has: RFC 2606, RFC 6761, RFC 6762, RFC 7686, RFC 8375, and `.internal`. */
const reservedEndings = /(^|\.)(test|example|invalid|localhost|local|internal|onion|alt|home\.arpa)$/;

/** `example.com` and its likes, which docs write for an address of the reader. */
const exampleName = /(^|\.)example\.[a-z-]+(\.[a-z]{2})?$/;

/** A hole that the reader is to fill. Three dots between two names are none: GitHub compares with them. */
const hole = /[<>{}…]|%7[bd]|%3[ce]|%e2%80%a6|(^|[/=])\.{3,}([/?&#]|$)|\.{3,}$/i;

/** Whether an address as written is a pattern of addresses rather than one. */
export const hasHole = (address: string): boolean => hole.test(address);

/** The host of an address without the brackets of IPv6 and the dot at the end. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/** The address that is asked for: without its fragment, which no server sees. `undefined` when it is none. */
export function askable(address: string): URL | undefined {
  const text = address.trim().startsWith('//') ? `https:${address.trim()}` : address.trim();
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  url.hash = '';
  return url;
}

/** Why an address must never be asked, whatever its host turns out to be; `undefined` when it may be. */
export function refusal(url: URL): string | undefined {
  const host = hostOf(url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return `${url.protocol} is not fetched`;
  if (url.username !== '' || url.password !== '') return 'it holds a user name or a password';
  if (reservedEndings.test(host) || exampleName.test(host)) return 'its host is reserved for examples and local use';
  if (isIP(host) === 0 && !/^[\w-]+(\.[\w-]+)+$/.test(host)) return 'its host is no public name';
  // Other low ports belong to mail, shells and the like. A request there is no question about a page.
  const port = Number(url.port || 443);
  if (port < 1024 && port !== 80 && port !== 443) return `port ${port} is not fetched`;
  return undefined;
}
