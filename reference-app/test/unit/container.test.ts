import { describe, expect, test } from 'vitest';
import { createServiceContainer } from '../../src/core/container/container.ts';

interface Parts {
  readonly first: string;
  readonly second: string;
  readonly third: string;
}

const recorded = (failing?: string) => {
  const events: string[] = [];
  const part = (name: keyof Parts) => ({
    create: () => name as string,
    start: async () => {
      if (failing === `start ${name}`) throw new Error(failing);
      events.push(`start ${name}`);
    },
    stop: async () => {
      events.push(`stop ${name}`);
      if (failing === `stop ${name}`) throw new Error(failing);
    },
  });
  return {
    events,
    container: createServiceContainer<Parts>({ first: part('first'), second: part('second'), third: part('third') }),
  };
};

describe('the container', () => {
  test('starts services in their order and stops them in the reverse', async () => {
    const { events, container } = recorded();
    await container.start();
    await container.stop();
    expect(events).toEqual(['start first', 'start second', 'start third', 'stop third', 'stop second', 'stop first']);
  });

  test('stops what has started when a later service fails to', async () => {
    const { events, container } = recorded('start second');
    await expect(container.start()).rejects.toThrow('start second');
    expect(events).toEqual(['start first', 'stop second', 'stop first']);
  });

  test('stops every service though one fails, and says so', async () => {
    const { events, container } = recorded('stop second');
    await container.start();
    await expect(container.stop()).rejects.toThrow('stop second');
    expect(events.slice(3)).toEqual(['stop third', 'stop second', 'stop first']);
  });

  test('refuses a singleton that would keep a scoped service', () => {
    const container = createServiceContainer<{ request: object; cache: object }>({
      request: { lifetime: 'scoped', create: () => ({}) },
      cache: { lifetime: 'singleton', create: ({ request }) => ({ request }) },
    });
    expect(() => container.get('cache')).toThrow(/lifetime/);
  });

  test('gives each scope its own scoped services, and everybody the same singletons', () => {
    const container = createServiceContainer<{ request: object; shared: object; each: object }>({
      request: { lifetime: 'scoped', create: () => ({}) },
      shared: { create: () => ({}) },
      each: { lifetime: 'transient', create: () => ({}) },
    });
    const [a, b] = [container.createScope(), container.createScope()];
    expect(a.get('request')).toBe(a.get('request'));
    expect(a.get('request')).not.toBe(b.get('request'));
    expect(a.get('shared')).toBe(b.get('shared'));
    expect(a.get('each')).not.toBe(a.get('each'));
  });

  test('asks for health only those services that can tell, by their name and in their order', async () => {
    const container = createServiceContainer<{ store: { away: boolean }; clock: object; broker: object }>({
      store: {
        create: () => ({ away: true }),
        health: async ({ away }) => {
          if (away) throw new Error('the store is away');
        },
      },
      clock: { create: () => ({}) },
      broker: { create: () => ({}), health: async () => {} },
    });
    const checks = container.healthChecks();
    expect(checks.map(({ name }) => name)).toEqual(['store', 'broker']);
    await expect(checks[0]!.run()).rejects.toThrow('the store is away');
    await expect(checks[1]!.run()).resolves.toBeUndefined();
    container.get('store').away = false;
    await expect(checks[0]!.run()).resolves.toBeUndefined();
  });
});
