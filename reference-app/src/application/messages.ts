import type { CreateItem } from './items/commands/create-item/create-item.command.ts';
import type { CreateItems } from './items/commands/create-items/create-items.command.ts';
import type { UpdateItem } from './items/commands/update-item/update-item.command.ts';
import type { GetItem } from './items/queries/get-item/get-item.query.ts';
import type { ListItems } from './items/queries/list-items/list-items.query.ts';
import type { CommandBus, QueryBus } from './shared/cqrs/bus.ts';
import type { ChangePassword } from './users/commands/change-password/change-password.command.ts';
import type { EndSession } from './users/commands/end-session/end-session.command.ts';
import type { RefreshSession } from './users/commands/refresh-session/refresh-session.command.ts';
import type { Register } from './users/commands/register/register.command.ts';
import type { SignIn } from './users/commands/sign-in/sign-in.command.ts';
import type { SignOut } from './users/commands/sign-out/sign-out.command.ts';
import type { GetMe } from './users/queries/get-me/get-me.query.ts';
import type { ListSessions } from './users/queries/list-sessions/list-sessions.query.ts';

/** Every command that Almanac knows. */
export type AlmanacCommand =
  | CreateItem
  | CreateItems
  | UpdateItem
  | Register
  | SignIn
  | RefreshSession
  | SignOut
  | EndSession
  | ChangePassword;

/** Every query that Almanac knows. */
export type AlmanacQuery = GetItem | ListItems | GetMe | ListSessions;

/** Everything that an interface can ask of Almanac. */
export interface Buses {
  readonly commands: CommandBus<AlmanacCommand>;
  readonly queries: QueryBus<AlmanacQuery>;
}
