import { defineError } from '../../../core/errors/define-error.ts';

/** The key was used before, for something else. */
export const idempotencyKeyReused = defineError({
  code: 'idempotency-key-reused',
  status: 422,
  title: 'The idempotency key was used for another request',
  help: 'Make a new key for each thing that you want done, and repeat it only with the same request.',
});

/** A request with the key is being handled at this moment. */
export const idempotencyKeyInUse = defineError({
  code: 'idempotency-key-in-use',
  status: 409,
  title: 'A request with this idempotency key is still being handled',
  help: 'Repeat the request in a moment. It is answered as the first one was.',
});
