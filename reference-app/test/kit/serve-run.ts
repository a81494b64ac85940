import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runVariable, type SharedByRun } from './shared-by-run.ts';

/** Something that a whole run shares, and how to be rid of it. */
export interface Shared {
  /** What the workers are told of it. */
  readonly value: string;
  remove(): Promise<void>;
}

/** How each is made. It is loaded only when it is asked for: most runs of a single file need little of it. */
const makers: Readonly<Record<SharedByRun, () => Promise<Shared>>> = {
  programs: async () => (await import('./bundle-programs.ts')).bundlePrograms(),
  'embedded-server': async () => {
    const { url, stop } = await (await import('./database.ts')).startTestServer();
    return { value: url, remove: stop };
  },
  'embedded-template': async () => {
    const { createEmbeddedDatabase, makeTemplate } = await import('./database.ts');
    const database = await createEmbeddedDatabase();
    await makeTemplate(database);
    // It goes with its server.
    return { value: database.name, remove: async () => {} };
  },
  'local-template': async () => {
    const { createLocalDatabase, makeTemplate } = await import('./database.ts');
    const database = await createLocalDatabase();
    if (!database) return { value: '', remove: async () => {} };
    await makeTemplate(database);
    return { value: database.name, remove: database.drop };
  },
};

/**
 * Lets the process that starts the workers make what all of them share, once. Vitest calls this before the tests of the
 * project, and what it returns after them.
 */
export default async function serveRun(): Promise<() => Promise<void>> {
  const made = new Map<string, Promise<Shared>>();
  const server = createServer((request, response) => {
    const name = request.url!.slice(1) as SharedByRun;
    const shared = made.get(name) ?? makers[name]();
    made.set(name, shared);
    shared.then(
      ({ value }) => response.end(value),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  process.env[runVariable] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async () => {
    server.closeAllConnections();
    server.close();
    for (const shared of made.values()) await shared.then(({ remove }) => remove());
  };
}
