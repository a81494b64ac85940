import { z } from 'zod';
import { defineEvent } from '../../core/events/define-event.ts';
import { roles } from './roles.ts';

const workspaceId = z.uuid();
const userId = z.uuid();
const role = z.enum(roles);

/** A workspace was made, and has its first owner. */
export const workspaceCreated = defineEvent({
  name: 'workspace.created',
  version: 1,
  description: 'A workspace was made, and has its first owner.',
  schema: z.strictObject({ workspaceId, name: z.string() }),
});

/** A workspace got another name. */
export const workspaceRenamed = defineEvent({
  name: 'workspace.renamed',
  version: 1,
  description: 'A workspace got another name.',
  schema: z.strictObject({ workspaceId, name: z.string() }),
});

/** Somebody was invited. Who it is shows when they accept. */
export const memberInvited = defineEvent({
  name: 'member.invited',
  version: 1,
  description: 'An invitation was made.',
  schema: z.strictObject({ workspaceId, invitationId: z.uuid(), role }),
});

/** A user accepted an invitation. */
export const memberJoined = defineEvent({
  name: 'member.joined',
  version: 1,
  description: 'A user accepted an invitation.',
  schema: z.strictObject({ workspaceId, userId, role }),
});

/** A member got another role. */
export const memberRoleChanged = defineEvent({
  name: 'member.role-changed',
  version: 1,
  description: 'A member got another role.',
  schema: z.strictObject({ workspaceId, userId, role }),
});

/** A member left, or was removed. */
export const memberLeft = defineEvent({
  name: 'member.left',
  version: 1,
  description: 'A member left, or was removed.',
  schema: z.strictObject({ workspaceId, userId }),
});
