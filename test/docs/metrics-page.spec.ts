import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import { type MetricDefinition, metricTable, plannedMetrics } from '#telemetry/metric-table';

const [here = '', later = ''] = readFileSync(join(packageRoot(), 'docs/reference/metrics.md'), 'utf8').split('## Not there yet');

const rowsOf = (table: Readonly<Record<string, MetricDefinition>>): readonly string[] =>
  Object.entries(table).map(
    ([name, { kind, labels, help }]) => `| \`${name}\` | ${kind} | ${labels.map((label) => `\`${label}\``).join(', ') || '–'} | ${help} |`,
  );
const listed = (text: string): readonly string[] => text.split('\n').filter((line) => line.startsWith('| `'));

it('lists every metric as the table defines it, in its order', () => {
  expect(listed(here)).toEqual(rowsOf(metricTable));
  expect(listed(later)).toEqual(rowsOf(plannedMetrics));
});

it('a metric is there or planned, not both; none is planned any more once there is a worker', () => {
  expect(Object.keys(plannedMetrics).filter((name) => name in metricTable)).toEqual([]);
  if (existsSync(join(packageRoot(), 'apps/worker/main.ts'))) expect(Object.keys(plannedMetrics)).toEqual([]);
});
