import { maxHeaderSize } from 'node:http';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { Buses } from '../../application/messages.ts';
import type { Authenticate } from '../../application/users/authenticate.ts';
import { addHealthRoutes, type HealthSource } from './health/health.routes.ts';
import { addMetricsRoute } from './health/metrics.routes.ts';
import { addAuthentication } from './middleware/authentication.ts';
import { addCompression } from './middleware/compression.ts';
import { addCrossOrigin } from './middleware/cross-origin.ts';
import { addDeprecation } from './middleware/deprecation.ts';
import { readJsonBodies } from './middleware/json-bodies.ts';
import { addRateLimits, type HttpRateLimits } from './middleware/rate-limits.ts';
import { requestIdOf } from './middleware/request-id.ts';
import { addRequestTelemetry, type RequestTelemetry } from './middleware/request-telemetry.ts';
import { addSecurityHeaders } from './middleware/security-headers.ts';
import { handleProblems, handleUnreadableAddress } from './problems/problem-handler.ts';
import { answerUnreadableRequest } from './problems/unreadable-request.ts';
import { addAuditRoutes } from './v1/audit/audit.routes.ts';
import { addExampleRoutes } from './v1/examples/examples.routes.ts';
import { addItemRoutes } from './v1/items/items.routes.ts';
import { addReservationRoutes } from './v1/items/reservations.routes.ts';
import { securitySchemes } from './v1/security.ts';
import { addAuthRoutes } from './v1/users/auth.routes.ts';
import { addMeRoutes } from './v1/users/me.routes.ts';
import { addMemberRoutes } from './v1/workspaces/members.routes.ts';
import { addWorkspaceRoutes } from './v1/workspaces/workspaces.routes.ts';
import { addItemRoutesV2 } from './v2/items/items.routes.ts';
import { addWellKnownRoutes, type PublicKeys } from './well-known.routes.ts';

/** What the HTTP interface is made from. */
export interface AppOptions {
  readonly logger: FastifyBaseLogger;
  /** The largest body of a request, in bytes. */
  readonly bodyLimit: number;
  readonly health: HealthSource;
  /** Where commands and queries go. */
  readonly buses: Buses;
  readonly authenticate: Authenticate;
  readonly publicKeys: PublicKeys;
  readonly rateLimits: HttpRateLimits;
  /** The addresses of proxies whose `X-Forwarded-For` is believed. Without any it is not. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** The origins whose pages may read the answers. */
  readonly allowedOrigins?: readonly string[] | undefined;
  readonly telemetry: RequestTelemetry;
}

/** Builds the HTTP interface. It listens nowhere yet, and can be asked with `inject`. */
export async function createApp({
  logger,
  bodyLimit,
  health,
  buses,
  authenticate,
  publicKeys,
  rateLimits,
  trustedProxies = [],
  allowedOrigins = [],
  telemetry,
}: AppOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: logger,
    bodyLimit,
    genReqId: requestIdOf,
    // The framework would log before anybody can say which trace a request belongs to.
    logController: new Fastify.LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // An identifier that is too long is as wrong as any other: its schema says so, and not the router.
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: maxHeaderSize },
    frameworkErrors: handleUnreadableAddress,
    clientErrorHandler: (error, socket) => answerUnreadableRequest(logger, error, socket),
    requestTimeout: 30_000,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
  });
  readJsonBodies(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  addRequestTelemetry(app, telemetry);
  addSecurityHeaders(app);
  addCrossOrigin(app, allowedOrigins);
  addDeprecation(app);
  addCompression(app);
  // A client that keeps its connection and goes on asking would keep the service from ever stopping.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (health.isStopping()) reply.header('connection', 'close');
    done(null, payload);
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Almanac',
        version: '2.0.0',
        description: 'The HTTP interface of Almanac. Every error is a problem document (RFC 9457).',
      },
      components: { securitySchemes },
      externalDocs: { url: 'https://docproof.dev/api/http/' },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  handleProblems(app);
  addAuthentication(app, authenticate);
  addRateLimits(app, rateLimits);
  addHealthRoutes(app, health);
  addMetricsRoute(app, telemetry);
  addWellKnownRoutes(app, publicKeys);
  addAuthRoutes(app, buses, rateLimits);
  addMeRoutes(app, buses);
  addWorkspaceRoutes(app, buses);
  addMemberRoutes(app, buses);
  addAuditRoutes(app, buses);
  addExampleRoutes(app, buses);
  addItemRoutes(app, buses);
  addItemRoutesV2(app, buses);
  addReservationRoutes(app, buses);
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.ready();
  return app;
}
