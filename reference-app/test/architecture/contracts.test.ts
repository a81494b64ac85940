import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The ports, each with the contract that every one of its adapters and fakes is tested with. */
const contracts: Readonly<Record<string, string>> = {
  AccessTokens: 'describeAccessTokens',
  ActivityRepository: 'describeActivityRepository',
  AuditLog: 'describeAuditLog',
  AuditRecorder: 'describeAuditLog',
  Cache: 'describeCache',
  CacheProvider: 'describeCacheProvider',
  EventBroker: 'describeEventDelivery',
  EventRecorder: 'describeEventRecorder',
  EventStore: 'describeEventStore',
  ExampleRepository: 'describeExampleRepository',
  Inbox: 'describeInbox',
  ItemRepository: 'describeItemRepository',
  KeptAnswers: 'describeKeptAnswers',
  Metrics: 'describeMetrics',
  Outbox: 'describeOutbox',
  PasswordHasher: 'describePasswordHasher',
  PermitStore: 'describePermitStore',
  RateLimiter: 'describeRateLimiter',
  Relay: 'describeEventDelivery',
  ReservationRepository: 'describeReservationRepository',
  SessionRepository: 'describeSessionRepository',
  SharedCache: 'describeSharedCache',
  SigningKeyStore: 'describeSigningKeyStore',
  Tracing: 'describeTracing',
  UnitOfWork: 'describeUnitOfWork',
  UserRepository: 'describeUserRepository',
  WorkspaceRepository: 'describeWorkspaceRepository',
};
/** What is no port itself, and has some. */
const holding: Readonly<Record<string, readonly string[]>> = { Telemetry: ['Metrics', 'Tracing'] };
/** What stands in the place of an adapter where there is none: it does nothing. */
const absent = ['noSharedCache'];

const root = join(import.meta.dirname, '../..');
const filesOf = (...folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(root, folder, path), 'utf8')),
  );
const declarations = filesOf('src', 'test/kit');
const tests = filesOf('test').filter((text) => /^\s*(test|describe\w*)(\.\w+)?\(/m.test(text));

/** What an interface is, by its name: itself, and what it extends. */
const extended = new Map(
  declarations.flatMap((text) =>
    [...text.matchAll(/^export interface (\w+)(?:<[^{]*?>)?(?: extends ([^{]+))? \{/gm)].map(
      ([, name, parents = '']) => [name!, parents.match(/\b[A-Z]\w+/g) ?? []] as const,
    ),
  ),
);
const portsOf = (name: string): readonly string[] => [
  ...(name in contracts ? [name] : []),
  ...[...(extended.get(name) ?? []), ...(holding[name] ?? [])].flatMap(portsOf),
];
/** Everything that makes an adapter or is one, and the ports that it is one of. */
const adapters = declarations.flatMap((text) =>
  [
    ...text.matchAll(/^export function (create\w+)\([\s\S]*?\): ([A-Z]\w+)[^;\n]* \{$/gm),
    ...text.matchAll(/^export const (\w+): ([A-Z]\w+) =/gm),
  ]
    .filter(([, factory]) => !absent.includes(factory!))
    .flatMap(([, factory, type]) => portsOf(type!).map((port) => ({ factory: factory!, port }))),
);

describe('the contract of a port', () => {
  test('is known of every port that has an adapter, and each port has one', () => {
    const ports = [...new Set(adapters.map(({ port }) => port))].sort();
    expect(ports).toEqual(Object.keys(contracts).sort());
    expect(adapters.length).toBeGreaterThan(40);
  });

  test.each(adapters)('of $port is kept by $factory', ({ factory, port }) => {
    const contract = new RegExp(`^ *${contracts[port]}\\(`, 'm');
    const kept = tests.some(
      (text) => contract.test(text) && new RegExp(`\\b${factory}\\(|\\b${factory}\\)`).test(text),
    );
    expect(kept, `${contracts[port]} is not called where ${factory} is`).toBe(true);
  });
});
