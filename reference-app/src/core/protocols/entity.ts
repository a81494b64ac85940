import { type Identifier, isIdentifier } from '../types/identifier.ts';

/** Something that is told from others by an identifier. */
export interface Identifiable<Id extends Identifier<string> = Identifier<string>> {
  readonly id: Id;
}

/** Something that knows when it was made and when it was last changed. */
export interface Timestamped {
  readonly createdAt: Date;
  /** Never before {@link Timestamped.createdAt}. */
  readonly updatedAt: Date;
}

/** Something that can be taken away and is kept for the record. */
export interface SoftDeletable {
  /** When it was taken away. Absent while it is not. */
  readonly deletedAt?: Date | undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isTime = (value: unknown): value is Date => value instanceof Date && !Number.isNaN(value.getTime());

/** Whether a value has an identifier. */
export function isIdentifiable(value: unknown): value is Identifiable {
  return isObject(value) && typeof value.id === 'string' && isIdentifier(value.id);
}

/** Whether a value has both times, in their order. */
export function isTimestamped(value: unknown): value is Timestamped {
  return isObject(value) && isTime(value.createdAt) && isTime(value.updatedAt) && value.createdAt <= value.updatedAt;
}

/** Whether a value can say that it was taken away: it has the member, though it may be empty. */
export function isSoftDeletable(value: unknown): value is SoftDeletable {
  return isObject(value) && 'deletedAt' in value && (value.deletedAt === undefined || isTime(value.deletedAt));
}
