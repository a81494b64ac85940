import { validationFailed } from '../../core/errors/core-errors.ts';
import { defineError, type Failure } from '../../core/errors/define-error.ts';

/** There is no such workspace, or whoever asks is no member: the two are answered alike. */
export const workspaceNotFound = defineError({
  code: 'workspace-not-found',
  status: 404,
  title: 'There is no such workspace',
  help: 'List your workspaces. Ask for an invitation when it is not among them.',
});

/** Whoever asks is a member whose role does not allow it. */
export const notAllowed = defineError({
  code: 'not-allowed',
  status: 403,
  title: 'Your role does not allow this',
  help: 'Ask an admin or an owner of the workspace to do it, or to give you another role.',
});

/** The workspace has no such member. */
export const memberNotFound = defineError({
  code: 'member-not-found',
  status: 404,
  title: 'There is no such member',
  help: 'List the members of the workspace.',
});

/** A workspace always has an owner. */
export const lastOwner = defineError({
  code: 'last-owner',
  status: 409,
  title: 'A workspace needs an owner',
  help: 'Make somebody else an owner first.',
});

/** The token belongs to no invitation that can be accepted. */
export const invitationNotFound = defineError({
  code: 'invitation-not-found',
  status: 404,
  title: 'There is no such invitation',
  help: 'Ask for a new one: an invitation can be accepted once, and for some days.',
});

/** Whoever accepts an invitation is a member already. */
export const alreadyMember = defineError({
  code: 'already-member',
  status: 409,
  title: 'You are a member already',
  help: 'Nothing has to be done. An admin can change your role.',
});

/** A value that breaks a rule of workspaces. */
export type InvalidWorkspace = Failure<'validation-failed'>;

/** Says which value of a workspace breaks a rule. `pointer` is a JSON pointer (RFC 6901) into what was given. */
export function invalidWorkspace(pointer: string, rule: string): InvalidWorkspace {
  return validationFailed.failure(`${pointer} ${rule}.`, { errors: [{ pointer, detail: rule }] });
}
