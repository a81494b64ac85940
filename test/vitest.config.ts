import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

/** Properties run on the same cases each time; `FAST_CHECK_SEED=random` lets them run on others. */
const setupFiles = ['test/kit/fixed-seed.ts'];

/** Four kinds of tests: those that need nothing, those that need servers, those that need the package, and the browser's. */
export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    projects: [
      {
        root,
        test: {
          name: 'unit',
          isolate: false,
          setupFiles,
          include: ['test/**/*.test.ts', 'reference-app/test/{unit,property,architecture}/**/*.test.ts'],
          exclude: ['test/{browser,package,bench}/**', '**/node_modules/**'],
          testTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'integration',
          setupFiles,
          include: ['reference-app/test/integration/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        root,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
