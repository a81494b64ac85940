import type { AnswerTo, Command, Query } from '../../../core/protocols/messages.ts';
import type { ExecutionContext } from './execution-context.ts';
import type { Answering, Dispatch, Middleware } from './middleware.ts';

/** Does what one kind of command or query asks for. */
export type MessageHandler<Message extends Command | Query> = (
  message: Message,
  context: ExecutionContext,
) => Promise<AnswerTo<Message>>;

/** One handler for each command, by the name of the command. A missing one is an error of the compiler. */
export type CommandHandlers<Commands extends Command> = {
  readonly [Each in Commands as Each['command']]: MessageHandler<Each>;
};

/** One handler for each query, by the name of the query. */
export type QueryHandlers<Queries extends Query> = {
  readonly [Each in Queries as Each['query']]: MessageHandler<Each>;
};

/** The answer to the command of a name, among all commands. */
type CommandAnswer<Commands extends Command, Name> = AnswerTo<Extract<Commands, { readonly command: Name }>>;

/** The answer to the query of a name, among all queries. */
type QueryAnswer<Queries extends Query, Name> = AnswerTo<Extract<Queries, { readonly query: Name }>>;

/** Brings commands to their handlers. */
export interface CommandBus<Commands extends Command> {
  execute<Each extends Commands>(
    command: Each,
    context: ExecutionContext,
  ): Promise<CommandAnswer<Commands, Each['command']>>;
}

/** Brings queries to their handlers. */
export interface QueryBus<Queries extends Query> {
  ask<Each extends Queries>(query: Each, context: ExecutionContext): Promise<QueryAnswer<Queries, Each['query']>>;
}

/** A message whose name nobody handles: it was not made by a program that the compiler has checked. */
export class UnknownMessageError extends Error {
  constructor(kind: Dispatch['kind'], name: string) {
    super(`No handler is registered for the ${kind} "${name}".`);
    this.name = 'UnknownMessageError';
  }
}

type AnyHandler = (message: never, context: ExecutionContext) => Promise<unknown>;

/** Puts the middleware in front of each handler, the first outermost, and finds the way of a dispatch by its name. */
function lead(
  kind: Dispatch['kind'],
  handlers: Readonly<Record<string, AnyHandler>>,
  middleware: readonly Middleware[],
): (name: string) => Answering {
  const ways = new Map(
    Object.entries(handlers).map(([name, handler]) => {
      const handle: Answering = ({ message, context }) => handler(message as never, context);
      return [name, middleware.reduceRight((next, each) => each(next, { kind, name }), handle)] as const;
    }),
  );
  const unknown: Answering = async ({ name }) => {
    throw new UnknownMessageError(kind, name);
  };
  return (name) => ways.get(name) ?? unknown;
}

/** Makes a bus of commands. `middleware` is in the order in which a command passes it. */
export function createCommandBus<Commands extends Command>(
  handlers: CommandHandlers<Commands>,
  middleware: readonly Middleware[] = [],
): CommandBus<Commands> {
  const way = lead('command', handlers, middleware);
  return {
    execute<Each extends Commands>(command: Each, context: ExecutionContext) {
      const answer = way(command.command)({ kind: 'command', name: command.command, message: command, context });
      return answer as Promise<CommandAnswer<Commands, Each['command']>>;
    },
  };
}

/** Makes a bus of queries. `middleware` is in the order in which a query passes it. */
export function createQueryBus<Queries extends Query>(
  handlers: QueryHandlers<Queries>,
  middleware: readonly Middleware[] = [],
): QueryBus<Queries> {
  const way = lead('query', handlers, middleware);
  return {
    ask<Each extends Queries>(query: Each, context: ExecutionContext) {
      const answer = way(query.query)({ kind: 'query', name: query.query, message: query, context });
      return answer as Promise<QueryAnswer<Queries, Each['query']>>;
    },
  };
}
