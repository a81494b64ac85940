import type { Kysely, Selectable } from 'kysely';
import type { UserId } from '../../domain/users/user.ts';
import type { InvitationId } from '../../domain/workspaces/invitation.ts';
import type { Role } from '../../domain/workspaces/roles.ts';
import type { WorkspaceRepository } from '../../domain/workspaces/workspace.repository.ts';
import type { Membership, Workspace, WorkspaceId } from '../../domain/workspaces/workspace.ts';
import { askDatabase } from './connect.ts';
import type { Database, MembershipsTable, WorkspacesTable } from './schema.ts';
import { prepareStatement } from './statement.ts';

const toWorkspace = (row: Selectable<WorkspacesTable>): Workspace => ({
  id: row.id as WorkspaceId,
  name: row.name,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const toMembership = (row: Selectable<MembershipsTable>): Membership => ({
  workspaceId: row.workspace_id as WorkspaceId,
  userId: row.user_id as UserId,
  role: row.role as Role,
  joinedAt: row.joined_at,
});

const toRow = ({ workspaceId, userId, role, joinedAt }: Membership) => ({
  workspace_id: workspaceId,
  user_id: userId,
  role,
  joined_at: joinedAt,
});

const selectMembership = prepareStatement(
  (db: Kysely<Database>, { id, userId }: { readonly id: WorkspaceId; readonly userId: UserId }) =>
    db
      .selectFrom('memberships')
      .select(['workspace_id', 'user_id', 'role', 'joined_at'])
      .where('workspace_id', '=', id)
      .where('user_id', '=', userId),
);

/** Workspaces in PostgreSQL. */
export function createPostgresWorkspaceRepository(db: Kysely<Database>): WorkspaceRepository {
  return {
    add: (workspace, owner) =>
      askDatabase(async () => {
        await db
          .insertInto('workspaces')
          .values({
            id: workspace.id,
            name: workspace.name,
            version: workspace.version,
            created_at: workspace.createdAt,
            updated_at: workspace.updatedAt,
          })
          .execute();
        await db.insertInto('memberships').values(toRow(owner)).execute();
      }),
    find: (id) =>
      askDatabase(async () => {
        const row = await db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst();
        return row && toWorkspace(row);
      }),
    lockMembers: (id) =>
      askDatabase(async () => {
        await db.selectFrom('workspaces').select('id').where('id', '=', id).forUpdate().execute();
      }),
    replace: (workspace) =>
      askDatabase(async () => {
        const { numUpdatedRows } = await db
          .updateTable('workspaces')
          .set({ name: workspace.name, version: workspace.version, updated_at: workspace.updatedAt })
          .where('id', '=', workspace.id)
          .where('version', '=', workspace.version - 1)
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),
    listOf: (userId) =>
      askDatabase(async () => {
        const rows = await db
          .selectFrom('memberships')
          .innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
          .selectAll()
          .where('memberships.user_id', '=', userId)
          .orderBy('workspaces.name')
          .orderBy('workspaces.id')
          .execute();
        return rows.map((row) => ({ workspace: toWorkspace(row), membership: toMembership(row) }));
      }),
    membership: (id, userId) =>
      askDatabase(async () => {
        const { rows } = await selectMembership(db, { id, userId });
        return rows[0] && toMembership(rows[0]);
      }),
    listMembers: (id) =>
      askDatabase(async () => {
        const rows = await db
          .selectFrom('memberships')
          .selectAll()
          .where('workspace_id', '=', id)
          .orderBy('joined_at')
          .orderBy('user_id')
          .execute();
        return rows.map(toMembership);
      }),
    addMember: (membership) =>
      askDatabase(async () => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('memberships')
          .values(toRow(membership))
          .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }),
    updateMember: ({ workspaceId, userId, role }) =>
      askDatabase(async () => {
        await db
          .updateTable('memberships')
          .set({ role })
          .where('workspace_id', '=', workspaceId)
          .where('user_id', '=', userId)
          .execute();
      }),
    removeMember: ({ workspaceId, userId }) =>
      askDatabase(async () => {
        await db
          .deleteFrom('memberships')
          .where('workspace_id', '=', workspaceId)
          .where('user_id', '=', userId)
          .execute();
      }),
    invite: (invitation, tokenHash) =>
      askDatabase(async () => {
        await db
          .insertInto('invitations')
          .values({
            id: invitation.id,
            workspace_id: invitation.workspaceId,
            token_hash: tokenHash,
            role: invitation.role,
            invited_by: invitation.invitedBy,
            created_at: invitation.createdAt,
            expires_at: invitation.expiresAt,
          })
          .execute();
      }),
    takeInvitation: (tokenHash, now) =>
      askDatabase(async () => {
        const row = await db
          .deleteFrom('invitations')
          .where('token_hash', '=', tokenHash)
          .where('expires_at', '>', now)
          .returningAll()
          .executeTakeFirst();
        return (
          row && {
            id: row.id as InvitationId,
            workspaceId: row.workspace_id as WorkspaceId,
            role: row.role as Role,
            invitedBy: row.invited_by as UserId,
            createdAt: row.created_at,
            expiresAt: row.expires_at,
          }
        );
      }),
  };
}
