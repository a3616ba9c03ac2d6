import type { Figure } from './contest.ts';
import type { Found, Goal } from './suite.ts';

/** The result as a table for a person. */
export function printFound(name: string, { runs, figures, goals, absent, ratioToPeer, ratioToLimit }: Found): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${group(figure.median)} ${figure.unit}`,
    `${group(figure.low)}–${group(figure.high)}`,
    more(figure),
  ]);
  return [
    `${name}, medians of ${runs} rounds`,
    ...aligned([['', 'median', 'from–to', ''], ...rows]),
    '',
    `to the peer: ${ratioToPeer ?? 'absent'}   to the limit: ${ratioToLimit ?? 'absent'}`,
    ...absent.map((line) => `absent: ${line}`),
    ...goals.map(goalLine),
    '',
  ].join('\n');
}

function more({ p50Ms, p99Ms, peakRssBytes, cpuUs }: Figure): string {
  const parts = [
    p50Ms === undefined ? '' : `p50 ${p50Ms} ms`,
    p99Ms === undefined ? '' : `p99 ${p99Ms} ms`,
    cpuUs === undefined ? '' : `CPU ${cpuUs} µs`,
    peakRssBytes === undefined ? '' : `peak RSS ${Math.round(peakRssBytes / 1e6)} MB`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function goalLine({ id, goal, value, holds }: Goal): string {
  const verdict = holds === null ? 'not measured' : holds ? 'holds' : 'DOES NOT HOLD';
  return `${id.padEnd(4)} ${goal}: ${value ?? '–'}  ${verdict}`;
}

const group = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 3 });

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
