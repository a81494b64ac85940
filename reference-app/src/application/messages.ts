import type { ListAudit } from './audit/queries/list-audit/list-audit.query.ts';
import type { ListMyAudit } from './audit/queries/list-my-audit/list-my-audit.query.ts';
import type { CreateExample } from './examples/commands/create-example/create-example.command.ts';
import type { RenameExample } from './examples/commands/rename-example/rename-example.command.ts';
import type { GetExample } from './examples/queries/get-example/get-example.query.ts';
import type { ListExamples } from './examples/queries/list-examples/list-examples.query.ts';
import type { CreateItem } from './items/commands/create-item/create-item.command.ts';
import type { CreateItems } from './items/commands/create-items/create-items.command.ts';
import type { ReleaseReservation } from './items/commands/release-reservation/release-reservation.command.ts';
import type { ReserveItem } from './items/commands/reserve-item/reserve-item.command.ts';
import type { UpdateItem } from './items/commands/update-item/update-item.command.ts';
import type { GetItem } from './items/queries/get-item/get-item.query.ts';
import type { ListItems } from './items/queries/list-items/list-items.query.ts';
import type { ListItemsAfter } from './items/queries/list-items-after/list-items-after.query.ts';
import type { ListReservations } from './items/queries/list-reservations/list-reservations.query.ts';
import type { CommandBus, QueryBus } from './shared/cqrs/bus.ts';
import type { ChangePassword } from './users/commands/change-password/change-password.command.ts';
import type { EndSession } from './users/commands/end-session/end-session.command.ts';
import type { RefreshSession } from './users/commands/refresh-session/refresh-session.command.ts';
import type { Register } from './users/commands/register/register.command.ts';
import type { SignIn } from './users/commands/sign-in/sign-in.command.ts';
import type { SignOut } from './users/commands/sign-out/sign-out.command.ts';
import type { GetMe } from './users/queries/get-me/get-me.query.ts';
import type { ListSessions } from './users/queries/list-sessions/list-sessions.query.ts';
import type { AcceptInvitation } from './workspaces/commands/accept-invitation/accept-invitation.command.ts';
import type { ChangeRole } from './workspaces/commands/change-role/change-role.command.ts';
import type { CreateWorkspace } from './workspaces/commands/create-workspace/create-workspace.command.ts';
import type { InviteMember } from './workspaces/commands/invite-member/invite-member.command.ts';
import type { RemoveMember } from './workspaces/commands/remove-member/remove-member.command.ts';
import type { RenameWorkspace } from './workspaces/commands/rename-workspace/rename-workspace.command.ts';
import type { GetWorkspace } from './workspaces/queries/get-workspace/get-workspace.query.ts';
import type { ListActivity } from './workspaces/queries/list-activity/list-activity.query.ts';
import type { ListMembers } from './workspaces/queries/list-members/list-members.query.ts';
import type { ListWorkspaces } from './workspaces/queries/list-workspaces/list-workspaces.query.ts';

/** Every command that Almanac knows. */
export type AlmanacCommand =
  | CreateItem
  | CreateItems
  | UpdateItem
  | ReserveItem
  | ReleaseReservation
  | Register
  | SignIn
  | RefreshSession
  | SignOut
  | EndSession
  | ChangePassword
  | CreateWorkspace
  | RenameWorkspace
  | InviteMember
  | AcceptInvitation
  | ChangeRole
  | RemoveMember
  | CreateExample
  | RenameExample;

/** Every query that Almanac knows. */
export type AlmanacQuery =
  | GetItem
  | ListItems
  | ListItemsAfter
  | ListReservations
  | GetMe
  | ListSessions
  | ListWorkspaces
  | GetWorkspace
  | ListMembers
  | ListActivity
  | ListAudit
  | ListMyAudit
  | GetExample
  | ListExamples;

/** Everything that an interface can ask of Almanac. */
export interface Buses {
  readonly commands: CommandBus<AlmanacCommand>;
  readonly queries: QueryBus<AlmanacQuery>;
}
