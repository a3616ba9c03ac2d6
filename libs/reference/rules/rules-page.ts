import { contentOf } from '../contents.ts';
import { advanceLimits } from './advances.ts';
import { type Ceiling, ceilings } from './ceilings.ts';
import { deadlines, DUE_SOON_DAYS } from './deadlines.ts';
import type { Rule } from './rule.ts';
import { ruleSets } from './rule-sets.ts';

/** docs/reference/rules.md, made from the rows themselves, so that the page cannot say something else than the engine does. */
export function rulesPage(): string {
  return `# The dated rules

Made from \`libs/reference/rules\` by \`node --conditions=source tools/write-rules-page.mjs\`; a test keeps it equal to the rows. A row that is marked
**unverified** is from memory or assumed: its text was not read. Refusals and obligations cite the row's id.

## Rule sets

A project keeps the set in force on the day when its plan was approved.

${table(['set', 'name'], ruleSets, ({ id, name }) => [id, name])}

## Ceilings of KCQG

support ≤ min(rate × total cost, cap × units). KCDP ceilings are each province's own.

${table(['rule', 'content', 'rate', 'cap (million đồng)'], ceilings, ({ id, content, ratePercent, ...row }) => [
  id,
  `${content} ${contentOf(content).en}`,
  ratePercent === null ? '–' : `${ratePercent} %`,
  capText(row),
])}

## Advances before acceptance

${table(['rule', 'source', 'contents', 'most', 'volume to show'], advanceLimits, ({ id, source, contents, percent, volumePercent }) => [
  id,
  source ?? 'both',
  contents?.join(', ') ?? 'all others',
  `${percent} %`,
  volumePercent === null ? '–' : `over ${volumePercent} %`,
])}

## Deadlines

Calendar days. Shown as due soon from ${DUE_SOON_DAYS} days before.

${table(['rule', 'obligation', 'due'], deadlines, ({ id, obligation, after }) => [
  id,
  obligation,
  'days' in after ? `+ ${after.days} days` : `${after.monthDay} of plan year + 1`,
])}
`;
}

const capText = ({ capVnd, perUnit }: Pick<Ceiling, 'capVnd' | 'perUnit'>): string =>
  capVnd === null ? '–' : `${capVnd / 1_000_000}${perUnit ? ' each' : ''}`;

function table<Row extends Rule>(heads: readonly string[], rows: readonly Row[], cells: (row: Row) => readonly string[]): string {
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  const lines = rows.map((row) => {
    const status = row.status === 'verified' ? 'verified' : '**unverified**';
    return line([
      ...cells(row),
      row.from,
      row.to ?? '',
      `${row.instrument}${row.article === '' ? '' : `, ${row.article}`}`,
      status,
      row.note ?? '',
    ]);
  });
  const all = [...heads, 'from', 'to', 'text', 'status', 'note'];
  return [line(all), line(all.map(() => '---')), ...lines].join('\n');
}
