import type { z } from 'zod';

/** Something that has happened, as it is told to others. Plain data. */
export interface DomainEvent<Name extends string = string, Payload = unknown> {
  readonly name: Name;
  /** The version of the payload's shape. */
  readonly version: number;
  readonly payload: Payload;
}

/** What can happen, as it is documented: one entry in the registry. */
export interface EventDefinition<Name extends string = string, Payload = unknown> {
  /** What it concerns and what happened, such as `member.joined`. It never changes its meaning. */
  readonly name: Name;
  /** Counts the shapes that the payload has had, from 1. */
  readonly version: number;
  /** When it happens. */
  readonly description: string;
  /** The shape of the payload, as JSON. */
  readonly schema: z.ZodType<Payload>;
}

/** A definition that makes occurrences of itself, and reads what was kept of them. */
export interface DefinedEvent<Name extends string, Payload> extends EventDefinition<Name, Payload> {
  /** One occurrence. */
  event(payload: Payload): DomainEvent<Name, Payload>;
  /** Whether an event is one of these. Throws when its payload does not have the shape. */
  is(event: DomainEvent): event is DomainEvent<Name, Payload>;
}

const registry = new Map<string, EventDefinition>();

/** Declares an event. Throws when the name is taken, or is not two parts of lower-case words with hyphens. */
export function defineEvent<const Name extends string, Payload>(
  definition: EventDefinition<Name, Payload>,
): DefinedEvent<Name, Payload> {
  const { name, version, schema } = definition;
  if (!/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(name))
    throw new Error(`The event name "${name}" is not two parts of lower-case words.`);
  if (registry.has(name)) throw new Error(`The event "${name}" is defined twice.`);
  registry.set(name, definition as EventDefinition);
  return {
    ...definition,
    event: (payload) => ({ name, version, payload }),
    is(event): event is DomainEvent<Name, Payload> {
      if (event.name !== name || event.version !== version) return false;
      schema.parse(event.payload);
      return true;
    },
  };
}

/** Every event that has been declared, by its name. */
export function definedEvents(): ReadonlyMap<string, EventDefinition> {
  return registry;
}
