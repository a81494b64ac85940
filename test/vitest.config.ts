import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

// Programs that tests start compile each module once for all of them: that is a third of what a start takes.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'docproof-tests-compiled');

/**
 * Node reads the tests and what they test as it reads the program, without a bundler in between, and keeps what it has
 * compiled. Who shares a process with other files shares their modules too.
 */
const shared = { isolate: false, experimental: { viteModuleRunner: false, nodeLoader: false } } as const;

/** Properties run on the same cases each time; `FAST_CHECK_SEED=random` lets them run on others. */
const setupFiles = ['test/kit/fixed-seed.ts'];

/** The tests of Docproof and of Almanac that need nothing, those that need servers, those that need the package, and the browser's. */
export default defineConfig({
  root,
  test: {
    // One more than the processors: some wait for processes and servers most of the time.
    maxWorkers: 3,
    projects: [
      {
        root,
        test: {
          name: 'unit',
          ...shared,
          setupFiles,
          include: ['test/**/*.test.ts'],
          exclude: ['test/{browser,package,bench}/**', '**/node_modules/**'],
          testTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'almanac',
          ...shared,
          setupFiles,
          include: ['reference-app/test/{unit,property,architecture}/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'integration',
          ...shared,
          setupFiles,
          globalSetup: ['reference-app/test/kit/serve-run.ts'],
          include: ['reference-app/test/integration/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'package',
          ...shared,
          include: ['test/package/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        root,
        test: {
          name: 'browser',
          ...shared,
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
