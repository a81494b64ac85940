import { createHash, randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import pg from 'pg';
import { pino } from 'pino';
import { z } from 'zod';

/**
 * What Almanac is measured against: reading and making an item in one file of Fastify and pg. It does the same work: the same
 * check of the token, of its session and of the role in the workspace, the same schemas, the same prepared statements, with the
 * event and its row of the outbox in the transaction of the item, the same headers of the answer, the same two lines of log and the
 * same measurement of the request. It has no layers, no middleware and no ports.
 */
const { DATABASE_URL = '', KEY_SET = '{"keys":[]}' } = process.env;
const keys = createLocalJWKSet(JSON.parse(KEY_SET) as JSONWebKeySet);
const patience = { statement_timeout: 5000, query_timeout: 5000, connectionTimeoutMillis: 5000 };
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10, ...patience });
pool.on('error', () => {});

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
declare module 'node:http' {
  interface IncomingMessage {
    trace?: { readonly trace_id: string; readonly span_id: string };
  }
}
/** The trace that a request continues (W3C Trace Context), or a new one. */
const traceOf = ({ headers: { traceparent } }: IncomingMessage) => ({
  trace_id: /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(String(traceparent))?.[1] ?? hex(16),
  span_id: hex(8),
});
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const logger = pino({ level: 'info', base: null }, pino.destination({ dest: 2, sync: true }));
const app = Fastify({
  loggerInstance: logger,
  childLoggerFactory(parent, bindings, options, raw) {
    const request = raw as IncomingMessage;
    request.trace = traceOf(request);
    return parent.child({ ...bindings, ...request.trace }, options);
  },
  genReqId({ headers }) {
    const given = headers['x-request-id'];
    return typeof given === 'string' && uuid.test(given) ? given.toLowerCase() : randomUUID();
  },
}).withTypeProvider<ZodTypeProvider>();
app.setValidatorCompiler(validatorCompiler);
app.setSerializerCompiler(serializerCompiler);

app.addHook('onRequest', (request, reply, done) => {
  reply.headers({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'interest-cohort=()',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-request-id': request.id,
  });
  done();
});

const limits = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10, Number.POSITIVE_INFINITY];
/** How many requests took at most so many seconds, by method, route and status. */
const durations = new Map<string, { readonly atMost: number[]; sum: number }>();
app.addHook('onResponse', (request, reply, done) => {
  const seconds = reply.elapsedTime / 1000;
  const labels = `method="${request.method}",route="${request.routeOptions.url}",status="${reply.statusCode}"`;
  const known = durations.get(labels) ?? { atMost: limits.map(() => 0), sum: 0 };
  known.sum += seconds;
  for (const [at, limit] of limits.entries()) if (seconds <= limit) known.atMost[at]! += 1;
  durations.set(labels, known);
  done();
});
app.get('/metrics', async (_request, reply) => {
  const name = 'almanac_http_request_duration_seconds';
  const lines = [...durations].flatMap(([labels, { atMost, sum }]) => [
    ...limits.map(
      (limit, at) => `${name}_bucket{${labels},le="${Number.isFinite(limit) ? limit : '+Inf'}"} ${atMost[at]}`,
    ),
    `${name}_sum{${labels}} ${sum}`,
    `${name}_count{${labels}} ${atMost.at(-1)}`,
  ]);
  return reply.type('text/plain; version=0.0.4').send(`${lines.join('\n')}\n`);
});

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
  const { rows } = await pool.query({
    name: 'session',
    text: 'select id from sessions where id = $1 and ended_at is null and expires_at > $2',
    values: [actor.sessionId, new Date()],
  });
  return rows.length === 1 ? actor : undefined;
}

async function roleIn(workspaceId: string, userId: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ role: string }>({
    name: 'membership',
    text: 'select workspace_id, user_id, role, joined_at from memberships where workspace_id = $1 and user_id = $2',
    values: [workspaceId, userId],
  });
  return rows[0]?.role;
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

