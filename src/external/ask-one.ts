import { type Judgement, judge } from './answer.ts';
import type { Clock } from './clock.ts';
import type { BrokenAnswer } from './port.ts';
import type { Reply, Transport } from './transport.ts';
import type { Turns } from './turns.ts';

/** What asking one address came to. */
export type Answer =
  | { readonly kind: 'answers'; readonly moved?: string | undefined }
  | { readonly kind: 'broken'; readonly answer: BrokenAnswer }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What asking needs. */
export interface AskParts {
  readonly transport: Transport;
  readonly turns: Turns;
  readonly clock: Clock;
  /** A number from 0 to 1, so that retries do not come all at once. */
  random(): number;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
  /** Why an address must not be asked. */
  refusal(url: URL): string | undefined;
  /** Told of every address that a server answered at. */
  onReply(url: URL): void;
}

const mostRedirects = 10;
const mostTries = 3;
/** Milliseconds before the second try; each later one waits twice as long. */
const firstWait = 1000;
/** The longest wait that a server may ask for. */
const longestWait = 30_000;

/** Asks with HEAD, and with GET when that is not understood. The timeout covers each request on its own. */
async function request(parts: AskParts, url: URL, method: 'HEAD' | 'GET', signal: AbortSignal): Promise<Reply> {
  const reply = await parts.turns.run(url.host, signal, async () => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(parts.timeout)]);
    const got = await parts.transport.request(method, url, limit);
    // Who asks for time gets it from every question to the same host: from the next in turn too, which starts at once.
    const judgement = judge(got, parts.clock.now());
    const wait = judgement.kind === 'again' ? judgement.wait : undefined;
    if (wait !== undefined && wait <= longestWait) parts.turns.hold(url.host, wait);
    return got;
  });
  if (reply.kind === 'reply') parts.onReply(url);
  return reply;
}

/**
 * Whether a reply to HEAD has to be confirmed with GET. Servers treat HEAD carelessly, so that nothing bad is believed
 * of it; but who asks to be left alone is not asked twice.
 */
function needsGet(reply: Reply): boolean {
  if (reply.kind !== 'reply' || reply.challenged || reply.status < 400) return false;
  return reply.status !== 429 && !(reply.status === 503 && reply.retryAfter !== undefined);
}

type Outcome = {
  readonly judgement: Exclude<Judgement, { kind: 'redirect' }>;
  readonly at: URL;
  readonly moved: boolean;
};

/** Follows an address to where it ends. A server that HEAD got no answer from is asked with GET at once. */
async function follow(parts: AskParts, start: URL, isFirst: boolean, signal: AbortSignal): Promise<Outcome> {
  let at = start;
  let moved = true;
  for (let hops = 0; ; hops += 1) {
    let reply = await request(parts, at, isFirst ? 'HEAD' : 'GET', signal);
    if (isFirst && needsGet(reply)) reply = await request(parts, at, 'GET', signal);
    const judgement = judge(reply, parts.clock.now());
    if (judgement.kind !== 'redirect') return { judgement, at, moved: moved && hops > 0 };
    const unknown = (reason: string): Outcome => ({ judgement: { kind: 'unknown', reason }, at, moved: false });
    if (hops >= mostRedirects) return unknown(`its server redirects more than ${mostRedirects} times`);
    if (!URL.canParse(judgement.location, at.href)) return unknown('its server redirects to no address');
    const next = new URL(judgement.location, at);
    next.hash = '';
    if (parts.refusal(next) !== undefined) return unknown('its server redirects to an address that is not public');
    moved &&= judgement.permanent;
    at = next;
  }
}

/** Asks one address until its answer can be believed, or until trying again is no use. */
export async function askOne(parts: AskParts, url: URL, signal: AbortSignal): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const { judgement, at, moved } = await follow(parts, url, attempt === 1, signal);
    if (signal.aborted && judgement.kind !== 'answers' && judgement.kind !== 'broken') {
      return { kind: 'unknown', reason: 'the time for external links was over' };
    }
    if (judgement.kind === 'answers') return { kind: 'answers', moved: moved ? at.href : undefined };
    if (judgement.kind !== 'again') return judgement;
    const wait = judgement.wait ?? firstWait * 2 ** (attempt - 1) * (0.5 + parts.random());
    if (attempt >= mostTries || wait > longestWait) return judgement.otherwise;
    if (judgement.wait === undefined) await parts.clock.sleep(wait, signal);
  }
}
