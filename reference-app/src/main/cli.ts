import { SettingsError } from '../core/config/load-settings.ts';
import { connect } from '../infrastructure/database/connect.ts';
import { EmbeddedServerError, startEmbeddedServer } from '../infrastructure/database/embedded-server.ts';
import { MigrationError, migrate } from '../infrastructure/database/migrate.ts';
import { runCommand } from '../interface/cli/commands.ts';
import { createLogger } from './composition.ts';
import { describeInterface } from './openapi.ts';
import { readSettings } from './read-settings.ts';
import { settings } from './settings.ts';

/** Opens the database that the settings name, hands it to the work, and lets go of it. */
async function migrateDatabase(direction: 'up' | 'down'): Promise<readonly string[]> {
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
    return (await migrate(connection.db, direction)).ran;
  } finally {
    await connection.close();
    await server?.stop();
  }
}

try {
  process.exitCode = await runCommand(process.argv.slice(2), {
    settings: Object.values(settings),
    migrate: migrateDatabase,
    openApi: describeInterface,
    print: (text) => process.stdout.write(text),
  });
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof EmbeddedServerError || error instanceof MigrationError))
    throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
