import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '../kit/database.ts';
import { newItem } from '../kit/items.ts';
import { createItemsPath, createMember, type Member } from '../kit/team.ts';
import { type LoadResult, loadAtOpenRate, type MakeRequest } from './open-rate.ts';

/**
 * Measures Almanac in whole processes.
 *
 * `node load.ts pairs [pairs] [seconds] [report.json]`: Almanac and the one-file program in turn, at a rate that neither
 * reaches. The ratio of a pair is Almanac's answers a second over the other's; the median of all pairs counts. The other keeps
 * no copies of items, so Almanac is told to keep none. Reads that are answered from copies are measured beside it: they ask
 * the database one question less, and no goal is set for what is not the same work.
 *
 * `node load.ts mixed [rate] [seconds] [report.json]`: Almanac alone, four reads to one write.
 *
 * Both programs write their log into nothing. The relay of Almanac rests meanwhile, as the other has none: both leave what
 * they put into the outbox there. Limits are off in both.
 */
const [mode = 'pairs', first, second, reportFile] = process.argv.slice(2);
const connectionsOpen = 32;
/** More than either program can answer. */
const beyondReach = 20_000;
const readsExpected = 0.75;
const writesExpected = 0.85;

/** A load, and what each answer took of the processor, in milliseconds. */
interface Measured extends LoadResult {
  readonly processorMsPerAnswer: number;
}

interface Program {
  readonly port: number;
  readonly child: ChildProcess;
}

