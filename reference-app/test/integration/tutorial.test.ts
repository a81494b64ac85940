import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../kit/database.ts';
import { startService } from '../kit/service.ts';

const page = join(import.meta.dirname, '../../../site/content/docs/start/tutorial.md');

/** The lines that the tutorial asks its reader to paste into another terminal, without their place in the list. */
const tutorialLines = (): string =>
  [...readFileSync(page, 'utf8').matchAll(/^ {3}```sh\n([\s\S]*?)^ {3}```$/gm)]
    .map((match) => match[1]!.replaceAll(/^ {3}/gm, ''))
    .filter((block) => !block.includes('npm run'))
    .join('\n');

test('the tutorial works as printed', async () => {
  const database = await createTestDatabase();
  const service = await startService({ DATABASE_URL: database.url, LOG_LEVEL: 'warn', EVENT_POLL_MS: '20' });
  try {
    const lines = tutorialLines().replaceAll('http://localhost:3000', service.address);
    const output = execFileSync('sh', ['-e'], { input: lines, encoding: 'utf8' });
    const told = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told).toMatchObject([
      { status: 'accepted' },
      { status: 'accepted' },
      { name: 'Ada' },
      { code: 'workspace-not-found' },
      { name: 'Gifts', role: 'viewer' },
      { code: 'not-allowed' },
      { sku: 'CARD-RED', version: 1 },
      { activity: [{ event: 'member.joined' }, { event: 'workspace.created' }] },
      204,
      { code: 'not-signed-in' },
    ]);
  } finally {
    service.child.kill('SIGTERM');
    await service.ended();
    await database.drop();
  }
});