const item = z.strictObject({
  sku: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/),
  name: z.string().min(1).max(200),
  price: z.strictObject({
    minorUnits: z.int().min(0),
    currency: z.string().refine((code) => currencies.has(code), 'must be a currency of ISO 4217'),
  }),
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
const id = z.uuid({ version: 'v7' });
const inWorkspace = z.object({ workspaceId: id });
const refusals = { 401: problem, 403: problem, 404: problem, 409: problem };

app.get(
  `${address}/:id`,
  {
    schema: {
      params: inWorkspace.extend({ id }),
      headers: z.object({ 'if-none-match': z.string().optional() }),
      response: { 200: answer, 304: z.undefined(), ...refusals },
    },
  },
  async (request, reply) => {
    const actor = await authenticate(request.headers.authorization);
    if (!actor) return reply.code(401).send({ status: 401, title: 'Not signed in' });
    const { workspaceId } = request.params;
    const none = { status: 404, title: 'Not found' };
    if (!(await roleIn(workspaceId, actor.userId))) return reply.code(404).send(none);
    const { rows } = await pool.query<ItemRow>({
      name: 'item',
      text: `select id, workspace_id, sku, name, price_minor_units, price_currency, stock, tags, status, version, created_at,
               updated_at
             from items where id = $1`,
      values: [request.params.id],
    });
    const row = rows[0];
    if (row?.workspace_id !== workspaceId) return reply.code(404).send(none);
    const tag = `"${row.version}"`;
    reply.headers({ etag: tag, 'cache-control': 'private, no-cache' });
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    return reply.send(toAnswer(row));
  },
);

app.post(
  address,
  { schema: { params: inWorkspace, body: item, response: { 201: answer, ...refusals } } },
  async (request, reply) => {
    const actor = await authenticate(request.headers.authorization);
    if (!actor) return reply.code(401).send({ status: 401, title: 'Not signed in' });
    const { workspaceId } = request.params;
    const role = await roleIn(workspaceId, actor.userId);
    if (!role) return reply.code(404).send({ status: 404, title: 'Not found' });
    if (role === 'viewer') return reply.code(403).send({ status: 403, title: 'Not allowed' });
    const { sku, name, price, stock, tags } = request.body;
    const [now, itemId, eventId] = [new Date(), randomUUIDv7(), randomUUIDv7()];
    const row: ItemRow = {
      id: itemId,
      workspace_id: workspaceId,
      sku,
      name,
      price_minor_units: String(price.minorUnits),
      price_currency: price.currency,
      stock,
      tags,
      status: 'active',
      version: 1,
      created_at: now,
      updated_at: now,
    };
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { rowCount } = await client.query({
        name: 'new item',
        text: `insert into items (id, workspace_id, sku, name, price_minor_units, price_currency, stock, tags, status,
                 version, created_at, updated_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
               on conflict on constraint items_sku_unique do nothing`,
        values: [
          row.id,
          row.workspace_id,
          row.sku,
          row.name,
          row.price_minor_units,
          row.price_currency,
          row.stock,
          row.tags,
          row.status,
          row.version,
          row.created_at,
          row.updated_at,
        ],
      });
      if (rowCount === 0) {
        await client.query('rollback');
        return reply.code(409).send({ status: 409, title: 'The SKU is taken' });
      }
      await client.query({
        name: 'event',
        text: `with kept as (
                 insert into events (id, name, version, payload, occurred_at, request_id, actor_id, traceparent)
                 values ($1, 'item.created', 1, $2, $3, $4, $5, $6) returning id)
               insert into outbox (event_id, due_at, attempts) select id, $3::timestamptz, 0 from kept`,
        values: [
          eventId,
          JSON.stringify({ workspaceId, itemId, sku, name }),
          now,
          request.id,
          actor.userId,
          `00-${request.raw.trace?.trace_id}-${request.raw.trace?.span_id}-00`,
        ],
      });
      await client.query('commit');
      reply.headers({ etag: '"1"', location: `${address.replace(':workspaceId', workspaceId)}/${itemId}` });
      return await reply.code(201).send(toAnswer(row));
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
