import type { z } from 'zod';

/** Something that has happened, as it is told to others. Plain data. */
export interface DomainEvent<Name extends string = string, Payload = unknown> {
  readonly name: Name;
  /** The version of the payload's shape. */
  readonly version: number;
  readonly payload: Payload;
}

/** A shape that the payload of an event had before. What was kept in it is read for ever. */
export interface EarlierShape {
  readonly version: number;
  readonly schema: z.ZodType;
  /** The same payload in the shape of the next version. */
  upgrade(payload: never): unknown;
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
  /** The shapes before it, from version 1 on. Absent for version 1. */
  readonly earlier?: readonly EarlierShape[];
}

/** A definition that makes occurrences of itself, and reads what was kept of them. */
export interface DefinedEvent<Name extends string, Payload> extends EventDefinition<Name, Payload> {
  /** One occurrence. */
  event(payload: Payload): DomainEvent<Name, Payload>;
  /**
   * An event as one of these, whichever version it was kept in: one of an earlier version is upgraded. `undefined` when it is
   * none of these, or of a later version than this program knows. Throws when its payload does not have the shape.
   */
  read(event: DomainEvent): DomainEvent<Name, Payload> | undefined;
}

const registry = new Map<string, EventDefinition>();

/**
 * Declares an event. Throws when the name is taken, or is not two parts of lower-case words with hyphens, and when the shape of
 * a version is missing.
 */
export function defineEvent<const Name extends string, Payload>(
  definition: EventDefinition<Name, Payload>,
): DefinedEvent<Name, Payload> {
  const { name, version, schema, earlier = [] } = definition;
  if (!/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(name))
    throw new Error(`The event name "${name}" is not two parts of lower-case words.`);
  if (registry.has(name)) throw new Error(`The event "${name}" is defined twice.`);
  if (earlier.length !== version - 1 || earlier.some((shape, index) => shape.version !== index + 1))
    throw new Error(`The event "${name}" of version ${version} does not say what its versions before were.`);
  registry.set(name, definition as EventDefinition);
  return {
    ...definition,
    event: (payload) => ({ name, version, payload }),
    read(event) {
      if (event.name !== name || event.version > version) return undefined;
      let { payload } = event;
      for (const shape of earlier.slice(event.version - 1))
        payload = shape.upgrade(shape.schema.parse(payload) as never);
      return { name, version, payload: schema.parse(payload) };
    },
  };
}

/** Every event that has been declared, by its name. */
export function definedEvents(): ReadonlyMap<string, EventDefinition> {
  return registry;
}
