import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** The lines that the README asks its reader to paste into another terminal. */
const readmeLines = (): string => {
  const blocks = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(
    (match) => match[1]!,
  );
  const found = blocks.filter((block) => block.includes('curl '));
  expect(found).toHaveLength(1);
  return found[0]!;
};

test('the curl lines of the README work as printed, on the service that `npm run almanac` starts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'almanac-readme-'));
  // As root the server runs as another user, who has to be let through; else its data would be elsewhere, and stay.
  chmodSync(folder, 0o755);
  const service = spawn(process.execPath, ['reference-app/src/main/server.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATABASE_DIR: join(folder, 'data'), DATABASE_URL: '', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      service.stdout.on('data', (chunk: Buffer) => {
        const match = /Almanac listens on (http:\/\/localhost:\d+)/.exec(chunk.toString());
        if (match) resolve(match[1]!);
      });
      service.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
    });
    const lines = readmeLines().replaceAll('http://localhost:3000', address);
    const output = execFileSync('sh', ['-e'], { input: lines, encoding: 'utf8' });
    expect([...output.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map((match) => match[1])).toEqual(['201', '200', '200']);
    expect(output).toContain('"stock":2');
    expect(output).toContain('"version":2');
    expect(output).toContain('{"status":"ready"');
    expect(output).toContain('"openapi":"3.1.0"');
    // A second run makes a workspace of its own.
    const again = execFileSync('sh', ['-e'], { input: lines, encoding: 'utf8' });
    expect([...again.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map((match) => match[1])).toEqual(['201', '200', '200']);
  } finally {
    const ended = new Promise((resolve) => service.once('exit', resolve));
    service.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
});
