import { type Answer, type AskParts, askOne } from './ask-one.ts';
import { type Clock, day, dayOf } from './clock.ts';
import { type Memories, type Memory, mergeMemories, readMemories, writeMemories } from './memory.ts';
import { askable, hasHole, hostOf } from './names.ts';
import type { ExternalLinks, ExternalSettings, Verdict } from './port.ts';
import type { Transport } from './transport.ts';
import { createTurns } from './turns.ts';

/** Where the memory of external links is kept between runs. */
export interface MemoryStore {
  /** What is kept; `undefined` when nothing is. */
  read(): string | undefined;
  /** Replaces what is kept as a whole. Throws when that is not possible. */
  write(text: string): void;
  /** Puts what is kept out of the way and says under which name. */
  setAside(): string;
}

/** What external links are asked with. */
export interface ExternalParts {
  readonly transport: Transport;
  readonly store: MemoryStore;
  readonly clock: Clock;
  /** A number from 0 to 1. */
  random(): number;
  /** Why an address must not be asked; `undefined` when it may be. */
  refusal(url: URL): string | undefined;
}

/** What one run adds to the parts. */
export interface ExternalRun {
  readonly settings: ExternalSettings;
  /** Ends the run early. What was learnt until then is kept. */
  readonly signal?: AbortSignal | undefined;
  /** Adds a line to the summary. */
  note(text: string): void;
  /** Told how many addresses are answered, and of how many. */
  onProgress?(done: number, all: number): void;
}

const overall = 16;

const hostMissing: Verdict = {
  kind: 'unknown',
  reason: 'its host is not found, and no other host answers: this machine seems to be offline',
};

const isFresh = ({ answered, broken }: Memory, now: number, days: number): boolean => {
  if (answered === undefined || broken !== undefined) return false;
  const age = now - Date.parse(answered);
  return age >= 0 && age < days * day;
};

/** What is remembered after an answer. An answer that says nothing changes nothing. */
function learn(known: Memory | undefined, answer: Answer, now: number): Memory | undefined {
  if (answer.kind === 'answers') return { answered: new Date(now).toISOString(), moved: answer.moved };
  if (answer.kind !== 'broken') return undefined;
  const since = known?.broken?.since ?? dayOf(now);
  return { answered: known?.answered, broken: { since, answer: answer.answer } };
}

/** Asks external addresses, and remembers what they said. A good answer is believed for a while, a bad one never. */
export function createExternalLinks(parts: ExternalParts, run: ExternalRun): ExternalLinks {
  const { store, clock } = parts;
  const { settings } = run;

  const remembered = (): Memories => {
    let text: string | undefined;
    try {
      text = store.read();
    } catch (error) {
      run.note(`the memory of external links cannot be read: ${(error as Error).message}`);
    }
    if (text === undefined) return new Map();
    const memories = readMemories(text);
    if (memories) return memories;
    try {
      run.note(`the memory of external links was damaged, begins anew and is kept as ${store.setAside()}`);
    } catch (error) {
      run.note(`the memory of external links is damaged and cannot be put aside: ${(error as Error).message}`);
    }
    return new Map();
  };

  const remember = (learnt: Memories, onPages: ReadonlySet<string>): void => {
    if (learnt.size === 0) return;
    try {
      const merged = mergeMemories(remembered(), learnt, (address) => onPages.has(address), clock.now());
      store.write(writeMemories(merged));
    } catch (error) {
      run.note(`the memory of external links cannot be written: ${(error as Error).message}`);
    }
  };

  return {
    async ask(addresses, onPages) {
      const verdicts = new Map<string, Verdict>();
      const urls = new Map<string, { url: URL; written: string[] }>();
      for (const address of new Set(addresses)) {
        const url = askable(address);
        if (!url || hasHole(address)) {
          verdicts.set(address, { kind: 'skipped', reason: 'it has a hole to be filled in, or is no address' });
          continue;
        }
        const refused = parts.refusal(url);
        if (refused !== undefined) {
          verdicts.set(address, { kind: 'skipped', reason: refused });
          continue;
        }
        const entry = urls.get(url.href) ?? { url, written: [] };
        entry.written.push(address);
        urls.set(url.href, entry);
      }
      if (urls.size === 0) return verdicts;

      const memories = remembered();
      const limit = AbortSignal.timeout(settings.limit * 1000);
      const signal = run.signal ? AbortSignal.any([run.signal, limit]) : limit;
      const answered = new Set<string>();
      const asking: AskParts = {
        transport: parts.transport,
        clock,
        random: parts.random,
        refusal: parts.refusal,
        turns: createTurns({ overall, perHost: settings.perHost, pause: settings.pause }, clock),
        timeout: settings.timeout * 1000,
        onReply: (url) => void answered.add(hostOf(url)),
      };
      const begun = clock.now();
      const toAsk: [href: string, url: URL][] = [];
      const tell = (href: string, verdict: Verdict): void => {
        for (const address of urls.get(href)?.written ?? []) verdicts.set(address, verdict);
      };
      for (const [href, { url }] of urls) {
        const known = memories.get(href);
        if (known && isFresh(known, begun, settings.rememberDays)) tell(href, { kind: 'answers', moved: known.moved });
        else toAsk.push([href, url]);
      }
      toAsk.sort(([a], [b]) => (a < b ? -1 : 1));
      let done = 0;
      const answers = await Promise.all(
        toAsk.map(async ([href, url]) => {
          const answer = await askOne(asking, url, signal);
          done += 1;
          run.onProgress?.(done, toAsk.length);
          return { href, answer };
        }),
      );

      const learnt = new Map<string, Memory>();
      const now = clock.now();
      for (const { href, answer } of answers) {
        if (answer.kind === 'broken' && answer.answer === 'no host' && answered.size === 0) {
          tell(href, hostMissing);
          continue;
        }
        const memory = learn(memories.get(href), answer, now);
        if (memory) learnt.set(href, memory);
        tell(href, verdictOf(answer, memory, settings, now));
      }
      remember(learnt, new Set([...onPages].map((address) => askable(address)?.href ?? address)));
      return verdicts;
    },
  };
}

function verdictOf(answer: Answer, memory: Memory | undefined, settings: ExternalSettings, now: number): Verdict {
  if (answer.kind !== 'broken') return answer;
  const since = memory?.broken?.since ?? dayOf(now);
  const lasting = Date.parse(dayOf(now)) - Date.parse(since) >= settings.errorAfterDays * day;
  return { kind: 'broken', answer: answer.answer, since, lasting };
}
