import type { MetricDefinition } from '../../core/observability/define-metric.ts';

/** The values of labels or attributes, by their names. */
export type Labels = Readonly<Record<string, string | number | boolean>>;

/** Where measurements go. */
export interface Metrics {
  /** Counts one more. */
  count(metric: MetricDefinition & { readonly kind: 'counter' }, labels: Labels): void;
  /** Adds a measurement. */
  measure(metric: MetricDefinition & { readonly kind: 'histogram' }, value: number, labels: Labels): void;
  /** How something stands is read from now on whenever somebody asks. What fails is left out. */
  watch(metric: MetricDefinition & { readonly kind: 'gauge' }, read: () => Promise<number>, labels?: Labels): void;
}

/** Where it is told what was done as a part of what. */
export interface Tracing {
  /**
   * Runs work as a part of what is under way. Its failure is noted and thrown on. With `origin`, the text that
   * {@link Tracing.current} gave elsewhere or before, it is a part of that instead.
   */
  span<Answer>(name: string, attributes: Labels, work: () => Promise<Answer>, origin?: string): Promise<Answer>;
  /** What is under way, as the header `traceparent` (W3C Trace Context). `undefined` when nothing is. */
  current(): string | undefined;
}
