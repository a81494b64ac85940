import { createPostgresExampleRepository } from '../../src/infrastructure/database/example.repository.pg.ts';
import { emptyWork } from '../kit/empty-work.ts';
import { describeExampleRepository } from '../kit/example-repository-contract.ts';
import { useDatabase } from '../kit/use-database.ts';

const database = useDatabase();

describeExampleRepository('the repository of examples in PostgreSQL', async (...workspaces) => {
  await emptyWork(database, { workspaces });
  return createPostgresExampleRepository(database.db);
});
