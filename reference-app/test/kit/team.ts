import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Role } from '../../src/domain/workspaces/roles.ts';
import { createWorkspace, joinWorkspace } from '../../src/domain/workspaces/workspace.ts';
import type { Connection } from '../../src/infrastructure/database/connect.ts';
import { createPostgresWorkspaceRepository } from '../../src/infrastructure/database/workspace.repository.pg.ts';
import { team } from './items.ts';
import { goodPassword } from './users.ts';

/** Who somebody is, and the header that proves it. */
export interface Member {
  readonly userId: string;
  readonly headers: { readonly authorization: string };
}

/** Asks the service, which is in the process of the test or behind an address. */
type Ask = (method: 'GET' | 'POST', path: string, body?: object, headers?: object) => Promise<Record<string, string>>;

const through =
  (service: FastifyInstance | string): Ask =>
  async (method, path, body, headers = {}) => {
    if (typeof service !== 'string')
      return (
        await service.inject({ method, url: path, headers: { ...headers }, ...(body && { payload: body }) })
      ).json();
    const answer = await fetch(`${service}${path}`, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Record<string, string>;
  };

/** Registers somebody and signs them in. */
export async function createMember(service: FastifyInstance | string, name: string): Promise<Member> {
  const ask = through(service);
  const account = { email: `${name.toLowerCase()}@example.org`, password: goodPassword };
  await ask('POST', '/api/v1/auth/register', { ...account, name });
  const { accessToken } = await ask('POST', '/api/v1/auth/sign-in', account);
  const headers = { authorization: `Bearer ${accessToken}` };
  return { userId: (await ask('GET', '/api/v1/me', undefined, headers)).id!, headers };
}

/** Lets somebody make a workspace. Gives back the path of its items. */
export async function createItemsPath(service: FastifyInstance | string, { headers }: Member): Promise<string> {
  const { id } = await through(service)('POST', '/api/v1/workspaces', { name: 'Team' }, headers);
  return `/api/v1/workspaces/${id}/items`;
}

/** Stores the workspace {@link team}, which a test can name before anything runs, unless it is there. */
export async function storeTeam({ db }: Connection): Promise<void> {
  const made = createWorkspace('Team', new Date('2026-01-01T00:00:00.000Z'));
  if (!made.ok) throw new Error(made.problem.detail);
  const { name, version, createdAt, updatedAt } = made.value;
  await db
    .insertInto('workspaces')
    .values({ id: team, name, version, created_at: createdAt, updated_at: updatedAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Makes somebody a member of {@link team}. */
export async function joinTeam(connection: Connection, { userId }: Member, role: Role = 'owner'): Promise<void> {
  await storeTeam(connection);
  const membership = joinWorkspace(team, userId as never, role, new Date());
  await createPostgresWorkspaceRepository(connection.db).addMember(membership);
}

/** Asks as somebody, unless the request says otherwise. */
export const injectAs =
  (app: FastifyInstance, { headers }: Member) =>
  (request: InjectOptions): Promise<LightMyRequestResponse> =>
    app.inject({ ...request, headers: { ...headers, ...request.headers } });
