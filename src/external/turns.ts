import type { Clock } from './clock.ts';

/** Decides when a request may start, so that no host is pressed. */
export interface Turns {
  /** Waits for the host's turn, does the work and passes the turn on. The work is told when it starts too late. */
  run<T>(host: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /** Lets no request to the host start for so many milliseconds. */
  hold(host: string, milliseconds: number): void;
}

/** What turns are limited by. */
export interface TurnLimits {
  /** Requests at the same time, all hosts together. */
  readonly overall: number;
  /** Requests at the same time to one host. */
  readonly perHost: number;
  /** Milliseconds between the starts of two requests to one host. */
  readonly pause: number;
}

interface HostState {
  active: number;
  notBefore: number;
}

interface Waiting {
  readonly host: string;
  start(): void;
}

/** Turns by the clock. Whoever waits longest and may go, goes first. */
export function createTurns({ overall, perHost, pause }: TurnLimits, clock: Clock): Turns {
  const hosts = new Map<string, HostState>();
  const waiting: Waiting[] = [];
  let active = 0;
  let alarm: AbortController | undefined;

  const stateOf = (host: string): HostState => {
    const state = hosts.get(host) ?? { active: 0, notBefore: 0 };
    hosts.set(host, state);
    return state;
  };

  /** Starts whatever may start, and comes back when the next one may. */
  const pump = (): void => {
    alarm?.abort();
    alarm = undefined;
    let next = Number.POSITIVE_INFINITY;
    for (let index = 0; index < waiting.length && active < overall; ) {
      const { host, start } = waiting[index]!;
      const state = stateOf(host);
      const now = clock.now();
      if (state.active < perHost && state.notBefore <= now) {
        waiting.splice(index, 1);
        state.active += 1;
        state.notBefore = now + pause;
        active += 1;
        start();
      } else {
        if (state.active < perHost) next = Math.min(next, state.notBefore - now);
        index += 1;
      }
    }
    if (next === Number.POSITIVE_INFINITY) return;
    const set = new AbortController();
    alarm = set;
    void clock.sleep(next, set.signal).then(() => {
      if (!set.signal.aborted) pump();
    });
  };

  return {
    async run(host, signal, work) {
      await new Promise<void>((resolve) => {
        const start = (): void => {
          signal.removeEventListener('abort', callOff);
          resolve();
        };
        // Whoever is called off goes at once: the work ends by itself then, and nothing is left waiting.
        const callOff = (): void => {
          waiting.splice(waiting.indexOf(entry), 1);
          stateOf(host).active += 1;
          active += 1;
          start();
        };
        const entry: Waiting = { host, start };
        waiting.push(entry);
        signal.addEventListener('abort', callOff);
        if (signal.aborted) callOff();
        else pump();
      });
      try {
        return await work();
      } finally {
        stateOf(host).active -= 1;
        active -= 1;
        pump();
      }
    },
    hold(host, milliseconds) {
      const state = stateOf(host);
      state.notBefore = Math.max(state.notBefore, clock.now() + milliseconds);
    },
  };
}
