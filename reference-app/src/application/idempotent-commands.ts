import type { AlmanacCommand } from './messages.ts';

/** The commands that take an idempotency key. Their answers hold no secret, and may be kept. */
export const idempotentCommands: ReadonlySet<AlmanacCommand['command']> = new Set([
  'create-workspace',
  'rename-workspace',
  'accept-invitation',
  'create-item',
  'create-items',
  'update-item',
  'reserve-item',
  'create-example',
  'rename-example',
] as const);
