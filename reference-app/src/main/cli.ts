import { systemClock } from '../application/shared/clock.ts';
import { SettingsError } from '../core/config/load-settings.ts';
import { isIdentifier } from '../core/types/identifier.ts';
import { type Connection, connect } from '../infrastructure/database/connect.ts';
import { EmbeddedServerError, startEmbeddedServer } from '../infrastructure/database/embedded-server.ts';
import { MigrationError, migrate } from '../infrastructure/database/migrate.ts';
import { createPostgresOutbox } from '../infrastructure/database/outbox.pg.ts';
import { GeneratorError, generateContext, writeContext } from '../infrastructure/generator/generate-context.ts';
import { runCommand } from '../interface/cli/commands.ts';
import { createLogger } from './composition.ts';
import { describeInterface } from './openapi.ts';
import { readSettings } from './read-settings.ts';
import { settings } from './settings.ts';

/** Opens the database that the settings name, hands it to the work, and lets go of it. */
async function withDatabase<Answer>(work: (db: Connection['db']) => Promise<Answer>): Promise<Answer> {
  const values = readSettings(process.env);
  const logger = createLogger(values.logLevel);
  const server =
    values.databaseUrl === undefined
      ? await startEmbeddedServer({
          directory: values.databaseDirectory,
          onLog: (line) => logger.debug({ line }, 'embedded database'),
        })
      : undefined;
  const connection = connect({
    url: server?.url ?? values.databaseUrl!.reveal(),
    poolSize: 2,
    timeoutMs: values.databaseTimeoutMs,
    onIdleError: (error) => logger.warn({ reason: error.message }, 'an idle database connection ended'),
  });
  try {
    return await work(connection.db);
  } finally {
    await connection.close();
    await server?.stop();
  }
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
    error instanceof GeneratorError;
  if (!isExplained) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
