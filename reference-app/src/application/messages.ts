import type { CreateItem } from './items/commands/create-item/create-item.command.ts';
import type { CreateItems } from './items/commands/create-items/create-items.command.ts';
import type { UpdateItem } from './items/commands/update-item/update-item.command.ts';
import type { GetItem } from './items/queries/get-item/get-item.query.ts';
import type { ListItems } from './items/queries/list-items/list-items.query.ts';
import type { CommandBus, QueryBus } from './shared/cqrs/bus.ts';

/** Every command that Almanac knows. */
export type AlmanacCommand = CreateItem | CreateItems | UpdateItem;

/** Every query that Almanac knows. */
export type AlmanacQuery = GetItem | ListItems;

/** Everything that an interface can ask of Almanac. */
export interface Buses {
  readonly commands: CommandBus<AlmanacCommand>;
  readonly queries: QueryBus<AlmanacQuery>;
}
