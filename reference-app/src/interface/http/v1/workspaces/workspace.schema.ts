import { z } from 'zod';
import type { Invited } from '../../../../application/workspaces/commands/invite-member/invite-member.command.ts';
import type { Activity } from '../../../../domain/workspaces/activity.ts';
import { roles } from '../../../../domain/workspaces/roles.ts';
import type { JoinedWorkspace } from '../../../../domain/workspaces/workspace.repository.ts';
import { longestWorkspaceName, type Membership, type Workspace } from '../../../../domain/workspaces/workspace.ts';

const role = z.enum(roles).meta({ description: 'What a member may do. Each role may do what those before it may.' });
const name = z.string().min(1).max(longestWorkspaceName);

/** The body that makes or renames a workspace. Unknown keys are refused. */
export const workspaceBody = z.strictObject({ name }).meta({ id: 'WorkspaceName' });

/** The body that names a role: of whoever is invited, or of a member. */
export const roleBody = z.strictObject({ role }).meta({ id: 'WorkspaceRole' });

/** The body that accepts an invitation. */
export const acceptBody = z.strictObject({ token: z.string().min(1).max(256) }).meta({ id: 'AcceptInvitation' });

/** A workspace, as it is answered. */
export const workspaceAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    version: z.int().meta({ description: 'Counts the changes. The `ETag` header holds it in quotes.' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Workspace' });

/** A workspace, and the role in it of whoever asks. */
export const joinedWorkspaceAnswer = workspaceAnswer.extend({ role }).meta({ id: 'JoinedWorkspace' });

/** The workspaces of whoever asks. */
export const workspacesAnswer = z.object({ workspaces: z.array(joinedWorkspaceAnswer) }).meta({ id: 'Workspaces' });

/** The members of a workspace. */
export const membersAnswer = z
  .object({ members: z.array(z.object({ userId: z.uuid(), role, joinedAt: z.iso.datetime() })) })
  .meta({ id: 'Members' });

/** What can be asked of the activity of a workspace. */
export const activityQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'How many lines at the most.' }),
});

/** What happened in a workspace. */
export const activityAnswer = z
  .object({
    activity: z.array(
      z.object({
        id: z.uuid(),
        event: z.string().meta({ description: 'The name of the event.' }),
        actorId: z.uuid().optional().meta({ description: 'The user who caused it.' }),
        details: z.record(z.string(), z.unknown()).meta({ description: 'The payload of the event.' }),
        occurredAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'Activity' });

/** An invitation, and its token. */
export const invitedAnswer = z
  .object({
    id: z.uuid(),
    role,
    token: z.string().meta({ description: 'For whoever is invited. It is shown only here.' }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Invited' });

const workspaceId = z.uuid({ version: 'v7' }).meta({ description: 'The identifier of a workspace.' });

/** The workspace in the path. */
export const workspaceParams = z.object({ workspaceId });

/** The member in the path. */
export const memberParams = z.object({
  workspaceId,
  userId: z.uuid({ version: 'v7' }).meta({ description: 'The identifier of a user.' }),
});

/** Turns a workspace into its answer. */
export function toWorkspaceAnswer(workspace: Workspace): z.input<typeof workspaceAnswer> {
  return {
    id: workspace.id,
    name: workspace.name,
    version: workspace.version,
    createdAt: workspace.createdAt.toISOString(),
    updatedAt: workspace.updatedAt.toISOString(),
  };
}

/** Turns a workspace and a membership into their answer. */
export function toJoinedWorkspaceAnswer({
  workspace,
  membership,
}: JoinedWorkspace): z.input<typeof joinedWorkspaceAnswer> {
  return { ...toWorkspaceAnswer(workspace), role: membership.role };
}

/** Turns the members of a workspace into their answer. */
export function toMembersAnswer(members: readonly Membership[]): z.input<typeof membersAnswer> {
  return {
    members: members.map((member) => ({
      userId: member.userId,
      role: member.role,
      joinedAt: member.joinedAt.toISOString(),
    })),
  };
}

/** Turns lines of activity into their answer. */
export function toActivityAnswer(lines: readonly Activity[]): z.input<typeof activityAnswer> {
  return {
    activity: lines.map(({ id, event, actorId, details, occurredAt }) => ({
      id,
      event,
      actorId,
      details: { ...details },
      occurredAt: occurredAt.toISOString(),
    })),
  };
}

/** Turns an invitation into its answer. */
export function toInvitedAnswer({ invitation, token }: Invited): z.input<typeof invitedAnswer> {
  return { id: invitation.id, role: invitation.role, token, expiresAt: invitation.expiresAt.toISOString() };
}
