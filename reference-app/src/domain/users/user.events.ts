import { z } from 'zod';
import { defineEvent } from '../../core/events/define-event.ts';
import { sessionEnds } from './session.ts';

const userId = z.uuid();
const sessionId = z.uuid();

// What is kept as an event stays for good, so none of these holds an address or a name.

/** Somebody registered. */
export const userRegistered = defineEvent({
  name: 'user.registered',
  version: 1,
  description: 'Somebody registered.',
  schema: z.strictObject({ userId }),
});

/** A user changed the password. */
export const userPasswordChanged = defineEvent({
  name: 'user.password-changed',
  version: 1,
  description: 'A user changed the password. All their sessions but this one have ended.',
  schema: z.strictObject({ userId, sessionId }),
});

/** Somebody signed in. */
export const sessionStarted = defineEvent({
  name: 'session.started',
  version: 1,
  description: 'Somebody signed in.',
  schema: z.strictObject({ userId, sessionId }),
});

/** A session ended before its time. */
export const sessionEnded = defineEvent({
  name: 'session.ended',
  version: 1,
  description: 'A session ended before its time, and not by a change of the password.',
  schema: z.strictObject({ userId, sessionId, reason: z.enum(sessionEnds).exclude(['password-changed']) }),
});
