import { actorOf } from '../cqrs/execution-context.ts';
import type { Middleware } from '../cqrs/middleware.ts';

/** Who may send a command or a query. */
export type Access = 'anyone' | 'signed-in';

/** Lets pass what the rules allow, by the name of the command or query. What no rule names is refused. */
export function authorise(rules: Readonly<Record<string, Access>>): Middleware {
  return async ({ name, context }, next) => {
    if (rules[name] !== 'anyone') actorOf(context);
    return next();
  };
}
