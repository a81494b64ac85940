import type { DefinedEvent, DomainEvent } from '../../../core/events/define-event.ts';
import type { Command, Query } from '../../../core/protocols/messages.ts';
import type { CopyPolicy } from './cache.ts';

/** How the answers to queries are kept, by the names of the queries. Those that are not named are never kept. */
export type AnswerPolicies<Queries extends Query> = {
  readonly [Each in Queries as Each['query']]?: (query: Each) => Omit<CopyPolicy, 'name' | 'keep'>;
};

/** The tags of the copies that a command was made from, by the names of commands that name a version. */
export type VersionedTags<Commands extends Command> = {
  readonly [Each in Commands as Each['command']]?: (command: Each) => readonly string[];
};

/** What follows from events, by their names. */
export type ByEvent<Consequence> = Readonly<Record<string, (event: DomainEvent) => readonly Consequence[]>>;

/** What of a context is kept, what makes it old, and what is likely to be asked for. */
export interface CopyRules<Queries extends Query, Commands extends Command> {
  readonly answers: AnswerPolicies<Queries>;
  /** The tags of the copies that an event makes old. */
  readonly touched: ByEvent<string>;
  readonly versioned: VersionedTags<Commands>;
  /** The queries that are likely to be asked after an event. */
  readonly likely: ByEvent<Queries>;
}

/** The same consequence of several events, in whichever version they were kept. One of a later version has none that is known. */
export function byEvent<Payload, Consequence>(
  definitions: readonly Pick<DefinedEvent<string, Payload>, 'name' | 'read'>[],
  consequencesOf: (payload: Payload) => readonly Consequence[],
): ByEvent<Consequence> {
  return Object.fromEntries(
    definitions.map(({ name, read }) => [
      name,
      (event: DomainEvent) => {
        const known = read(event);
        return known ? consequencesOf(known.payload) : [];
      },
    ]),
  );
}

/** What follows from one event, by rules. */
export function consequencesOf<Consequence>(rules: ByEvent<Consequence>, event: DomainEvent): readonly Consequence[] {
  return Object.hasOwn(rules, event.name) ? rules[event.name]!(event) : [];
}
