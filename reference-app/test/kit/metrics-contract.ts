import { describe, expect, test } from 'vitest';
import type { Metrics } from '../../src/application/shared/telemetry.ts';
import type { MetricDefinition } from '../../src/core/observability/define-metric.ts';

/** What is shown of a metric for one set of labels: its value, or how many measurements there were and their sum. */
export interface Shown {
  readonly labels: Readonly<Record<string, string>>;
  readonly value?: number;
  readonly count?: number;
  readonly sum?: number;
}

/** Metrics, and how they stand. */
export interface MetricsInUse {
  readonly metrics: Metrics;
  /** What somebody who asks now is shown of a metric, in any order. */
  shown(metric: MetricDefinition): Promise<readonly Shown[]>;
}

// They stand in no registry: the page of the metrics would have to name them.
const cups = { name: 'almanac_cups_total', kind: 'counter', description: 'Cups.', labels: ['tea'] } as const;
const brewing = {
  name: 'almanac_brewing_seconds',
  kind: 'histogram',
  description: 'How long it is brewed.',
  labels: ['tea'],
  buckets: [1, 10],
} as const;
const level = { name: 'almanac_kettle_level', kind: 'gauge', description: 'Water.', labels: ['kettle'] } as const;

/** What all metrics must do. `create` gives some that nothing was measured with. */
export function describeMetrics(name: string, create: () => Promise<MetricsInUse>): void {
  const [green, black] = [{ tea: 'green' }, { tea: 'black' }];
  const sorted = (all: readonly Shown[]) =>
    all.toSorted((one, other) => JSON.stringify(one.labels).localeCompare(JSON.stringify(other.labels)));

  describe(name, () => {
    test('count one more for each set of labels by itself', async () => {
      const { metrics, shown } = await create();
      for (const labels of [green, black, green]) metrics.count(cups, labels);
      expect(sorted(await shown(cups))).toEqual([
        { labels: black, value: 1 },
        { labels: green, value: 2 },
      ]);
      metrics.count(cups, black);
      expect(sorted(await shown(cups))).toEqual([
        { labels: black, value: 2 },
        { labels: green, value: 2 },
      ]);
    });

    test('add up what is measured for each set of labels by itself', async () => {
      const { metrics, shown } = await create();
      metrics.measure(brewing, 0.5, green);
      metrics.measure(brewing, 20, green);
      metrics.measure(brewing, 3, black);
      expect(sorted(await shown(brewing))).toEqual([
        { labels: black, count: 1, sum: 3 },
        { labels: green, count: 2, sum: 20.5 },
      ]);
    });

    test('read how something stands each time that somebody asks', async () => {
      const { metrics, shown } = await create();
      let litres = 1;
      metrics.watch(level, async () => litres, { kettle: 'red' });
      metrics.watch(level, async () => 7, { kettle: 'white' });
      const of = (red: number) => [
        { labels: { kettle: 'red' }, value: red },
        { labels: { kettle: 'white' }, value: 7 },
      ];
      expect(sorted(await shown(level))).toEqual(of(1));
      litres = 0.25;
      expect(sorted(await shown(level))).toEqual(of(0.25));
    });

    test('leave out what cannot be read, as long as it cannot', async () => {
      const { metrics, shown } = await create();
      let broken = true;
      metrics.watch(
        level,
        async () => {
          if (broken) throw new Error('it leaks');
          return 2;
        },
        { kettle: 'red' },
      );
      metrics.watch(level, async () => 7, { kettle: 'white' });
      const white = { labels: { kettle: 'white' }, value: 7 };
      expect(await shown(level)).toEqual([white]);
      broken = false;
      expect(sorted(await shown(level))).toEqual([{ labels: { kettle: 'red' }, value: 2 }, white]);
    });

    test('show nothing of what was never measured', async () => {
      const { shown } = await create();
      expect([await shown(cups), await shown(brewing), await shown(level)]).toEqual([[], [], []]);
    });
  });
}
