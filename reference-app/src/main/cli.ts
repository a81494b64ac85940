import { SeedError, seedDemo } from '../application/demo/seed-demo.ts';
import { systemClock } from '../application/shared/clock.ts';
import { SettingsError } from '../core/config/load-settings.ts';
import { isIdentifier } from '../core/types/identifier.ts';
import { type Connection, connect } from '../infrastructure/database/connect.ts';
import { EmbeddedServerError } from '../infrastructure/database/embedded-server.ts';
import { MigrationError, migrate } from '../infrastructure/database/migrate.ts';
import { createPostgresOutbox } from '../infrastructure/database/outbox.pg.ts';
import { ReplayError, replay } from '../infrastructure/event-store/replay.ts';
import { GeneratorError, generateContext, writeContext } from '../infrastructure/generator/generate-context.ts';
import { runCommand } from '../interface/cli/commands.ts';
import { type CommandServices, startDatabase, withServices } from './composition.ts';
import { createLogger } from './logger.ts';
import { describeInterface } from './openapi.ts';
import { readSettings } from './read-settings.ts';
import { type AlmanacSettings, settings } from './settings.ts';

/** Opens the database that the settings name, hands it to the work, and lets go of it. */
async function withDatabase<Answer>(work: (db: Connection['db']) => Promise<Answer>): Promise<Answer> {
  const values = readSettings(process.env);
  const logger = createLogger(values.logLevel);
  const server = await startDatabase(values, logger);
  const connection = connect({
    url: server.url,
    poolSize: 2,
    timeoutMs: values.databaseTimeoutMs,
    onIdleError: (error) => logger.warn({ reason: error.message }, 'an idle database connection ended'),
  });
  try {
    return await work(connection.db);
  } finally {
    await connection.close();
    await server.stop();
  }
}

/** Hands the services to the work, put together as the settings say. */
function inServices<Answer>(
  work: (services: CommandServices, values: AlmanacSettings) => Promise<Answer>,
): Promise<Answer> {
  const values = readSettings(process.env);
  return withServices(values, createLogger(values.logLevel), (services) => work(services, values));
}

try {
  process.exitCode = await runCommand(process.argv.slice(2), {
    settings: Object.values(settings),
    migrate: (direction) => withDatabase(async (db) => (await migrate(db, direction)).ran),
    deadLetters: () =>
      withDatabase(async (db) =>
        (await createPostgresOutbox(db).deadLetters()).map(
          ({ event, attempts, reason, diedAt }) =>
            `${event.id} ${event.name} ${attempts} attempts, ${diedAt.toISOString()}: ${reason}`,
        ),
      ),
    revive: (id) =>
      withDatabase(async (db) =>
        isIdentifier<'event'>(id) ? createPostgresOutbox(db).revive(id, systemClock()) : false,
      ),
    seed: () => inServices(({ buses }, { environment }) => seedDemo(buses, environment)),
    replay: (order) =>
      inServices(({ eventStore: store, inbox, subscribers }) => replay({ store, inbox, subscribers }, order)),
    async generate(context, flags) {
      const generated = await generateContext({ context, ...flags }, systemClock().toISOString().slice(0, 10));
      await writeContext(generated);
      return generated.nextSteps;
    },
    openApi: describeInterface,
    print: (text) => process.stdout.write(text),
  });
} catch (error) {
  const isExplained =
    error instanceof SettingsError ||
    error instanceof EmbeddedServerError ||
    error instanceof MigrationError ||
    error instanceof GeneratorError ||
    error instanceof SeedError ||
    error instanceof ReplayError;
  if (!isExplained) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
