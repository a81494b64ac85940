/** What is measured, as it is documented: one entry in the registry. */
export interface MetricDefinition {
  /** As Prometheus shows it: `almanac_`, words with underscores, then the unit, and `_total` where it counts. */
  readonly name: string;
  /** Whether it counts, tells how measurements are spread, or tells how something stands now. */
  readonly kind: 'counter' | 'histogram' | 'gauge';
  /** What is measured, with its unit. */
  readonly description: string;
  /** The names of its labels. Each has few values, none of which is told by a user. */
  readonly labels: readonly string[];
  /** The upper limits of the classes of a histogram. */
  readonly buckets?: readonly number[];
}

const registry = new Map<string, MetricDefinition>();

/** Declares a metric. Throws when the name is taken or is none. */
export function defineMetric<const Definition extends MetricDefinition>(definition: Definition): Definition {
  const { name, kind } = definition;
  if (!/^almanac_[a-z]+(_[a-z]+)*$/.test(name) || name.endsWith('_total') !== (kind === 'counter'))
    throw new Error(`The metric name "${name}" is not that of a ${kind}.`);
  if (registry.has(name)) throw new Error(`The metric "${name}" is defined twice.`);
  registry.set(name, definition);
  return definition;
}

/** Every metric that has been declared, by its name. */
export function definedMetrics(): ReadonlyMap<string, MetricDefinition> {
  return registry;
}
