import type { Clock } from '../../src/external/clock.ts';
import type { ExternalParts, MemoryStore } from '../../src/external/external-links.ts';
import { refusal } from '../../src/external/names.ts';
import type { Reply, Transport } from '../../src/external/transport.ts';

/** A clock that waits for nobody: sleeping moves it. */
export function jumpingClock(start: string): Clock & { readonly slept: number[]; jump(milliseconds: number): void } {
  let time = Date.parse(start);
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    jump(milliseconds) {
      time += milliseconds;
    },
    async sleep(milliseconds, signal) {
      // Whoever slept through the time is told only after those who are awake.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) return;
      slept.push(milliseconds);
      time += milliseconds;
    },
  };
}

/** A memory that is kept in a variable. */
export function variableStore(
  text?: string,
): MemoryStore & { readonly text: () => string | undefined; readonly aside: string[] } {
  let kept = text;
  const aside: string[] = [];
  return {
    aside,
    text: () => kept,
    read: () => kept,
    write(next) {
      kept = next;
    },
    setAside() {
      aside.push(kept ?? '');
      kept = undefined;
      return 'external.json.damaged';
    },
  };
}

/** A reply of a server. */
export const reply = (status: number, more: Partial<Extract<Reply, { kind: 'reply' }>> = {}): Reply => ({
  kind: 'reply',
  status,
  challenged: false,
  ...more,
});

/** A network that answers from a function and writes down what it was asked, as `METHOD address`. */
export function fakeNetwork(
  answer: (url: URL, method: string) => Reply | Promise<Reply>,
): Transport & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async request(method, url) {
      asked.push(`${method} ${url.href}`);
      return answer(url, method);
    },
  };
}

/** A world in which every address answers, except that `/gone` is not found and `/moved` has moved to `/guide`. */
export function examplesWorld(): ExternalParts {
  return {
    transport: fakeNetwork(({ pathname }) => {
      if (pathname === '/gone') return reply(404);
      return pathname === '/moved' ? reply(301, { location: '/guide' }) : reply(200);
    }),
    store: variableStore(),
    clock: jumpingClock('2026-11-01T12:00:00Z'),
    random: () => 0.5,
    refusal,
  };
}
