import type { DomainEvent } from '../../../core/events/define-event.ts';
import type { Query } from '../../../core/protocols/messages.ts';
import { type ByEvent, consequencesOf } from './copy-rules.ts';

/** What is read before anybody asks, and how. */
export interface WarmingOptions<Queries extends Query> {
  /** What happened last, the newest first. */
  readonly events: readonly DomainEvent[];
  readonly likely: ByEvent<Queries>;
  /** Asks a query, whose answer is kept. */
  ask(query: Queries): Promise<unknown>;
  /** How many queries are asked at the same time. */
  readonly atOnce: number;
  /** How long new queries are begun, in milliseconds. */
  readonly limitMs: number;
  /** Tells the time in milliseconds. */
  now?(): number;
}

/** What became of it. */
export interface WarmingReport {
  /** How many answers were read. */
  readonly read: number;
  /** How many could not be. */
  readonly failed: number;
  /** How many there was no time for. */
  readonly left: number;
}

/** Reads the answers that are likely to be asked for next: those about what happened last. Never fails. */
export async function warmCopies<Queries extends Query>({
  events,
  likely,
  ask,
  atOnce,
  limitMs,
  now = () => performance.now(),
}: WarmingOptions<Queries>): Promise<WarmingReport> {
  const wanted = [
    ...new Map(
      events.flatMap((event) => consequencesOf(likely, event)).map((query) => [JSON.stringify(query), query]),
    ).values(),
  ];
  const end = now() + limitMs;
  let [read, failed] = [0, 0];
  const work = async (): Promise<void> => {
    for (let query = wanted.shift(); query !== undefined; query = wanted.shift()) {
      try {
        await ask(query);
        read += 1;
      } catch {
        failed += 1;
      }
      if (now() >= end) return;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { read, failed, left: wanted.length };
}
