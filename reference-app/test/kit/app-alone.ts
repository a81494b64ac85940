import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { createApp } from '../../src/interface/http/app.ts';
import { noTelemetry } from '../../src/interface/http/middleware/request-telemetry.ts';
import { noLimits } from './rate-limits.ts';

const unused = () => Promise.reject(new Error('Nothing of this is asked here.'));

/** The HTTP interface with nothing behind it: for requests that are answered before anybody is asked. */
export const createAppAlone = (logger: Logger = pino({ level: 'silent' })): Promise<FastifyInstance> =>
  createApp({
    logger,
    bodyLimit: 65_536,
    health: { checks: [], isStopping: () => false },
    buses: { commands: { execute: unused }, queries: { ask: unused } },
    authenticate: unused,
    publicKeys: unused,
    rateLimits: noLimits,
    telemetry: noTelemetry,
  });
