import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimFolder, releaseFolder } from '../../src/infrastructure/database/folder-claim.ts';

let folder: string;
let file: string;
let other: ChildProcess;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'almanac-claim-'));
  file = join(folder, 'almanac.pid');
  other = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
  await once(other, 'spawn');
});
afterEach(async () => {
  await releaseFolder(file);
  if (other.exitCode === null && other.signalCode === null) {
    other.kill('SIGKILL');
    await once(other, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

const running = () => true;
const notRunning = () => false;
const longAgo = new Date('2026-01-01T00:00:00Z');

test('a folder that nobody has is claimed, with the id of this process and no file beside', async () => {
  expect(await claimFolder(file, notRunning)).toBeUndefined();
  expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
  expect(readdirSync(folder)).toEqual(['almanac.pid']);
});

test('a folder is claimed once, also by those that come at the same time, and again when it was given back', async () => {
  const owners = await Promise.all(Array.from({ length: 5 }, () => claimFolder(file, notRunning)));
  expect(owners.filter((owner) => owner === undefined)).toHaveLength(1);
  expect(await claimFolder(file, notRunning)).toBe(process.pid);
  await releaseFolder(file);
  expect(await claimFolder(file, notRunning)).toBeUndefined();
});

test('a folder whose owner lives is left to it: while its server runs, and while it has just begun', async () => {
  writeFileSync(file, String(other.pid));
  expect(await claimFolder(file, notRunning)).toBe(other.pid);
  utimesSync(file, longAgo, longAgo);
  expect(await claimFolder(file, running)).toBe(other.pid);
  expect(readFileSync(file, 'utf8')).toBe(String(other.pid));
});

test('a folder whose owner is gone is taken over', async () => {
  writeFileSync(file, String(other.pid));
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(await claimFolder(file, running)).toBeUndefined();
  expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
});

test('an old claim is no claim when no server runs: its id may belong to anybody by now', async () => {
  writeFileSync(file, String(other.pid));
  utimesSync(file, longAgo, longAgo);
  expect(await claimFolder(file, notRunning)).toBeUndefined();
});

test('the id of this process in the claim of a killed run, as in containers, is no claim', async () => {
  writeFileSync(file, String(process.pid));
  expect(await claimFolder(file, running)).toBeUndefined();
});

test.each(['', 'nonsense'])('a claim that says %j is taken over', async (text) => {
  writeFileSync(file, text);
  expect(await claimFolder(file, running)).toBeUndefined();
});
