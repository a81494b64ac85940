import { hasMethods } from './has-methods.ts';

/** Does something when something has happened. It may be told of one event several times, and must not mind. */
export interface EventHandler<Event> {
  /** Names the handler for the record of what it has done. It never changes its meaning. */
  readonly name: string;
  handle(event: Event): Promise<void>;
}

/** Whether a value has the members of an event handler. */
export function isEventHandler(value: unknown): value is EventHandler<unknown> {
  if (!hasMethods(value, ['handle'])) return false;
  const { name } = value as Partial<EventHandler<unknown>>;
  return typeof name === 'string' && name !== '';
}
