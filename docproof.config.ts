import type { Config } from './src/index.ts';

/** Docproof's own docs, held at its strictest level. */
export default {
  level: 'strict',
  inventories: [
    { kind: 'settings', schema: 'src/config/schema.ts#configSchema' },
    { kind: 'flags', list: 'src/cli/arguments.ts#options', prefix: '--' },
    { kind: 'commands', list: 'src/cli/arguments.ts#commands', prefix: 'docproof ' },
    { kind: 'rules', define: 'defineRule', name: 'id' },
    { kind: 'errors', define: 'defineError', name: 'code' },
    { kind: 'events', define: 'defineEvent', name: 'name' },
    { kind: 'metrics', define: 'defineMetric', name: 'name' },
    { kind: 'settings', define: 'defineSetting' },
    { kind: 'routes', openapi: 'reference-app/openapi.json' },
    { kind: 'tables', snapshot: 'reference-app/migrations/schema-snapshot.json' },
  ],
  coverage: {
    require: {
      commands: 'documented',
      columns: 'documented',
      constraints: 'documented',
      errors: 'documented',
      events: 'documented',
      exports: 'documented',
      flags: 'documented',
      indexes: 'documented',
      members: { docproof: 'described' },
      metrics: 'documented',
      routes: 'documented',
      rules: 'documented',
      scripts: 'documented',
      settings: 'documented',
      tables: 'documented',
    },
  },
} satisfies Config;
