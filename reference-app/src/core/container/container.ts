import { type AwilixContainer, asFunction, asValue, createContainer, InjectionMode, Lifetime } from 'awilix';

/** How long an instance lives: with the program, with a scope, or for one use. */
export type ServiceLifetime = 'singleton' | 'scoped' | 'transient';

/** What a service is made from: every other service, by its name. */
export type ServiceFactory<Services, Name extends keyof Services> = (services: Services) => Services[Name];

/** How one service is made, started and stopped. */
export interface ServiceRegistration<Services, Name extends keyof Services> {
  readonly lifetime?: ServiceLifetime;
  readonly create: ServiceFactory<Services, Name>;
  /** Makes the service ready. Services start in the order in which they were registered. */
  readonly start?: (service: Services[Name]) => Promise<void>;
  /** Gives back what the service holds. Services stop in the reverse order. */
  readonly stop?: (service: Services[Name]) => Promise<void>;
  /** Throws when the service cannot do its work now. */
  readonly health?: (service: Services[Name]) => Promise<void>;
}

/** Asks one service whether it can do its work now. */
export interface ServiceHealth {
  /** The name of the service. */
  readonly name: string;
  /** Throws when it cannot. */
  run(): Promise<void>;
}

/** The registrations of a program, one for every service. */
export type ServiceRegistrations<Services> = { readonly [Name in keyof Services]: ServiceRegistration<Services, Name> };

/** Services, wired. */
export interface Container<Services> {
  /** The instance of a service. Throws when services need each other in a circle. */
  get<Name extends keyof Services>(name: Name): Services[Name];
  /** A container whose scoped services are its own. */
  createScope(): Container<Services>;
  /** Starts every service that has to be. When one fails, those that have started are stopped again. */
  start(): Promise<void>;
  /** Stops every service that was started. Each is stopped, even when another fails; the first failure is thrown. */
  stop(): Promise<void>;
  /** What can be asked for its health, in the order of the registrations. */
  healthChecks(): readonly ServiceHealth[];
}

const lifetimes = { singleton: Lifetime.SINGLETON, scoped: Lifetime.SCOPED, transient: Lifetime.TRANSIENT } as const;

/**
 * Wires services from explicit registrations. It is strict: a service that outlives another must not hold it, so a
 * singleton that asks for a scoped service is an error.
 */
export function createServiceContainer<Services extends object>(
  registrations: ServiceRegistrations<Services>,
  values: Partial<Services> = {},
): Container<Services> {
  const root = createContainer<Services>({ injectionMode: InjectionMode.PROXY, strict: true });
  const names = Object.keys(registrations) as (keyof Services & string)[];
  for (const name of names) {
    const { lifetime = 'singleton', create } = registrations[name];
    root.register(name, asFunction(create, { lifetime: lifetimes[lifetime] }));
  }
  for (const [name, value] of Object.entries(values)) root.register(name, asValue(value));

  const wrap = (container: AwilixContainer<Services>): Container<Services> => {
    const started: (keyof Services & string)[] = [];
    const stop = async (): Promise<void> => {
      const failures: unknown[] = [];
      for (const name of started.splice(0).reverse()) {
        try {
          await registrations[name].stop?.(container.resolve(name));
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    };
    return {
      get: (name) => container.resolve(name as string),
      createScope: () => wrap(container.createScope()),
      async start() {
        for (const name of names) {
          const { start, stop: stopService } = registrations[name];
          if (!start && !stopService) continue;
          try {
            const service = container.resolve<Services[typeof name]>(name);
            started.push(name);
            await start?.(service);
          } catch (error) {
            await stop().catch(() => {});
            throw error;
          }
        }
      },
      stop,
      healthChecks: () =>
        names.flatMap((name) => {
          const { health } = registrations[name];
          return health ? [{ name, run: async () => health(container.resolve(name)) }] : [];
        }),
    };
  };
  return wrap(root);
}
