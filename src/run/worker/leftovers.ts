const { setImmediate, setTimeout } = globalThis;

/** What keeps every process alive and belongs to no example. */
const own = new Set(['PipeWrap', 'TTYWrap', 'Immediate']);

const names: Readonly<Record<string, string>> = {
  Timeout: 'a timer',
  TCPSocketWrap: 'a connection',
  TCPServerWrap: 'a server',
  FSEventWrap: 'a watched file',
  StatWatcher: 'a watched file',
  UDPWrap: 'a socket',
};

/** What an example left behind that keeps the process alive, each kind once. */
export function leftovers(): string[] {
  const active = process.getActiveResourcesInfo().filter((resource) => !own.has(resource));
  return [...new Set(active.map((resource) => names[resource] ?? resource))].sort();
}

const longestPause = 20;

/** Waits until nothing is left behind, or until the time is over; returns what is left then. */
export async function settled(deadline: number): Promise<string[]> {
  for (let pause = 0; ; pause = Math.min(2 * pause + 1, longestPause)) {
    // A promise that was refused is told only after the microtasks; what was just closed goes a turn later.
    await new Promise<void>((resolve) => void (pause === 0 ? setImmediate(resolve) : setTimeout(resolve, pause)));
    const left = leftovers();
    if (left.length === 0 && pause > 0) return left;
    if (performance.now() > deadline) return left;
  }
}
