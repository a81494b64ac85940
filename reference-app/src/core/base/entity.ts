import type { Identifiable, Timestamped } from '../protocols/entity.ts';
import type { Identifier } from '../types/identifier.ts';

/** Something with an identity: it stays the same while its values change (Evans, "Domain-Driven Design", 2003, chapter 5). */
export interface Entity<Kind extends string> extends Identifiable<Identifier<Kind>> {}

/** An entity that is kept and changed as a whole, with everything that belongs to it. */
export interface AggregateRoot<Kind extends string> extends Entity<Kind>, Timestamped {
  /** Counts the changes, from 1. A change is stored only on top of the version that it was made from. */
  readonly version: number;
}

/** Whether two entities are one and the same, whatever else they hold. */
export function isSameEntity<Kind extends string>(a: Entity<Kind>, b: Entity<Kind>): boolean {
  return a.id === b.id;
}

/** The version and the time of a change. The time never goes back, even when the clock of the machine does. */
export function revise(before: AggregateRoot<string>, now: Date): Pick<AggregateRoot<string>, 'version' | 'updatedAt'> {
  return { version: before.version + 1, updatedAt: now > before.updatedAt ? now : before.updatedAt };
}
