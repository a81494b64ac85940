import type { AlmanacCommand } from './messages.ts';

/** The commands that take an idempotency key. Their answers hold no secret, and may be kept. */
export const idempotentCommands: ReadonlySet<AlmanacCommand['command']> = new Set([
  'create-workspace',
  'create-item',
  'create-items',
  'reserve-item',
] as const);
