import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../kit/database.ts';
import { startService } from '../kit/service.ts';

const page = join(import.meta.dirname, '../../../site/content/docs/start/tutorial.md');

/** The lines that the tutorial asks its reader to paste into another terminal, without their place in the list. */
const tutorialLines = (): string =>
  [...readFileSync(page, 'utf8').matchAll(/^ {3,4}```sh\n([\s\S]*?)^ {3,4}```$/gm)]
    .map((match) => match[1]!.replaceAll(/^ {3,4}/gm, ''))
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
      204,
      { quantity: 1 },
      { code: 'out-of-stock' },
      {
        activity: [
          { event: 'item.reserved' },
          { event: 'member.role-changed' },
          { event: 'item.created' },
          { event: 'member.joined' },
          { event: 'member.invited' },
          { event: 'workspace.created' },
        ],
      },
      204,
      { code: 'not-signed-in' },
    ]);
  } finally {
    service.child.kill('SIGTERM');
    await service.ended();
    await database.drop();
  }
});
