import { pino } from 'pino';
import { createApp } from '../interface/http/app.ts';
import { noTelemetry } from '../interface/http/middleware/request-telemetry.ts';

const unused = async (): Promise<never> => {
  throw new Error('The interface is only described here, and nothing of it is called.');
};

const unlimited = { name: 'unlimited', most: 0, windowMs: 1 };

/** The OpenAPI document of the HTTP interface. No server is started and no database is needed. */
export async function describeInterface(): Promise<unknown> {
  const app = await createApp({
    logger: pino({ level: 'silent' }),
    bodyLimit: 65_536,
    health: { checks: [], isStopping: () => false },
    buses: { commands: { execute: unused }, queries: { ask: unused } },
    authenticate: unused,
    publicKeys: unused,
    rateLimits: {
      limiter: { take: unused, giveBack: unused },
      requests: unlimited,
      signInsOfAccount: unlimited,
      signInsOfAddress: unlimited,
    },
    telemetry: noTelemetry,
  });
  try {
    return app.swagger();
  } finally {
    await app.close();
  }
}
