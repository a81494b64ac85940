import { totalmem } from 'node:os';

const gibibyte = 2 ** 30;

/** The least and the most that a single run may hold before it collects its garbage, in bytes. */
const least = gibibyte;
const most = 4 * gibibyte;

/** The memory that this process may use at all, in bytes: that of the machine, or of the container that it runs in. */
function wholeMemory(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(totalmem(), constrained) : totalmem();
}

/**
 * The variables that tell a program in Go when to collect its garbage. A single run of the compiler lasts for seconds. It
 * collects only what does not fit into a quarter of the memory: beside Go's own measure that saves a seventh of the processor
 * time, and takes half as much memory again, over many pages twice as much. One that lasts collects when its garbage is twice
 * what it has in use: with three times that its memory grows by half.
 */
export function boundsOfGarbage(lasting: boolean, memory = wholeMemory()): Readonly<Record<string, string>> {
  if (lasting) return { GOGC: '200' };
  return { GOGC: 'off', GOMEMLIMIT: String(Math.round(Math.min(Math.max(memory / 4, least), most))) };
}
