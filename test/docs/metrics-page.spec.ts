import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import { type MetricDefinition, metricTable } from '#telemetry/metric-table';

const rows = Object.entries<MetricDefinition>(metricTable).map(
  ([name, { kind, labels, help }]) => `| \`${name}\` | ${kind} | ${labels.map((label) => `\`${label}\``).join(', ') || '–'} | ${help} |`,
);

it('lists every metric as the table defines it, in its order', () => {
  const page = readFileSync(join(packageRoot(), 'docs/reference/metrics.md'), 'utf8');
  expect(page.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
});
