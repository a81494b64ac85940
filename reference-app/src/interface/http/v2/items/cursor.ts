import type { Position } from '../../../../core/protocols/repository.ts';
import { isIdentifier } from '../../../../core/types/identifier.ts';
import type { Item } from '../../../../domain/items/item.ts';

/** A place in a list as a text that says nothing to a client. */
export function encodeCursor({ createdAt, id }: Position<Item>): string {
  return Buffer.from(`${createdAt.getTime()} ${id}`).toString('base64url');
}

/** The latest time that the database holds, in milliseconds. */
const latest = Date.UTC(9999, 11, 31);

/** The place of a text. Absent when the service gave out no such text. */
export function decodeCursor(cursor: string): Position<Item> | undefined {
  const [time = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  const ms = /^\d{1,15}$/.test(time) ? Number(time) : Number.NaN;
  return ms <= latest && isIdentifier<'item'>(id) && rest.length === 0 ? { createdAt: new Date(ms), id } : undefined;
}
