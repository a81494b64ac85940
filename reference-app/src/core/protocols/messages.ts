declare const answer: unique symbol;

/** Asks for a change, by its name. `Answer` is what its handler gives back; it exists for the compiler only. */
export interface Command<Name extends string = string, Answer = unknown> {
  readonly command: Name;
  readonly [answer]?: Answer;
}

/** Asks for what is known, by its name, and changes nothing. */
export interface Query<Name extends string = string, Answer = unknown> {
  readonly query: Name;
  readonly [answer]?: Answer;
}

/** What the handler of a command or a query gives back. */
export type AnswerTo<Message extends Command | Query> = Message extends { readonly [answer]?: infer Answer }
  ? Answer
  : never;

const hasName = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[key] === 'string';

/** Whether a value asks for a change. */
export function isCommand(value: unknown): value is Command {
  return hasName(value, 'command');
}

/** Whether a value asks for what is known. */
export function isQuery(value: unknown): value is Query {
  return hasName(value, 'query');
}
