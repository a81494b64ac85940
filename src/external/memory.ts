import type { BrokenAnswer } from './port.ts';

/** What is remembered of one address. */
export interface Memory {
  /** When it last answered, as an ISO time in UTC. */
  readonly answered?: string | undefined;
  /** Where it said then that it had moved to for good. */
  readonly moved?: string | undefined;
  /** When it was first seen broken, since it last answered. */
  readonly broken?: { readonly since: string; readonly answer: BrokenAnswer } | undefined;
}

/** What is remembered of all addresses. */
export type Memories = ReadonlyMap<string, Memory>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTime = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value));

const isDay = (value: unknown): value is string => isTime(value) && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** A memory that is committed comes with a change like any page: only what a server can have said is taken from it. */
const isWeb = (address: string): boolean => /^https?:$/.test(URL.parse(address)?.protocol ?? '');

const answers: readonly unknown[] = ['404', '410', 'no host'] satisfies BrokenAnswer[];

function readMemory(value: unknown): Memory | undefined {
  if (!isRecord(value)) return undefined;
  const { answered, moved, broken } = value;
  if (answered !== undefined && !isTime(answered)) return undefined;
  if (moved !== undefined && !(typeof moved === 'string' && isWeb(moved))) return undefined;
  if (broken === undefined) return { answered, moved };
  if (!isRecord(broken) || !isDay(broken.since) || !answers.includes(broken.answer)) return undefined;
  return { answered, moved, broken: { since: broken.since, answer: broken.answer as BrokenAnswer } };
}

/** Reads what {@link writeMemories} wrote; `undefined` when it is anything else. */
export function readMemories(text: string): Memories | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value.version !== 1 || !isRecord(value.links)) return undefined;
  const memories = new Map<string, Memory>();
  for (const [address, entry] of Object.entries(value.links)) {
    const memory = readMemory(entry);
    if (!memory) return undefined;
    memories.set(address, memory);
  }
  return memories;
}

/** Memories as JSON: sorted, a line for each address, so that two branches that add some can be merged. */
export function writeMemories(memories: Memories): string {
  const lines = [...memories]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([address, { answered, moved, broken }]) => {
      const entry = JSON.stringify({
        answered,
        moved,
        broken: broken && { since: broken.since, answer: broken.answer },
      });
      return `    ${JSON.stringify(address)}: ${entry}`;
    });
  return `{\n  "version": 1,\n  "links": {\n${lines.join(',\n')}${lines.length > 0 ? '\n' : ''}  }\n}\n`;
}

/** Days after which an address that is on no page any more is forgotten. */
export const forgetAfterDays = 90;

/** The last thing that is known of an address, in milliseconds. */
const lastSeen = ({ answered, broken }: Memory): number =>
  Math.max(answered === undefined ? 0 : Date.parse(answered), broken === undefined ? 0 : Date.parse(broken.since));

/**
 * Puts what a run learnt into what is remembered by now, which another run may have written meanwhile. Addresses that
 * are on no page and that nothing was heard of for long are left out. `now` is in milliseconds.
 */
export function mergeMemories(
  remembered: Memories,
  learnt: Memories,
  isOnPage: (address: string) => boolean,
  now: number,
): Memories {
  const oldest = now - forgetAfterDays * 24 * 60 * 60 * 1000;
  const merged = new Map(
    [...remembered].filter(([address, memory]) => isOnPage(address) || lastSeen(memory) >= oldest),
  );
  for (const [address, memory] of learnt) {
    const known = remembered.get(address);
    // A run that began earlier must not shorten what another saw broken before it.
    const since = [memory.broken?.since, known?.broken?.since].filter((text) => text !== undefined).sort()[0];
    merged.set(
      address,
      memory.broken && since !== undefined ? { ...memory, broken: { ...memory.broken, since } } : memory,
    );
  }
  return merged;
}
