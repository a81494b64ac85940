import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import '../../src/application/metrics.ts';
import { definedMetrics, defineMetric } from '../../src/core/observability/define-metric.ts';

const documented = [...definedMetrics().values()];

test('a metric has a name of its own that says what it is', () => {
  const other = { description: '', labels: [] };
  expect(() => defineMetric({ ...other, name: 'almanac_dead_letters', kind: 'gauge' })).toThrow('defined twice');
  for (const [name, kind] of [
    ['dead_letters', 'gauge'],
    ['almanac_Letters', 'gauge'],
    ['almanac_letters_total', 'gauge'],
    ['almanac_letters', 'counter'],
    ['almanac__letters', 'histogram'],
  ] as const)
    expect(() => defineMetric({ ...other, name, kind }), name).toThrow('is not that of a');
});

test('the page of the metrics has each one as it is declared', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../site/content/docs/reference/metrics.md'), 'utf8');
  const rows = documented.map(({ name, kind, labels, description }) => {
    const shown = labels.map((label) => `\`${label}\``).join(', ') || 'none';
    return `| \`${name}\` | ${kind} | ${shown} | ${description} |`;
  });
  expect(rows.length).toBeGreaterThan(5);
  expect(page.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
});
