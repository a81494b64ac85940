import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

/** Where Debian puts the program. The one on the path is a wrapper that wants another user. */
const program = '/usr/lib/rabbitmq/bin/rabbitmq-server';

/** A RabbitMQ of a test's own, which it may kill. */
export interface RabbitMqNode {
  readonly url: string;
  /** Starts it, or starts it again with what it has kept. Resolves when it takes connections. */
  start(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Kills it and deletes all that is left of it. */
  remove(): Promise<void>;
}

/** A port that nobody listens to. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((tell) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => tell(true)).once('error', () => tell(false));
    socket.once('connect', () => socket.destroy());
  });

/** A node that is not started yet; `undefined` on a machine without the program. */
export async function createRabbitMqNode(): Promise<RabbitMqNode | undefined> {
  if (!existsSync(program)) {
    console.info(`There is no ${program}: that RabbitMQ itself is killed is not tested.`);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'almanac-rabbitmq-'));
  const [port, between] = [await freePort(), await freePort()];
  writeFileSync(join(folder, 'plugins'), '[].');
  // What it keeps belongs to its name.
  const name = `almanac_test_${randomBytes(6).toString('hex')}@localhost`;
  let server: ChildProcess | undefined;
  let ended: Promise<void> | undefined;
  const end = (): void => {
    // The program is a script that starts the server: both are one group, and nobody else is in it.
    if (server?.pid !== undefined && server.exitCode === null && server.signalCode === null)
      process.kill(-server.pid, 'SIGKILL');
  };
  const kill = async (): Promise<void> => {
    end();
    await ended;
  };
  process.once('exit', end);
  return {
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    async start() {
      const child = spawn(program, {
        detached: true,
        stdio: 'ignore',
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          RABBITMQ_NODENAME: name,
          RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
          RABBITMQ_NODE_PORT: String(port),
          RABBITMQ_DIST_PORT: String(between),
          RABBITMQ_MNESIA_BASE: folder,
          RABBITMQ_LOG_BASE: folder,
          RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
          RABBITMQ_CONFIG_FILE: join(folder, 'none'),
        },
      });
      server = child;
      ended = new Promise((done) => child.once('exit', () => done()));
      await until(() => answers(port), 120_000);
    },
    kill,
    async remove() {
      await kill();
      process.off('exit', end);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
