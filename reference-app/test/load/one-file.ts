import { createHash, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import pg from 'pg';
import { pino } from 'pino';
import { z } from 'zod';

/**
 * What Almanac is measured against: reading and making an item in one file of Fastify and pg. It does the same work: the same
 * check of the token and of its session, the same question for the membership, the same schemas, statements, event and outbox
 * row in one transaction, and the same two lines in the log. It has no layers, no middleware and no ports.
 */
const { DATABASE_URL = '', KEY_SET = '{"keys":[]}' } = process.env;
const keys = createLocalJWKSet(JSON.parse(KEY_SET) as JSONWebKeySet);
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10, statement_timeout: 5000, query_timeout: 5000 });
pool.on('error', () => {});

const logger = pino({ level: 'info', base: null }, pino.destination({ dest: 2, sync: true }));
const app = Fastify({ loggerInstance: logger, genReqId: () => randomUUID() }).withTypeProvider<ZodTypeProvider>();
app.setValidatorCompiler(validatorCompiler);
app.setSerializerCompiler(serializerCompiler);

interface Actor {
  readonly userId: string;
  readonly sessionId: string;
  readonly expiresAt: number;
}
const verified = new Map<string, Actor>();

async function authenticate(header: string | undefined): Promise<Actor | undefined> {
  const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) return undefined;
  const digest = createHash('sha256').update(token).digest('base64');
  let actor = verified.get(digest);
  if (!actor) {
    const { payload } = await jwtVerify(token, keys, { issuer: 'almanac', audience: 'almanac-api', typ: 'at+jwt' });
    actor = { userId: payload.sub!, sessionId: String(payload.sid), expiresAt: payload.exp! * 1000 };
    verified.set(digest, actor);
  }
  if (actor.expiresAt <= Date.now()) return undefined;
  const { rows } = await pool.query('select id from sessions where id = $1 and ended_at is null and expires_at > $2', [
    actor.sessionId,
    new Date(),
  ]);
  return rows.length === 1 ? actor : undefined;
}

async function isMember(workspaceId: string, userId: string): Promise<boolean> {
  const { rows } = await pool.query<{ role: string }>(
    'select * from memberships where workspace_id = $1 and user_id = $2',
    [workspaceId, userId],
  );
  return rows.length === 1;
}

const item = z.strictObject({
  sku: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/),
  name: z.string().min(1).max(200),
  price: z.strictObject({ minorUnits: z.int().min(0), currency: z.string().length(3) }),
  stock: z.int().min(0).max(1_000_000).default(0),
  tags: z.array(z.string().min(1).max(50)).max(20).default([]),
});
const answer = z.object({
  id: z.uuid(),
  sku: z.string(),
  name: z.string(),
  price: z.object({ minorUnits: z.int(), currency: z.string() }),
  stock: z.int(),
  tags: z.array(z.string()),
  status: z.enum(['active', 'archived']),
  version: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
const problem = z.object({ status: z.int(), title: z.string() });

interface ItemRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly sku: string;
  readonly name: string;
  readonly price_minor_units: string;
  readonly price_currency: string;
  readonly stock: number;
  readonly tags: string[];
  readonly status: 'active' | 'archived';
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}
const toAnswer = (row: ItemRow) => ({
  id: row.id,
  sku: row.sku,
  name: row.name,
  price: { minorUnits: Number(row.price_minor_units), currency: row.price_currency },
  stock: row.stock,
  tags: row.tags,
  status: row.status,
  version: row.version,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

const address = '/api/v2/workspaces/:workspaceId/items';
const inWorkspace = z.object({ workspaceId: z.uuid() });
const refusals = { 401: problem, 404: problem, 409: problem };

app.get(
  `${address}/:id`,
  { schema: { params: inWorkspace.extend({ id: z.uuid() }), response: { 200: answer, ...refusals } } },
  async (request, reply) => {
    const actor = await authenticate(request.headers.authorization);
    if (!actor) return reply.code(401).send({ status: 401, title: 'Not signed in' });
    const { workspaceId, id } = request.params;
    const none = { status: 404, title: 'Not found' };
    if (!(await isMember(workspaceId, actor.userId))) return reply.code(404).send(none);
    const { rows } = await pool.query<ItemRow>('select * from items where id = $1', [id]);
    const row = rows[0];
    if (row?.workspace_id !== workspaceId) return reply.code(404).send(none);
    return reply.header('etag', `"${row.version}"`).send(toAnswer(row));
  },
);

app.post(
  address,
  { schema: { params: inWorkspace, body: item, response: { 201: answer, ...refusals } } },
  async (request, reply) => {
    const actor = await authenticate(request.headers.authorization);
    if (!actor) return reply.code(401).send({ status: 401, title: 'Not signed in' });
    const { workspaceId } = request.params;
    if (!(await isMember(workspaceId, actor.userId))) return reply.code(404).send({ status: 404, title: 'Not found' });
    const { sku, name, price, stock, tags } = request.body;
    const [now, id, eventId] = [new Date(), randomUUID(), randomUUID()];
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<ItemRow>(
        `insert into items (id, workspace_id, sku, name, price_minor_units, price_currency, stock, tags, status, version,
           created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'active', 1, $9, $9)
         on conflict on constraint items_sku_unique do nothing returning *`,
        [id, workspaceId, sku, name, price.minorUnits, price.currency, stock, tags, now],
      );
      if (rows.length === 0) {
        await client.query('rollback');
        return reply.code(409).send({ status: 409, title: 'The SKU is taken' });
      }
      await client.query(
        `with kept as (
           insert into events (id, name, version, payload, occurred_at, request_id, actor_id, traceparent)
           values ($1, 'item.created', 1, $2, $3, $4, $5, $6) returning id)
         insert into outbox (event_id, due_at, attempts) select id, $3::timestamptz, 0 from kept`,
        [
          eventId,
          JSON.stringify({ workspaceId, itemId: id, sku, name }),
          now,
          request.id,
          actor.userId,
          request.headers.traceparent ?? null,
        ],
      );
      await client.query('commit');
      return await reply.code(201).header('etag', '"1"').send(toAnswer(rows[0]!));
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  },
);

await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`Almanac listens on http://localhost:${(app.server.address() as AddressInfo).port}\n`);
process.once('SIGTERM', () => {
  void app.close().then(() => pool.end());
});
