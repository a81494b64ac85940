import type { Labels, Metrics } from '../../src/application/shared/telemetry.ts';
import type { MetricsInUse, Shown } from './metrics-contract.ts';

const asTexts = (labels: Labels): Shown['labels'] =>
  Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)]));

/** Metrics in memory. */
export function createMemoryMetrics(): Metrics & Pick<MetricsInUse, 'shown'> {
  const counted = new Map<string, Shown[]>();
  const watched = new Map<string, { readonly labels: Labels; read(): Promise<number> }[]>();
  /** Replaces what stands for a set of labels. */
  const add = (name: string, labels: Labels, next: (before: Shown | undefined) => Omit<Shown, 'labels'>): void => {
    const own = asTexts(labels);
    const isOwn = (each: Shown) => JSON.stringify(each.labels) === JSON.stringify(own);
    const all = counted.get(name) ?? [];
    counted.set(name, [...all.filter((each) => !isOwn(each)), { labels: own, ...next(all.find(isOwn)) }]);
  };
  return {
    count: ({ name }, labels) => add(name, labels, (before) => ({ value: (before?.value ?? 0) + 1 })),
    measure: ({ name }, value, labels) =>
      add(name, labels, (before) => ({ count: (before?.count ?? 0) + 1, sum: (before?.sum ?? 0) + value })),
    watch({ name }, read, labels = {}) {
      watched.set(name, [...(watched.get(name) ?? []), { labels, read }]);
    },
    async shown({ name }) {
      const read = await Promise.allSettled(
        (watched.get(name) ?? []).map(async (each) => ({ labels: asTexts(each.labels), value: await each.read() })),
      );
      const now = read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      return [...(counted.get(name) ?? []), ...now];
    },
  };
}
