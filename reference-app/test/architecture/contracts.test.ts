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
  ExampleRepository: 'describeExampleRepository',
  Inbox: 'describeInbox',
  ItemRepository: 'describeItemRepository',
  KeptAnswers: 'describeKeptAnswers',
  Outbox: 'describeOutbox',
  PasswordHasher: 'describePasswordHasher',
  PermitStore: 'describePermitStore',
  RateLimiter: 'describeRateLimiter',
  Relay: 'describeEventDelivery',
  ReservationRepository: 'describeReservationRepository',
  SessionRepository: 'describeSessionRepository',
  SharedCache: 'describeSharedCache',
  SigningKeyStore: 'describeSigningKeyStore',
  UnitOfWork: 'describeUnitOfWork',
  UserRepository: 'describeUserRepository',
  WorkspaceRepository: 'describeWorkspaceRepository',
};
/** Ports that have one adapter and no fake: what they do is tested with it. */
const alone = ['EventStore'];

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
  ...(name in contracts || alone.includes(name) ? [name] : []),
  ...(extended.get(name) ?? []).flatMap(portsOf),
];
/** Everything that makes an adapter, and the ports that it is one of. */
const adapters = declarations.flatMap((text) =>
  [...text.matchAll(/^export function (create\w+)\([\s\S]*?\): ([A-Z]\w+)[^;\n]* \{$/gm)].flatMap(([, factory, type]) =>
    portsOf(type!).map((port) => ({ factory: factory!, port })),
  ),
);

describe('the contract of a port', () => {
  test('is known of every port that has an adapter, and each port has one', () => {
    const ports = [...new Set(adapters.map(({ port }) => port))].sort();
    expect(ports).toEqual([...Object.keys(contracts), ...alone].sort());
    expect(adapters.length).toBeGreaterThan(40);
  });

  test.each(adapters.filter(({ port }) => !alone.includes(port)))(
    'of $port is kept by what $factory makes',
    ({ factory, port }) => {
      const contract = new RegExp(`^ *${contracts[port]}\\(`, 'm');
      const kept = tests.some(
        (text) => contract.test(text) && new RegExp(`\\b${factory}\\(|\\b${factory}\\)`).test(text),
      );
      expect(kept, `${contracts[port]} is not called where ${factory} is`).toBe(true);
    },
  );
});
