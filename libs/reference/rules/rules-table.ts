import type { Rule } from './rule.ts';

/** A Markdown table of rule rows: what they say, then validity, text and status, which every row has. */
export function table<Row extends Rule>(heads: readonly string[], rows: readonly Row[], cells: (row: Row) => readonly string[]): string {
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  const lines = rows.map((row) => {
    const status = row.status === 'verified' ? 'verified' : '**unverified**';
    const text = `${row.instrument}${row.article === '' ? '' : `, ${row.article}`}`;
    return line([...cells(row), row.from, row.to ?? '', text, status, row.note ?? '']);
  });
  const all = [...heads, 'from', 'to', 'text', 'status', 'note'];
  return [line(all), line(all.map(() => '---')), ...lines].join('\n');
}
