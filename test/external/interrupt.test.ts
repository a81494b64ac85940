import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { usualMemory } from '../../src/cli/external-memory.ts';
import { readMemories } from '../../src/external/memory.ts';

const source = (path: string): string => JSON.stringify(join(import.meta.dirname, '../../src', path));

/** A program that asks two addresses, of which one never answers, until somebody presses Ctrl-C. */
const program = (root: string): string => `
  import { interruptible } from ${source('cli/interrupt.ts')};
  import { fileMemory } from ${source('cli/external-memory.ts')};
  import { createExternalLinks } from ${source('external/external-links.ts')};
  import { machineClock } from ${source('external/clock.ts')};
  import { defaultSettings } from ${source('external/port.ts')};
  const interrupt = interruptible();
  const transport = {
    request(_method, url, signal) {
      if (url.pathname === '/quick') return { kind: 'reply', status: 200, challenged: false };
      console.log('waiting');
      return new Promise((resolve) => {
        const stays = setInterval(() => {}, 1000);
        signal.addEventListener('abort', () => {
          clearInterval(stays);
          resolve({ kind: 'failure', code: 'ABORT_ERR' });
        });
      });
    },
  };
  const parts = { transport, store: fileMemory(${JSON.stringify(root)}), clock: machineClock, random: Math.random, refusal: () => undefined };
  const links = createExternalLinks(parts, {
    settings: { ...defaultSettings, timeout: 600 },
    signal: interrupt.signal,
    note() {},
  });
  const addresses = ['https://docs.acme.dev/quick', 'https://www.acme.dev/never'];
  const verdicts = await links.ask(addresses, addresses);
  interrupt.stop();
  console.log(JSON.stringify([...verdicts]));
`;

test('Ctrl-C ends the asking, and what was learnt is kept', async () => {
  const root = mkdtempSync(join(tmpdir(), 'docproof-interrupt-'));
  try {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program(root)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (text.includes('waiting')) child.kill('SIGINT');
    });
    const ended = await new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
    expect(ended).toEqual({ code: 0, signal: null });
    expect(JSON.parse(output.replace('waiting', ''))).toEqual([
      ['https://docs.acme.dev/quick', { kind: 'answers' }],
      ['https://www.acme.dev/never', { kind: 'unknown', reason: 'the time for external links was over' }],
    ]);
    const kept = readMemories(readFileSync(join(root, usualMemory), 'utf8'));
    expect([...kept!.keys()]).toEqual(['https://docs.acme.dev/quick']);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
