import { ApplicationError, type Failure } from '../../core/errors/define-error.ts';
import { createIdentifier } from '../../core/types/identifier.ts';
import type { Result } from '../../core/types/result.ts';
import type { Item } from '../../domain/items/item.ts';
import type { WorkspaceId } from '../../domain/workspaces/workspace.ts';
import type { Buses } from '../messages.ts';
import type { ExecutionContext } from '../shared/cqrs/execution-context.ts';
import {
  type DemoPerson,
  demoExamples,
  demoItems,
  demoPassword,
  demoPeople,
  demoReservations,
  demoWorkspace,
} from './demo-data.ts';

/** How many of one kind were made now, and how many were there before. */
export interface SeedCount {
  readonly made: number;
  readonly there: number;
}

/** What was made of the demo. */
export type SeedReport = Readonly<
  Record<'accounts' | 'workspaces' | 'members' | 'items' | 'reservations' | 'examples', SeedCount>
>;

/** Why the demo was not made, in one sentence. */
export class SeedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SeedError';
  }
}

/** Counts, and tells in the end. */
function createTally() {
  const none = { made: 0, there: 0 };
  const report: { -readonly [Kind in keyof SeedReport]: SeedCount } = {
    accounts: none,
    workspaces: none,
    members: none,
    items: none,
    reservations: none,
    examples: none,
  };
  return {
    report: report as SeedReport,
    add(kind: keyof SeedReport, isNew: boolean): void {
      const { made, there } = report[kind];
      report[kind] = isNew ? { made: made + 1, there } : { made, there: there + 1 };
    },
  };
}

/** The value of a result. What nobody expected to fail is thrown. */
function expected<Value>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw new ApplicationError(result.problem);
  return result.value;
}

/** Somebody of the demo who is signed in. */
interface SignedInPerson extends DemoPerson {
  readonly context: ExecutionContext & { readonly actor: NonNullable<ExecutionContext['actor']> };
}

/** The items of the demo in a workspace, by their SKU. Others may have added more. */
async function findItems(
  { queries }: Buses,
  workspaceId: WorkspaceId,
  context: ExecutionContext,
): Promise<ReadonlyMap<string, Item>> {
  const found = new Map<string, Item>();
  for (let offset = 0; ; offset += 100) {
    const page = { limit: 100, offset };
    const { items, total } = await queries.ask({ query: 'list-items', workspaceId, filter: {}, page }, context);
    for (const item of items) found.set(item.sku, item);
    if (offset + page.limit >= total) return found;
  }
}

/**
 * Makes the demo: people, a workspace, items and reservations. It does so as any user would, through the commands, so their
 * rules hold. What is there already stays as it is. Throws {@link SeedError} in production, where everybody could sign in
 * with its password, and when an address of the demo belongs to somebody else.
 */
export async function seedDemo(buses: Buses, environment: string): Promise<SeedReport> {
  if (environment === 'production')
    throw new SeedError(
      'The demo is not made in production: everybody knows its password. NODE_ENV says where this is.',
    );
  const { commands, queries } = buses;
  const { report, add } = createTally();
  const requestId = createIdentifier<'request'>();

  const signIn = async (person: DemoPerson): Promise<SignedInPerson> => {
    const account = { email: person.email, password: demoPassword };
    const enter = () => commands.execute({ command: 'sign-in', ...account, device: 'almanac seed' }, { requestId });
    const known = await enter();
    if (!known.ok)
      expected(await commands.execute({ command: 'register', ...account, name: person.name }, { requestId }));
    const entered = known.ok ? known : await enter();
    if (!entered.ok) throw new SeedError(`${person.email} has an account with another password.`);
    add('accounts', !known.ok);
    const { userId, id: sessionId } = entered.value.session;
    return { ...person, context: { requestId, actor: { userId, sessionId } } };
  };

  const people: SignedInPerson[] = [];
  /** A command that is sent twice at once, by two who make the demo, is carried out once. */
  const once = ({ context }: SignedInPerson, key: string): ExecutionContext & { readonly replayed: () => boolean } => {
    let replayed = false;
    const onReplay = () => {
      replayed = true;
    };
    return { ...context, idempotency: { key: `seed ${key}`.replaceAll(' ', '-'), onReplay }, replayed: () => replayed };
  };

  try {
    for (const person of demoPeople) people.push(await signIn(person));
    const owner = people[0]!;

    const joined = await queries.ask({ query: 'list-workspaces' }, owner.context);
    const own = joined
      .filter(({ membership: { role } }) => role === 'owner')
      .map(({ workspace }) => workspace)
      .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime())[0];
    const making = once(owner, 'workspace');
    const { id: workspaceId } =
      own ?? expected(await commands.execute({ command: 'create-workspace', name: demoWorkspace }, making));
    add('workspaces', own === undefined && !making.replayed());

    const members = await queries.ask({ query: 'list-members', workspaceId }, owner.context);
    add('members', own === undefined && !making.replayed());
    for (const { role, context } of people.slice(1)) {
      const isMember = members.some(({ userId }) => userId === context.actor.userId);
      if (!isMember) {
        const invite = { command: 'invite-member', workspaceId, role } as const;
        const { token } = expected(await commands.execute(invite, owner.context));
        expected(await commands.execute({ command: 'accept-invitation', token }, context));
      }
      add('members', !isMember);
    }

    const made = await commands.execute({ command: 'create-items', workspaceId, items: demoItems }, owner.context);
    for (const result of made) {
      if (!result.ok && result.problem.code !== 'sku-taken') throw new ApplicationError(result.problem);
      add('items', result.ok);
    }

    const items = await findItems(buses, workspaceId, owner.context);
    for (const { email, sku, quantity } of demoReservations) {
      const by = people.find((person) => person.email === email)!;
      const { id } = items.get(sku)!;
      const reservations = expected(await queries.ask({ query: 'list-reservations', workspaceId, id }, by.context));
      const isThere = reservations.some(({ reservedBy }) => reservedBy === by.context.actor.userId);
      const reserving = once(by, sku);
      if (!isThere) expected(await commands.execute({ command: 'reserve-item', workspaceId, id, quantity }, reserving));
      add('reservations', !isThere && !reserving.replayed());
    }

    const examples = await queries.ask({ query: 'list-examples', workspaceId, limit: 100 }, owner.context);
    for (const name of demoExamples) {
      const isThere = examples.some((example) => example.name === name);
      const creating = once(owner, name);
      if (!isThere) expected(await commands.execute({ command: 'create-example', workspaceId, name }, creating));
      add('examples', !isThere && !creating.replayed());
    }
    return report;
  } finally {
    // Nobody stays signed in.
    for (const { context } of people) await commands.execute({ command: 'sign-out' }, context);
  }
}