async function start(file: string, environment: Readonly<Record<string, string>>): Promise<Program> {
  const child = spawn(process.execPath, [join(import.meta.dirname, file)], {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}.`)));
    child.stdout!.on('data', (chunk: Buffer) => {
      const found = /http:\/\/localhost:(\d+)/.exec(chunk.toString());
      if (found) resolve(Number(found[1]));
    });
  });
  return { port, child };
}

/** Processor time of a process so far, in seconds: user and system (`man 5 proc`, fields 14 and 15, in hundredths). */
function processorSeconds({ child }: Program): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const request = (method: string, path: string, { headers }: Member, body?: object): Buffer => {
  const text = body === undefined ? '' : JSON.stringify(body);
  const content = body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${text.length}\r\n`;
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: ${headers.authorization}\r\n${content}\r\n${text}`,
  );
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted.length % 2 === 1
    ? sorted[(sorted.length - 1) / 2]!
    : (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2;
};
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

const database = await createTestDatabase();
const started: Program[] = [];

/** Ends what was started, and leaves nothing behind. */
async function cleanUp(): Promise<void> {
  for (const { child } of started.splice(0)) {
    child.removeAllListeners('exit');
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const end = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await end;
  }
  await database.drop();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void cleanUp().finally(() => process.exit(130)));

try {
  const environment = {
    DATABASE_URL: database.url,
    PORT: '0',
    RATE_LIMIT_REQUESTS: '0',
    EVENT_POLL_MS: mode === 'pairs' ? '60000' : '500',
    AUTH_ACCESS_TOKEN_SECONDS: '3600',
  };
  const startAlmanac = async (more: Readonly<Record<string, string>> = {}): Promise<Program> => {
    const program = await start('../../src/main/server.ts', { ...environment, ...more });
    started.push(program);
    return program;
  };
  const almanac = await startAlmanac(mode === 'pairs' ? { CACHE_ITEM_SECONDS: '0' } : {});
  const service = `http://127.0.0.1:${almanac.port}`;
  const owner = await createMember(service, 'Owner');
  const path = (await createItemsPath(service, owner)).replace('/v1/', '/v2/');
  const items: string[] = [];
  for (let made = 0; made < 200; made += 1) {
    const answer = await fetch(`${service}${path}`, {
      method: 'POST',
      headers: { ...owner.headers, 'content-type': 'application/json' },
      body: JSON.stringify(newItem({ sku: `READ-${made}` })),
    });
    items.push(((await answer.json()) as { id: string }).id);
  }
  const reads = items.map((id) => request('GET', `${path}/${id}`, owner));
  let turns = 0;
  const read: MakeRequest = () => {
    turns += 1;
    return reads[turns % reads.length]!;
  };
  const write: MakeRequest = () => {
    turns += 1;
    return request('POST', path, owner, newItem({ sku: `WRITE-${turns.toString(36).toUpperCase()}` }));
  };
  const machine = { node: process.version, processors: cpus().length, server: database.server };
  let report: object;

  if (mode === 'mixed') {
    const [rate, seconds] = [Number(first ?? 1000), Number(second ?? 300)];
    let sent = 0;
    const make: MakeRequest = () => {
      sent += 1;
      return sent % 5 === 0 ? write() : read();
    };
    const port = almanac.port;
    await loadAtOpenRate({ port, rate: rate / 2, seconds: 5, connections: connectionsOpen, make });
    const result = await loadAtOpenRate({ port, rate, seconds, connections: 2 * connectionsOpen, make });
    const errorShare = result.errors / Math.max(1, result.answers);
    report = { ...machine, rate, seconds, ...result, errorShare };
    process.exitCode = result.p95 < 200 && errorShare < 0.001 && result.perSecond > rate * 0.99 ? 0 : 1;
  } else {
    const [pairs, seconds] = [Number(first ?? 7), Number(second ?? 10)];
    const keySet = await (await fetch(`${service}/.well-known/jwks.json`)).text();
    const oneFile = await start('one-file.ts', { DATABASE_URL: database.url, KEY_SET: keySet });
    started.push(oneFile);
    const withCopies = await startAlmanac();
    const kinds = [
      { kind: 'reads', program: almanac, make: read, expected: readsExpected },
      { kind: 'writes', program: almanac, make: write, expected: writesExpected },
      { kind: 'readsFromCopies', program: withCopies, make: read, expected: 0 },
    ];
    const measure = async (program: Program, make: MakeRequest, lasting = seconds) => {
      const before = processorSeconds(program);
      const result = await loadAtOpenRate({
        port: program.port,
        rate: beyondReach,
        seconds: lasting,
        connections: connectionsOpen,
        make,
      });
      const used = processorSeconds(program) - before;
      return { ...result, processorMsPerAnswer: (used * 1000) / result.answers };
    };
    const outcome: Record<string, object> = {};
    for (const { kind, program: ours, make, expected } of kinds) {
      for (const program of [ours, oneFile]) await measure(program, make, 3);
      const measured: { almanac: Measured; oneFile: Measured; ratio: number; processorRatio: number }[] = [];
      for (let pair = 0; pair < pairs; pair += 1) {
        // Who begins changes, so that what grows meanwhile, such as the tables, is to nobody's advantage.
        const order = pair % 2 === 0 ? [ours, oneFile] : [oneFile, ours];
        const results = new Map<Program, Awaited<ReturnType<typeof measure>>>();
        for (const program of order) results.set(program, await measure(program, make));
        const [layered, bare] = [results.get(ours)!, results.get(oneFile)!];
        measured.push({
          almanac: layered,
          oneFile: bare,
          ratio: rounded(layered.perSecond / bare.perSecond),
          processorRatio: rounded(bare.processorMsPerAnswer / layered.processorMsPerAnswer),
        });
      }
      const ratios = measured.map(({ ratio }) => ratio);
      const errors = measured.reduce((sum, pair) => sum + pair.almanac.errors + pair.oneFile.errors, 0);
      outcome[kind] = {
        ratio: median(ratios),
        lowest: Math.min(...ratios),
        highest: Math.max(...ratios),
        processorRatio: median(measured.map(({ processorRatio }) => processorRatio)),
        processorMs: {
          almanac: rounded(median(measured.map((pair) => pair.almanac.processorMsPerAnswer))),
          oneFile: rounded(median(measured.map((pair) => pair.oneFile.processorMsPerAnswer))),
        },
        almanac: median(measured.map((pair) => pair.almanac.perSecond)),
        oneFile: median(measured.map((pair) => pair.oneFile.perSecond)),
        errors,
        ...(expected > 0 && { expected }),
      };
      if (median(ratios) < expected || errors > 0) process.exitCode = 1;
    }
    report = { ...machine, pairs, seconds, connections: connectionsOpen, ...outcome };
  }
  console.log(JSON.stringify(report, null, 2));
  if (reportFile !== undefined) writeFileSync(reportFile, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await cleanUp();
}
